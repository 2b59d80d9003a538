// SPDX-License-Identifier: BSL-1.0
/** The lit path is that of `pangkas paths`. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choose, company, department, drawn, json, ministry, open, pangkas, report, shoot, test } from './context.mjs';

async function openPath(page, matter, originator) {
  await page.locator('#path-matter').selectOption({ label: matter });
  const field = page.locator('section.path .search input');
  await field.fill(originator);
  await page.waitForSelector('section.path [role="option"]');
  await field.press('Enter');
  await drawn(page);
}

/** Codes and roles of the steps of one side. */
function steps(page, side) {
  return page.locator('.steps').nth(side).locator('li').evaluateAll((all) =>
    all.map((one) => [one.querySelector('.code').textContent, one.className]));
}

const asListed = (path) => path.steps.map((step) => [step.position, step.role]);

test('the steps of a matter before are those of paths', async () => {
  const { paths } = await json('paths', ministry.files, '--matter', 'recruitment', '--from', '01.02.02.01-P1');
  await open(await report(ministry, 'id'), async (page) => {
    await choose(page, 'view', 'chart');
    await openPath(page, 'Usul pengadaan pegawai', '01.02.02.01-P1');
    assert.deepEqual(await steps(page, 0), asListed(paths[0]));
    const note = await page.locator('.steps').first().locator('p.note').first().textContent();
    assert.match(note, new RegExp(`^${paths[0].hand_offs} .*${paths[0].with_roles} .*${paths[0].with_coordination} `));
    // Each step is lit in the chart, with its number.
    const lit = await page.locator('.box[id^="post-before-"].lit .step').allTextContents();
    assert.deepEqual([...lit].sort(), paths[0].steps.map((_, i) => String(i + 1)).sort());
    await shoot(page, 'ministry-id-chart-path', false);
  });
});

test('the steps after are those of paths on what simplify writes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pangkas-'));
  try {
    await pangkas('simplify', ministry.files, ministry.policy, '--out', folder);
    for (const [code, name, originator] of [
      ['recruitment', 'Usul pengadaan pegawai', '01.02.02.01-P1'],
      ['archive-disposal', 'Pemusnahan arsip', '01.04.04.01-P1'],
    ]) {
      const { paths } = await json('paths', join(folder, 'organisation.json'), '--matter', code, '--from', originator);
      await open(await report(ministry, 'id'), async (page) => {
        await openPath(page, name, originator);
        assert.deepEqual(await steps(page, 1), asListed(paths[0]));
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('steps that an order names are told by their act, side by side and beside the line', async () => {
  const { paths: [path] } = await json('paths', company.files, '--matter', 'partner', '--from', 'e106');
  assert.deepEqual(path.steps.map((step) => [step.position, step.act, step.together]),
    [['e106', undefined, undefined], ['e239', 'approve', 1], ['e078', 'review', 1], ['e148', undefined, undefined]]);
  for (const [lang, words] of [['en', ['approves', 'reviews']], ['id', ['menyetujui', 'menelaah']]])
    await open(await report(company, lang), async (page) => {
      await choose(page, 'view', 'chart');
      await openPath(page, 'Partner contract', 'e106');
      const alone = page.locator('.steps > ol > li:not(.together)');
      assert.deepEqual(await alone.evaluateAll((all) => all.map((one) => one.className)), ['drafter', 'decider']);
      const beside = page.locator('.steps .together li');
      const told = await beside.evaluateAll((all) => all.map((one) => [one.querySelector('.code').textContent, one.className, one.textContent]));
      assert.deepEqual(told.map(([code, name]) => [code, name]), [['e239', 'reviewer beside-line'], ['e078', 'reviewer beside-line']]);
      words.forEach((word, i) => assert.ok(told[i][2].includes(word), told[i][2]));
      const [a, b] = [await beside.nth(0).boundingBox(), await beside.nth(1).boundingBox()];
      assert.ok(a.y === b.y && a.x + a.width < b.x, 'they do not stand side by side');
      // No step of this path goes from one post of the line to the next.
      const drawn = await page.locator('.lines .path').evaluateAll((all) =>
        all.map((one) => [one.getAttribute('d') !== '', getComputedStyle(one).strokeDasharray !== 'none']));
      assert.deepEqual(drawn, [[false, false], [true, true]]);
      assert.match(await page.locator('.steps .note').nth(1).textContent(), new RegExp(`^${path.elapsed_hours} (hours|jam) `));
      await shoot(page, `company-${lang}-path`, false);
    });
});

test('an undecidable matter says why, and is listed', async () => {
  await open(await report(ministry, 'en'), async (page) => {
    await openPath(page, 'Pencairan bantuan pemerintah', '02.01.02.01-P1');
    assert.match(await page.locator('.steps').nth(1).textContent(), /Nobody decides it: no post above the originator has an authority/);
    const listed = await page.locator('.undecidable').textContent();
    assert.match(listed, /02\.01\.02\.01-P1/);
    assert.match(listed, /03\.01\.02\.01-P1/);
  });
});

// The fallback of schemes.md: the post that may decide is vacant.
test('who decides because nobody else may is called the fallback', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pangkas-'));
  try {
    const file = (name, ...lines) => (writeFileSync(join(folder, name), lines.join('\n')), join(folder, name));
    const files = [file('positions.csv', 'code,reports_to,filled', 'FIN,,1', 'DIV,FIN,1', 'SEC,DIV,0', 'STF,SEC,1'),
      '--matters', file('matters.csv', 'code,originators,amount,fallback', 'buy,codes=STF,15000,FIN'),
      '--authority', file('authority.csv', 'position,matter,limit', 'SEC,buy,20000')];
    for (const [lang, why] of [['en', 'as the fallback'], ['id', 'sebagai pemutus cadangan']])
      await open(await report({ name: 'fallback', files }, lang), async (page) => {
        assert.match(await page.locator('.steps li.decider').textContent(), new RegExp(`FIN.*${why}`));
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('authorities that nobody holds any more are those of the ledger', async () => {
  const { findings_after } = await json('simplify', ministry.files, ministry.policy);
  const lost = findings_after.filter((one) => ['orphaned-authority', 'acting-lapsed'].includes(one.rule));
  await open(await report(ministry, 'en'), async (page) => {
    assert.equal(await page.locator('.orphaned tbody tr').count(), lost.length);
    assert.match(await page.locator('.orphaned > p').textContent(), new RegExp(`^${lost.length} `));
  });
});

test('the default matter has its path too', async () => {
  await open(await report(department, 'en'), async (page) => {
    const field = page.locator('section.path .search input');
    await field.fill('PHD-1878');
    const found = await page.locator('section.path [role="option"]').count();
    assert.equal(found, 0, 'a manager raises none');
    // SC-023 stands in layer 3, which is taken out: its subordinates' path loses exactly that step.
    const { positions } = JSON.parse(await pangkas('convert', department.files[0], '-', '--to', 'json'));
    const superior = new Map(positions.map((one) => [one.code, one.reports_to]));
    const originator = [...superior].find(([, above]) => above === 'SC-023')[0];
    await field.fill(originator);
    await page.waitForSelector('section.path [role="option"]');
    await field.press('Enter');
    const expected = [];
    for (let code = originator; code; code = superior.get(code)) expected.push(code);
    assert.deepEqual((await steps(page, 0)).map(([code]) => code), expected);
    assert.deepEqual((await steps(page, 1)).map(([code]) => code), expected.filter((code) => code !== 'SC-023'));
  });
});

