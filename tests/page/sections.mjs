// SPDX-License-Identifier: BSL-1.0
/** The sections of integrity, days and logs: there where their data are given, and only there. */
import assert from 'node:assert/strict';
import { all, axe, brief, cells, desktop, json, open, opened, phone, report, test, tile, whole, written, writtenShare } from './context.mjs';

const at = 'examples/id-ministry';
const times = ['--horizon', '13w', '--warm-up', 'none', '--replications', '3', '--seed', '4'];

/** Without coordinators its paths get shorter, and its decisions take longer. */
const busy = {
  name: 'ministry-in-time',
  files: [`${at}/positions.csv`, '--matters', `${at}/matters.csv`, '--authority', `${at}/authority.csv`],
  policy: ['--policy', 'id-central-2021'],
  more: ['--duties', `${at}/duties.csv`, '--rules', 'purchase-to-pay', '--simulate', times].flat(),
};

const trip = 'examples/travel-declarations';
const chart = ['positions', 'matters', 'authority'].flatMap((name, i) => [...(i ? [`--${name}`] : []), `${trip}/${name}.csv`]);
const beside = ['--map', `${trip}/map.csv`, '--nobody', 'SYSTEM'];
const travel = { name: 'travel', files: chart, more: ['--log', `${trip}/log.csv`, beside].flat() };

const looks = [
  ['en', { viewport: desktop, colorScheme: 'light' }],
  ['id', { viewport: phone, colorScheme: 'dark' }],
];

/** Nothing is wider than the phone, and axe finds nothing; with all that is folded opened, or that of the sections alone. */
async function fits(page, isWhole) {
  if (isWhole) await opened(page);
  for (const folded of await page.locator('#simulation details, #log details, #integrity details').all()) await folded.evaluate((one) => (one.open = true));
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, 'the page is wider than the phone');
  await axe(page);
}

