// SPDX-License-Identifier: BSL-1.0
/** Organisations that are hardly any, or strange ones. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { all, axe, choose, department, drawn, open, pangkas, report, shoot, test } from './context.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pangkas-odd-'));

function table(name, rows, policy = ['--policy', 'delayer', '--layers', '2'], head = 'code,title,reports_to,seats,filled') {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, `${[head, ...rows].join('\n')}\n`);
  return { name, files: [file], policy };
}

const chain = (length) => Array.from({ length }, (_, i) => `L${i + 1},Post ${i + 1},${i ? `L${i}` : ''},1,1`);

const odd = {
  'no positions': table('none', []),
  'one position': table('one', ['A,Alone,,1,1']),
  '40 roots': table('roots', Array.from({ length: 40 }, (_, i) => [`R${i},Root ${i},,1,1`, `S${i},Below ${i},R${i},1,1`]).flat()),
  '12 layers': table('layers', chain(12)),
  'a cycle': table('cycle', ['A,Top,,1,1', 'B,Below,A,1,1', 'X,First of the circle,Z,1,1', 'Y,Second,X,1,1', 'Z,Third,Y,1,1', 'W,Under the circle,Y,1,1', 'O,Orphan,NOBODY,1,1']),
  'all vacant': table('vacant', ['A,Top,,1,0', 'B,Head,A,1,0', 'C,Staff,B,3,0', 'D,Staff,B,1,0']),
  'no top': table('topless', ['A,Head,B,1,1', 'B,Staff,A,1,1', 'C,Staff,A,1,1']),
  'no titles': table('untitled', ['A,', 'B,A', 'C,B'], ['--policy', 'delayer', '--layers', '2'], 'code,reports_to'),
};

/** Those whose pages have what no other page has; axe takes longer than all else here. */
const seldom = ['no positions', 'a cycle'];

for (const [name, organisation] of Object.entries(odd))
  for (const lang of ['id', 'en'])
    test(`${name}, ${lang}: opens without a complaint`, async () => {
      await open(await report(organisation, lang), async (page) => {
        const views = await page.locator('input[name="view"]').count();
        for (const view of views ? ['icicle', 'chart'] : []) {
          await choose(page, 'view', view);
          await drawn(page);
        }
        if (lang === 'id' && (all || seldom.includes(name))) await axe(page);
        await shoot(page, `odd-${organisation.name}-${lang}`);
        assert.match(await page.locator('.finding').textContent(), /\w/);
      });
    });

test('no positions: the sentence says so', async () => {
  await open(await report(odd['no positions'], 'en'), async (page) => {
    assert.equal(await page.locator('.finding').textContent(), 'There are no positions in the data.');
    assert.equal(await page.locator('#structure').count(), 0);
  });
});

test('no top: the page says what to correct, and draws nothing', async () => {
  await open(await report(odd['no top'], 'en'), async (page) => {
    assert.equal(await page.locator('.finding').textContent(),
      'Nothing can be measured from this data: none of its 3 positions is the top, or stands below one.');
    const correct = await page.locator('.to-correct').textContent();
    assert.match(correct, /A → B → A/);
    assert.match(correct, /topless\.csv, [Rr]ow 2/);
    for (const absent of ['#structure', '#lengths', '#spans', '#ledger', '.tiles'])
      assert.equal(await page.locator(absent).count(), 0, absent);
    assert.equal(await page.locator('#findings').count(), 1);
  });
});

test('a cycle: its members are named, and what has no place stands apart', async () => {
  await open(await report(odd['a cycle'], 'en'), async (page) => {
    const list = page.locator('.outside-list');
    assert.match(await list.textContent(), /5 positions without a place/); // X, Y, Z, W and O
    const circle = await list.locator('ul li').first().textContent();
    for (const member of ['X', 'Y', 'Z']) assert.ok(circle.includes(member), circle);
    assert.match(await list.textContent(), /names the superior NOBODY, which is not in the data/);
    assert.match(await page.locator('.notice').first().textContent(), /cover 28\.57% of all positions/); // 2 of 7
    assert.equal(await page.locator('.icicle').first().locator('canvas').count(), 2, 'a picture of its own');
    await choose(page, 'view', 'chart');
    await page.locator('#path-alone').uncheck();
    const depths = await page.locator('#depth option').allTextContents();
    await page.locator('#depth').selectOption(depths[depths.length - 1]);
    await drawn(page);
    assert.match(await page.locator('.chart .outside').first().textContent(), /Outside the layers/);
  });
});

test('12 layers: the chart opens to the last', async () => {
  await open(await report(odd['12 layers'], 'en'), async (page) => {
    await choose(page, 'view', 'chart');
    await page.locator('#path-alone').uncheck();
    await page.locator('#depth').selectOption('12');
    await drawn(page);
    await page.locator('.scroller').first().evaluate((one) => (one.scrollTop = one.scrollHeight));
    await drawn(page);
    assert.ok(await page.locator('.box[id^="post-before-"][aria-level="12"]').isVisible());
  });
});

test('a redacted report holds no code, title or unit of the data', async () => {
  const out = await report(department, 'en', '--redact');
  const { positions } = JSON.parse(await pangkas('convert', department.files[0], '-', '--to', 'json'));
  await open(out, async (page) => {
    const text = await page.evaluate(() => document.documentElement.textContent);
    for (const post of positions) {
      if (post.code.length > 4) assert.ok(!text.includes(post.code), post.code);
      if ((post.title ?? '').length > 8) assert.ok(!text.includes(post.title), post.title);
    }
    assert.match(await page.locator('.top .notice').textContent(), /withheld/);
    await choose(page, 'view', 'chart');
    await drawn(page);
    assert.match(await page.locator('.box').first().textContent(), /P\d+/);
    await axe(page);
  });
});
