// SPDX-License-Identifier: BSL-1.0
/** Scenarios by hand and several of them, delegation and history: figures as their commands print them, the switch, the address. */
import assert from 'node:assert/strict';
import { all as everything, axe, brief, cells, choose, desktop, json, ministry, open, pangkas, phone, report, shoot, test, tile, whole, written, writtenShare } from './context.mjs';
import { change } from './draft.mjs';

const byHand = 'examples/id-ministry/one-planning-unit.toml';
const asked = ['--scenario', 'id-central-2021', '--scenario', byHand, '--scenario', 'id-central-2021:roles=coordinators'];
const delegate = ['--delegate', '--delegations', '12'];
const dates = ['2022-05-31', '2022-06-30'].map((day) => `examples/software-company-2022/positions-${day}.csv`);

const several = {
  name: 'scenarios',
  files: ministry.files,
  more: [asked, delegate, '--side-by-side', '10'].flat(),
};
const overTime = { name: 'over-time', files: dates.slice(1), more: dates.flatMap((file) => ['--history', file]) };
const alone = { name: 'by-hand', files: ministry.files, more: ['--scenario', byHand] };

const looks = [
  ['en', { viewport: desktop, colorScheme: 'light' }],
  ['id', { viewport: phone, colorScheme: 'dark' }],
];

/** Of a figure of a study, as people read it. */
function shown(measure, one, lang) {
  const value = one.measures[measure];
  if (measure === 'days' && one.overloaded) return { en: 'never', id: 'tak selesai' }[lang];
  if (value === null) return '–';
  if (measure === 'pso_percent') return writtenShare(value / 100, lang);
  if (['shrink_formal', 'shrink_real', 'load'].includes(measure)) return writtenShare(value, lang);
  return written(value, lang, measure === 'cost' ? 0 : 2);
}

