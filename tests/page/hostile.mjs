// SPDX-License-Identifier: BSL-1.0
/** Everything from the data is text: never markup, never a formula, and always legible. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axe, choose, drawn, open, phone, report, shoot, test } from './context.mjs';
import { download, parse } from './ledger.mjs';

const LONG = `Kepala ${'Bagian yang sangat panjang '.repeat(370)}`.slice(0, 10_000);

/** Titles of subordinates, by the characters that they try. */
const TITLES = {
  script: '<script>window.broken = 1</script>',
  ending: '</script><img src=x onerror="window.broken = 2">',
  comment: '<!-- <script> ]]> --> &lt;b&gt; &amp;',
  placeholder: '@@PANGKAS_DATA@@ @@TITLE@@ @@LANG@@',
  style: '{a|rich} %%style%% ${window.broken = 3} {{broken}}',
  quotes: `"it's" 'quoted' \`back\` \\ \\u003c`,
  separator: 'line\u2028paragraph\u2029end',
  right: 'مدير عام الشؤون الإدارية',
  override: '\u202Egnitirw\u202C \u2067embedded\u2069',
  chinese: '主任秘書處處長',
  emoji: '👩🏽‍💼👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  long: LONG,
  equals: '=HYPERLINK("http://127.0.0.1:9/","x")',
  plus: '+1+cmd|calc',
  minus: '-2+3',
  at: '@SUM(1)',
  tab: '\tindented',
};

const quoted = (text) => `"${text.replace(/"/g, '""')}"`;

const folder = mkdtempSync(join(tmpdir(), 'pangkas-hostile-'));
const rows = ['code,title,kind,rank,reports_to,unit'];
rows.push(`TOP,${quoted('Top <b>post</b>')},structural,II.a,,<i>Unit</i>`);
// Two heads that are taken out: one of all these, one whose code is a formula.
rows.push(`HEAD,${quoted(TITLES.script)},structural,III.a,TOP,Unit`);
rows.push(`=1+1,${quoted(TITLES.equals)},structural,III.a,TOP,Unit`);
Object.values(TITLES).forEach((title, i) => rows.push(`P${i},${quoted(title)},executing,Pelaksana,HEAD,${quoted(title.slice(0, 60))}`));
rows.push(`<u>code</u>,plain,executing,Pelaksana,=1+1,Unit`);
const file = join(folder, 'hostile.csv');
writeFileSync(file, `${rows.join('\n')}\n`);

const hostile = { name: 'hostile', files: [file], policy: ['--policy', 'id-central-2021'], more: ['--title', 'Report </title><script>window.broken = 4</script> "&'] };

test('titles that are scripts, quotes, right-to-left, emoji or 10,000 characters stay text', async () => {
  await open(await report(hostile, 'en'), async (page) => {
    for (const view of ['icicle', 'chart']) {
      await choose(page, 'view', view);
      await drawn(page);
    }
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.equal(await page.locator('h1').textContent(), 'Report </title><script>window.broken = 4</script> "&');
    assert.equal(await page.title(), 'Report </title><script>window.broken = 4</script> "&');
    assert.equal(await page.locator('body script:not([type]), main img, main b, main i:not(.x), main u').count(), 1, 'the script of the page, and nothing of the data');

    // Each title is found, and shown whole and alone.
    const field = page.locator('.structure > .controls .search input').first();
    for (const [name, title] of Object.entries(TITLES)) {
      await field.fill(`P${Object.keys(TITLES).indexOf(name)}`);
      await page.waitForSelector('.structure > .controls [role="option"]');
      await field.press('Enter');
      const chosen = page.locator('.chosen p.strong');
      const whole = name === 'long' ? chosen.locator('bdi.whole') : chosen.locator('bdi').first();
      assert.equal((await whole.textContent()).trim(), title.trim(), name);
      assert.equal(await whole.getAttribute('dir'), 'auto', name);
    }
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, 'no title makes the page wider');
    await axe(page);
    await shoot(page, 'hostile-en');
  }, { viewport: phone });
});

test('the download defuses formulas and keeps everything else', async () => {
  await open(await report(hostile, 'en'), async (page) => {
    const text = await download(page);
    assert.ok(text.startsWith('\ufeff'));
    const rows = parse(text.slice(1));
    for (const row of rows) {
      assert.equal(row.length, 8);
      for (const cell of row) assert.doesNotMatch(cell, /^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/, cell);
    }
    const titles = new Set(rows.map((row) => row[1]));
    for (const name of ['equals', 'plus', 'minus', 'at']) assert.ok(titles.has(`'${TITLES[name]}`), name);
    for (const name of ['script', 'quotes', 'right', 'chinese', 'emoji', 'long']) assert.ok(titles.has(TITLES[name].trim()), name);
    assert.ok(rows.some((row) => row[0] === "'=1+1"));
    await page.locator('#ledger-search').fill('العام');
  });
});

test('saved pictures of such titles are well-formed and hold no element of them', async () => {
  await open(await report(hostile, 'en'), async (page) => {
    for (const view of ['icicle', 'chart']) {
      await choose(page, 'view', view);
      const waiting = page.waitForEvent('download');
      await page.locator('.pane .saves button').first().click();
      const chunks = [];
      for await (const chunk of await (await waiting).createReadStream()) chunks.push(chunk);
      const found = await page.evaluate((xml) => {
        const picture = new DOMParser().parseFromString(xml, 'image/svg+xml');
        return [...picture.querySelectorAll('parsererror, script, img, b, foreignObject')].length;
      }, Buffer.concat(chunks).toString('utf8'));
      assert.equal(found, 0, view);
    }
  });
});

test('the page forbids itself every network access', async () => {
  const html = readFileSync(await report(hostile, 'en'), 'utf8');
  const policy = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)[1];
  assert.match(policy, /^default-src 'none';/);
  assert.match(policy, /script-src 'sha256-/);
  assert.doesNotMatch(policy, /script-src[^;]*unsafe|connect-src|https?:/);
  assert.equal(html.match(/<script\b/g).length, 2, 'data and script');
  const refused = [];
  await assert.rejects(open(await report(hostile, 'en'), async (page) => {
    refused.push(...(await page.evaluate(async () => {
      const found = [];
      addEventListener('securitypolicyviolation', (event) => found.push(event.effectiveDirective));
      await fetch('http://127.0.0.1:9/').catch(() => undefined);
      const image = new Image();
      image.src = 'http://127.0.0.1:9/x.png';
      const script = document.createElement('script');
      script.textContent = 'window.broken = 5';
      document.body.append(script);
      await new Promise((done) => setTimeout(done, 200));
      return window.broken === undefined ? found : ['the script ran'];
    })));
  }), /error/); // the browser complains of each of the three
  assert.deepEqual([...new Set(refused)].sort(), ['connect-src', 'img-src', 'script-src-elem']);
});