// One of both looks, where only a share of the cases is tried.
for (const [lang, look] of all ? looks : looks.slice(1))
  test(`days and integrity are those of simulate and integrity, ${lang}`, async () => {
    const printed = await json('simulate', busy.files, busy.policy, times);
    await open(await report(busy, lang), async (page) => {
      const { before, after, difference } = printed;
      const sides = [before, after];
      const days = await tile(page, 'days');
      assert.deepEqual([days.from, days.now], sides.map((side) => brief(side.cycle_days.mean, lang)));
      assert.ok(days.how.includes(`${brief(difference.mean, lang)} ± ${brief(difference.half_width, lang)}`), days.how);

      // Theory says that 02 would need four seats: docs/background/simulation.md.
      assert.ok(printed.path_and_time_disagree);
      const sentence = await page.locator('[data-figure="path-and-time"]').textContent();
      assert.match(sentence, lang === 'en'
        ? /^Paths get \d+% shorter, but decisions get [\d,]+% slower: .* Hand-offs alone would mislead here\.$/
        : /^Jalur menjadi \d+% lebih pendek, tetapi keputusan [\d.]+% lebih lambat: .* perpindahan tangan saja akan menyesatkan\.$/);
      assert.ok(sentence.includes(whole(1 - after.hand_offs / before.hand_offs, lang)), sentence);
      assert.ok(sentence.includes(whole(after.cycle_days.mean / before.cycle_days.mean - 1, lang)), sentence);

      const figures = async (name) => page.locator(`#simulation [data-figure="${name}"]`).allTextContents();
      assert.deepEqual(await figures('p90'), sides.map((side) => brief(side.cycle_days.p90, lang)));
      assert.deepEqual(await figures('wait'), sides.map((side) => brief(side.wait_days.mean, lang)));
      const distribution = await cells(page.locator('[data-name="days"] table'));
      assert.deepEqual(distribution[9], ['50%', ...sides.map((side) => written(side.cycle_days.quantiles[9], lang))]);
      assert.equal(distribution.length, 19);

      const was = new Map(before.stations.map((station) => [station.code, station.load]));
      const busiest = await cells(page.locator('[data-name="busiest"] table'));
      assert.equal(busiest.length, 10);
      busiest.forEach((row, i) => {
        const { code, load } = after.stations[i];
        assert.ok(row[0].endsWith(` ${code}`), row[0]);
        assert.deepEqual(row.slice(2, 4), [was.get(code), load].map((share) => writtenShare(share, lang)));
      });

      const even = await cells(page.locator('[data-name="break-even"] table'));
      assert.equal(even.length, printed.break_even.length);
      printed.break_even.forEach((post, i) => {
        assert.ok(even[i][0].endsWith(` ${post.code}`));
        assert.equal(even[i][7], writtenShare(post.here, lang));
        assert.equal(even[i][8], post.slower ? { en: 'yes', id: 'ya' }[lang] : { en: 'no', id: 'tidak' }[lang]);
      });

      // Which duties come into one hand, why, and what repairs it.
      const section = page.locator('#integrity');
      assert.match(await section.textContent(), { en: /New breaches/, id: /Pelanggaran baru/ }[lang]);
      const rows = await section.locator('tbody tr', { hasText: 'order-receive' }).allTextContents();
      assert.ok(rows.length > 0);
      for (const row of rows) {
        assert.match(row, /01\.04/); // the head that has both
        assert.match(row, /01\.04\.03\.02/); // of whom it has them
        assert.match(row, /give "/);
      }
      await fits(page, lang === 'en');
    }, look);
  });

for (const [lang, look] of all ? looks : looks.slice(0, 1))
  test(`what really happened is that of log, ${lang}`, async () => {
    const { log, chart: found } = await json('log', `${trip}/log.csv`, chart, beside, '--level', 'position');
    await open(await report(travel, lang), async (page) => {
      const sentence = await page.locator('[data-figure="log"]').textContent();
      for (const part of [String(found.compared), whole(found.exact, lang), brief(found.matters[0].observed_hand_offs, lang)]) assert.ok(sentence.includes(part), sentence);

      const pairs = await cells(page.locator('[data-name="observed-path"] table'));
      assert.deepEqual(pairs.map((row) => row.slice(2)), found.between_positions.pairs.map((pair) => [pair.hand_overs, pair.cases].map(String)));
      pairs.forEach((row, i) => {
        assert.ok(row[0].endsWith(` ${found.between_positions.pairs[i].from}`));
        assert.ok(row[1].endsWith(` ${found.between_positions.pairs[i].to}`));
      });
      // A line of the chart for each of the seven subordinates of positions.csv, and an arrow for each pair.
      const drawn = await page.locator('[data-name="observed-path"] svg path[fill="none"]').count();
      assert.ok(drawn >= 7 + pairs.length, `${drawn} lines`);

      const matrix = page.locator('.by-unit-log .matrix');
      const units = await matrix.locator('thead th').allTextContents();
      const rows = await cells(matrix);
      for (const { from, to, hand_overs } of found.between_units.pairs)
        assert.equal(rows.find((row) => row[0] === from)[units.indexOf(to)], String(hand_overs), `${from} → ${to}`);
      const filled = rows.flatMap((row) => row.slice(1)).filter((cell) => /\d/.test(cell)).length;
      assert.equal(filled, found.between_units.pairs.length);

      const cycles = await cells(page.locator('[data-name="cycle-times"] table'));
      assert.deepEqual(cycles.map((row) => row[1]), log.cycles[0].quantiles.map((days) => written(days, lang)));
      await fits(page, lang === 'en');
    }, look);
  });

test('where the page is redacted none of the sections is there', async () => {
  for (const one of [busy, travel])
    await open(await report({ ...one, name: `${one.name}-redacted`, more: [...one.more, '--redact'] }, 'en'), async (page) => {
      for (const absent of ['#integrity', '#simulation', '#log', '[data-figure="days"]']) assert.equal(await page.locator(absent).count(), 0, absent);
    });
});