// One of both looks, where only a share of the cases is tried.
for (const [lang, look] of everything ? looks : looks.slice(1))
  test(`scenarios side by side and delegations are those of their commands, ${lang}`, async () => {
    const study = await json('study', several.files, asked);
    const { delegation: found } = await json('optimise', several.files, delegate);
    const { side_by_side: sides } = await json('optimise', several.files, delegate, '--side-by-side', '10');
    await open(await report(several, lang), async (page) => {
      const all = [study.as_it_is, ...study.scenarios];
      const measures = Object.keys(all[0].measures).filter((measure) => all.some((one) => one.measures[measure] !== null || (measure === 'days' && one.overloaded)));
      const rows = await cells(page.locator('#study table'));
      assert.deepEqual(rows.map((row) => row.slice(1)), measures.map((measure) => all.map((one) => shown(measure, one, lang))));
      // Every measure has its word, in English that of the command.
      const said = (await pangkas('study', several.files, asked)).split('\n');
      for (const [i, row] of rows.entries())
        assert.ok(lang === 'en' ? said[i + 1].slice(2).startsWith(`${row[0].replace(' *', '')} `) : /^\p{L}/u.test(row[0]), row[0]);
      assert.deepEqual(rows.map((row) => row[0].endsWith(' *')), measures.map((measure) => study.judged.includes(measure)));
      const best = await page.locator('#study tbody tr').evaluateAll((lines) => lines.map((line) => [...line.cells].map((cell) => cell.querySelector('.best') !== null)));
      assert.deepEqual(best.map((row) => row.slice(1)), measures.map((measure) => all.map((one) => one.best_in.includes(measure))));
      if (lang === 'en')
        for (const [i, one] of all.entries()) {
          // As the command says it, but for quotes, and numbers that the page writes with more digits.
          const plain = (text) => text.replace(/[“”"]/g, '').replace(/−/g, '-').replace(/[\d.,]*\d/g, '#').replace(/ %/g, '%').replace('nearly as much, ', '');
          assert.equal(plain(await page.locator(`[data-scenario="${i}"] .why`).textContent()), plain(one.why));
        }

      const sentence = await page.locator('[data-figure="delegation"]').textContent();
      for (const part of [String(found.delegations.length), brief(found.hand_offs_saved, lang), whole(found.hand_offs_saved / found.hand_offs_before, lang)]) assert.ok(sentence.includes(part), sentence);
      const rights = await cells(page.locator('#delegation > div > .table table').first());
      assert.deepEqual(rights.map((row) => row.slice(3, 8)), found.delegations.map((one) =>
        [one.volume, one.hand_offs_saved, one.hours_saved, one.checks_lost, one.fewest_checks].map((value) => (value === null ? '–' : written(value, lang)))));
      rights.forEach((row, i) => {
        assert.ok(row[1].endsWith(found.delegations[i].from));
        assert.ok(row[2].endsWith(found.delegations[i].to));
      });
      const points = await cells(page.locator('[data-name="side-by-side"] table'));
      assert.deepEqual(points.map((row) => [row[0], row[1], row[3]]), sides.points.map((point) => [String(point.measures), written(point.flattening, lang), written(point.delegation, lang)]));

      await axe(page);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, 'the page is wider than the phone');
      await shoot(page, `scenarios-${lang}`);
    }, look);
  });

test('the switch turns the whole page to another scenario, and back leads back', async () => {
  const study = await json('study', several.files, asked);
  await open(await report(several, 'en'), async (page) => {
    const handOffs = async () => (await tile(page, 'hand-offs')).now;
    const realOf = (i) => brief(study.scenarios[i].after.decision_path.mean_hand_offs_with_roles, 'en');
    const first = await handOffs();
    await change(page, '01.04', 'move', { other: '02' });
    const steps = await page.locator('.draft-steps ol').textContent();
    await page.locator('.panel-head .close').click();
    await page.locator('#scenario').selectOption('2');
    assert.equal(await page.locator('.draft-steps ol').textContent(), steps, 'the steps by hand stay');
    assert.match(page.url(), /#scenario=B$/);
    assert.equal((await tile(page, 'steps')).now, '4');
    assert.match(await page.locator('.subtitle').textContent(), /B · one-planning-unit/);
    // What stands in the ledger, and what ends.
    assert.ok((await page.locator('#ledger-change option').allTextContents()).includes('merged into another post (1)'));
    await choose(page, 'view', 'chart');
    await page.locator('[data-scenario="3"] button').click();
    assert.match(page.url(), /scenario=C/);
    assert.match(page.url(), /view=chart/);
    assert.equal(await handOffs(), realOf(2));
    await page.locator('#language').click();
    assert.match(await page.locator('.subtitle').textContent(), /^sebelum dan sesudah: C · /);
    await page.goBack();
    await page.goBack();
    await page.goBack();
    assert.match(page.url(), /scenario=B$/);
    assert.equal((await tile(page, 'steps')).now, '4');
    await page.goBack();
    assert.equal(await handOffs(), first);
  });
});

test('a scenario by hand has the figures of apply, and says what became of posts', async () => {
  const { shrink, after } = await json('apply', alone.files, '--scenario', byHand);
  await open(await report(alone, 'en'), async (page) => {
    assert.match(await page.locator('#finding .finding').textContent(), new RegExp(`^A decision takes ${whole(shrink.with_roles, 'en') === '0%' ? writtenShare(shrink.with_roles, 'en') : whole(shrink.with_roles, 'en')} fewer`));
    assert.equal((await tile(page, 'widest-span')).now, String(after.spans.max));
    assert.match((await tile(page, 'steps')).how, /3 posts abolished or merged/);
    assert.equal(await page.locator('#scenario').count(), 0);
    assert.equal(await page.locator('#study').count(), 0);
    // The post that was merged: there before, ended after, and who took over.
    await page.locator('#ledger-change').selectOption({ label: 'merged into another post (1)' });
    const row = await page.locator('.ledger-table tbody tr').first().locator('th, td').allTextContents();
    assert.equal(row[0], '01.01.02');
    assert.match(row[4], /^one with 01\.01\.01 .*takes its tasks and duties over$/);
    await page.locator('.ledger-table tbody tr button').first().click();
    assert.match(await page.locator('.chosen').textContent(), /merged into another post/);
    await choose(page, 'view', 'chart');
    await page.locator('#changes-only').check();
    assert.ok((await page.locator('.box.ended').count()) >= 1);
    await shoot(page, 'by-hand');
  });
});

test('the organisation over time is that of study --history', async () => {
  const { snapshots } = await json('study', '--history', dates);
  await open(await report(overTime, 'id'), async (page) => {
    const table = await cells(page.locator('#history > div > .table table'));
    assert.deepEqual(table.map((row) => row.slice(0, 5)), snapshots.map((one) => [one.date, String(one.positions), String(one.layers), String(one.spans.managers), written(one.spans.mean, 'id')]));
    assert.deepEqual(table[1].slice(9), ['joined', 'left', 'moved', 're_ranked', 'changed_unit'].map((key) => String(snapshots[1].changes[key])));
    assert.equal(table[0][9], '–');
    assert.equal(await page.locator('#history svg').count(), 5);
    assert.deepEqual(table.map((row) => row[6]), snapshots.map((one) => written(one.decision_path.mean_hand_offs, 'id')));
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, 'the page is wider than the phone');
    await shoot(page, 'over-time');
  }, { viewport: phone });
});

test('what a scenario adds stands in the organisation after, and outside it before', async () => {
  const added = { name: 'adds', files: ministry.files, more: ['--scenario', 'tests/data/scenarios/new-bureau.toml'] };
  await open(await report(added, 'en'), async (page) => {
    await choose(page, 'view', 'chart');
    await page.locator('#changes-only').check();
    const chips = (side) => page.locator(`.chart [id^="post-${side}-"]`).evaluateAll((boxes) =>
      Object.fromEntries(boxes.map((box) => [box.querySelector('.meta').textContent.split(/[ A-Z]/)[0], [box.getAttribute('aria-level'), ...[...box.querySelectorAll('.chip')].map((chip) => chip.textContent)]])));
    const after = await chips('after');
    // 01.99 below 01, which stands below the minister; what was moved below it one further down.
    assert.deepEqual(after['01.99'], ['3', 'added']);
    assert.deepEqual(after['01.98'], ['3', 'split off another post']);
    for (const moved of ['02', '01.01.01', '01.02.01']) assert.deepEqual(after[moved], ['4', 'moved'], moved);
    assert.deepEqual(after['01.01.02'], ['4', 're-ranked']);
    assert.equal(await page.locator('.pane').first().locator('.chart .outside').textContent(), 'not there yet: 2 posts that the scenario adds');
    assert.equal(await page.locator('.pane').last().locator('.chart .outside').count(), 0);
    assert.match((await tile(page, 'steps')).how, /2 added or split off, 3 moved to another superior, 1 re-ranked/);
  });
});
