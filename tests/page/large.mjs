// SPDX-License-Identifier: BSL-1.0
/** Large organisations: real ones, and one of 300,000 positions. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { all, axe, choose, desktop, drawn, json, open, pangkas, phone, report, saved, shared, shoot, shots, test, written } from './context.mjs';

const returns = (name) => ['senior', 'junior'].map((kind) => join(shared, `uk-organograms-2013/${name}-${kind}.csv`));

/** The five largest tables that hold one organisation at one time; two of them unless all is asked for. */
const largest = [
  { name: 'taiwan-directory', files: [join(shared, 'taiwan-agencies-2013/directory-dn.csv'), '--columns', 'tests/data/columns/taiwan-directory.toml'] },
  ...['hm-revenue-and-customs', 'national-offender-management-service', 'dept-for-work-and-pensions', 'environment-agency']
    .map((name) => ({ name, files: returns(name) })),
].map((one) => ({ ...one, policy: ['--policy', 'delayer', '--layers', '3'] }));

largest.slice(0, all ? undefined : 2).forEach((organisation, i) => {
  const lang = i % 2 ? 'en' : 'id';
  const look = { viewport: i % 3 === 2 ? phone : desktop, colorScheme: i % 2 ? 'dark' : 'light' };
  const skip = existsSync(organisation.files[0]) ? false : `${organisation.files[0]} is not there`;
  test(`${organisation.name}: opens, agrees with simplify, and axe finds nothing`, { skip }, async () => {
    const { before, after, converted } = await json('simplify', organisation.files, organisation.policy);
    await open(await report(organisation, lang), async (page) => {
      if (before.placed === 0) { // each post below one of another table: what to correct is said instead
        assert.equal(await page.locator('.tiles').count(), 0);
        assert.ok((await page.locator('.finding').textContent()).includes(written(before.positions, lang)));
        assert.equal(await page.locator('.to-correct').count(), 1);
        await axe(page);
        return;
      }
      const now = (name) => page.locator(`.tile[data-figure="${name}"] .now`).textContent();
      assert.equal(await now('widest-span'), written(after.spans.max, lang));
      assert.equal(await now('converted'), written(converted, lang));
      const findings = await page.locator('#findings').textContent();
      assert.ok(findings.includes(`${written(before.placed, lang)} ${lang === 'id' ? 'dari' : 'of'} ${written(before.positions, lang)}`));
      await shoot(page, `${organisation.name}-${lang}`);
      await choose(page, 'view', 'chart');
      await drawn(page);
      await axe(page);
      await shoot(page, `${organisation.name}-${lang}-chart`, false);
    }, look);
  });
});

test('300,000 positions: the finding is seen first, the report answers, and a search finds who is not drawn', async () => {
  const file = join(shots, 'service.csv');
  await pangkas('generate', '--positions', 300_000, '--seed', 7, '--force', '--out', file);
  const service = { name: 'service', files: [file], policy: ['--policy', 'id-central-2021'] };
  await open(await report(service, 'en'), async (page) => {
    const [painted, whole] = await page.evaluate(() => [
      performance.getEntriesByName('first-contentful-paint')[0].startTime, performance.getEntriesByName('pangkas-whole')[0].startTime]);
    console.log(`300,000 positions: ${Math.round(painted)} ms to the first paint, ${Math.round(whole)} ms until the page is whole`);
    assert.ok(painted < whole, 'the finding does not wait for the pictures');
    const before = await page.locator('.icicle canvas').first().evaluate((one) => one.toDataURL());
    // What would be narrower than three pixels stands together in bars of three, filled by the share of each colour.
    const picture = (await saved(page, () => page.locator('.pane .saves button').first().click())).toString('utf8');
    const narrow = [...picture.matchAll(/<rect x="[^"]*" y="([^"]*)" width="([\d.]+)" height="([\d.]+)"/g)].filter(([, , width]) => Number(width) < 4);
    assert.ok(narrow.length > 100 && narrow.every(([, , width]) => Number(width) >= 2), `${narrow.length} narrow bars`);
    assert.ok(new Set(narrow.map(([, , , height]) => height)).size > 5, 'bars of mixed colours');
    await page.getByRole('button', { name: 'Closer' }).click();
    await drawn(page);
    assert.notEqual(await page.locator('.icicle canvas').first().evaluate((one) => one.toDataURL()), before);
    await choose(page, 'view', 'chart');
    await page.locator('#path-alone').uncheck();
    const deepest = await page.locator('#depth option').last().textContent();
    await page.locator('#depth').selectOption(deepest);
    await drawn(page);
    await page.locator('.scroller').first().evaluate((one) => (one.scrollTop = one.scrollHeight / 2));
    await drawn(page);
    const boxes = await page.locator('.box').count();
    assert.ok(boxes > 5 && boxes < 400, `${boxes} posts are in the page`);
    const field = page.locator('.structure > .controls .search input').first();
    const code = await page.locator('.box .meta bdi:not(.rank)').last().textContent();
    await field.fill(code);
    await page.waitForSelector('.structure > .controls [role="option"]');
    await field.press('Enter');
    assert.equal(await page.locator('.chosen p.strong .code').textContent(), code);
    await shoot(page, 'service-en', false);

    // Who is in the file and not among the drawn posts of the document is found by code and by title.
    const html = readFileSync(await report(service, 'en'), 'utf8');
    const { posts } = JSON.parse(html.match(/id="report-data">(.*?)<\/script>/s)[1]);
    const shown = new Set(posts.codes);
    assert.ok(shown.size >= 200_000 && shown.size < 260_000, String(shown.size));
    const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
    const column = (name) => head.split(',').indexOf(name);
    const row = new Map(lines.map((line) => [line.split(',')[column('code')], line.split(',')]));
    assert.equal(posts.undrawn.total, row.size - shown.size);
    const size = new Map();
    for (const [start] of row)
      for (let code = start; code; code = row.get(code)[column('reports_to')]) size.set(code, (size.get(code) ?? 0) + 1);
    for (const [one, below] of size) if (below >= posts.smallest_subtree) assert.ok(shown.has(one), one);
    assert.match(await page.locator('#structure > .structure > .notice').textContent(), /are drawn one by one.* in the data, not drawn/);
    const hidden = [...row.keys()].filter((one) => !shown.has(one));
    for (const one of [hidden[0], hidden[hidden.length >> 1], hidden[hidden.length - 1]]) {
      let above = one;
      while (!shown.has(above)) above = row.get(above)[column('reports_to')];
      await field.fill(one);
      await page.waitForSelector('.structure > .controls [role="option"].undrawn');
      assert.match(await page.locator('.structure > .controls [role="option"]').first().textContent(), new RegExp(`${one}.*in the data, not drawn`));
      await field.press('Enter');
      assert.match(await page.locator('.chosen .notice').textContent(), new RegExp(`${one} is in the data, but not drawn`));
      assert.equal(await page.locator('.chosen p.strong .code').textContent(), above);
    }
    await field.fill(`${row.get(hidden[0])[column('title')]} ${hidden[0]}`);
    assert.deepEqual(await page.locator('.structure > .controls [role="option"] .title').allTextContents(), [row.get(hidden[0])[column('title')]]);
  });
});
