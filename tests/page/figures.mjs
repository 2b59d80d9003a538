// SPDX-License-Identifier: BSL-1.0
/** The numbers on the page are those that the other commands print. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { brief, cells, department, json, ministry, open, pangkas, report, test, tile, whole, written, writtenShare } from './context.mjs';

/** Mean hand-offs with role steps, before and after, over what is decidable on both sides. */
function comparedMeans({ before, shrink }) {
  if (!shrink.by_matter) {
    // One default matter, which every originator raises once and which all can decide on both sides.
    const mean = before.decision_path.mean_hand_offs_with_roles;
    return [mean, mean * (1 - shrink.with_roles)];
  }
  let volume = 0;
  let sums = [0, 0];
  for (const matter of shrink.by_matter) {
    volume += matter.compared;
    sums[0] += matter.compared * matter.mean_hand_offs_with_roles_before;
    sums[1] += matter.compared * matter.mean_hand_offs_with_roles_after;
  }
  return sums.map((sum) => sum / volume);
}

for (const [organisation, lang] of [[department, 'en'], [ministry, 'id']])
  test(`the four numbers of the ${organisation.name} are those of simplify`, async () => {
    const printed = await json('simplify', organisation.files, organisation.policy);
    const failed = new Set(printed.findings_after.map((finding) => finding.rule));
    await open(await report(organisation, lang), async (page) => {
      const handOffs = await tile(page, 'hand-offs');
      const means = comparedMeans(printed);
      assert.deepEqual([handOffs.from, handOffs.now], means.map((mean) => brief(mean, lang)));
      const span = await tile(page, 'widest-span');
      assert.deepEqual([span.from, span.now], [printed.before.spans.max, printed.after.spans.max].map((n) => written(n, lang)));
      const converted = await tile(page, 'converted');
      assert.equal(converted.now, written(printed.converted, lang));
      const checks = await tile(page, 'checks');
      assert.equal(checks.now, written(failed.size, lang));
      assert.ok(checks.how.includes(written(printed.findings_after.length, lang)));
      for (const one of [handOffs, span, converted, checks]) assert.ok(one.how.length > 40);
      // The real result leads, the chart's own comes after it.
      const sentence = await page.locator('.finding').textContent();
      const { formal, with_roles: real } = printed.shrink;
      assert.ok(sentence.includes(`${whole(Math.abs(real), lang)}${lang === 'en' ? ' fewer hand-offs' : ''}: ${means.map((mean) => brief(mean, lang)).join(' → ')}`), sentence);
      if (formal !== real) assert.ok(sentence.indexOf(whole(formal, lang)) > sentence.indexOf('→'), sentence);
      assert.doesNotMatch(sentence, /hands\b|pelimpahan|pemeriksaan|dialihkan/);
      // What failed is put into words, errors before warnings.
      const worst = await page.locator('.failed li .severity').evaluateAll((all) => all.map((one) => one.className.includes('error')));
      assert.equal(worst.length, Math.min(5, failed.size));
      assert.deepEqual(worst, [...worst].sort((a, b) => b - a));
      const listed = await page.locator('#checks ~ .rules').first().locator('summary .severity').evaluateAll((all) => all.map((one) => one.className.includes('error')));
      assert.deepEqual(listed, [...listed].sort((a, b) => b - a));
      // Each rule that failed is listed, with how often.
      for (const rule of failed) {
        const times = printed.findings_after.filter((finding) => finding.rule === rule).length;
        const summary = await page.locator(`.rule[data-rule="${rule}"] summary .count`).first().textContent();
        assert.equal(parseInt(summary, 10), times, rule);
      }
    });
  });

test('the hand-offs of the department are those that its description works out by hand', async () => {
  // docs/background/numbers.md: 135 matters, 2.8741 hand-offs, 29.1 % fewer; 38 managers, widest 13.
  await open(await report(department, 'en'), async (page) => {
    const handOffs = await tile(page, 'hand-offs');
    assert.equal(handOffs.from, '2.87');
    assert.match(handOffs.how, /\b135\b/);
    assert.equal((await tile(page, 'widest-span')).from, '13');
    assert.match(await page.locator('.finding').textContent(), /29% fewer hand-offs: 2\.87 → .* 13 to 36/);
    assert.match(await page.locator('h1').textContent(), /: Permanent Secretary of the Department of Health$/);
    assert.match(await page.locator('.subtitle').textContent(), /layers 3 taken out/);
    assert.doesNotMatch(await page.locator('main').textContent(), /echelons I and II/);
  });
});

for (const [organisation, lang] of [[department, 'en'], [ministry, 'id']])
  test(`the scores of the ${organisation.name} are those of simplify`, async () => {
    const { shrink } = await json('simplify', organisation.files, organisation.policy);
    await open(await report(organisation, lang), async (page) => {
      const score = (name) => page.locator(`[data-score="${name}"] .value`).textContent();
      assert.equal(await score('formal'), writtenShare(shrink.formal, lang));
      assert.equal(await score('real'), writtenShare(shrink.with_roles, lang));
      assert.equal(await score('pso'), shrink.pso_percent === null ? '–' : writtenShare(shrink.pso_percent / 100, lang));
      assert.equal(await page.locator('[data-figure="shadow"]').textContent(), writtenShare(shrink.shadow, lang));
    });
  });

test('load, deciders, units and their tiles are those of simplify and measure', async () => {
  const lang = 'id';
  const { before, after } = await json('simplify', ministry.files, ministry.policy);
  const folder = mkdtempSync(join(tmpdir(), 'pangkas-units-'));
  await pangkas('simplify', ministry.files, ministry.policy, '--out', folder);
  const [were, are] = await Promise.all([ministry.files, [join(folder, 'organisation.json')]].map((files) => json('measure', files, '--by', 'unit')));
  const sides = [before, after].map((side) => side.decision_path);
  await open(await report(ministry, lang), async (page) => {
    const busiest = await tile(page, 'busiest');
    assert.deepEqual([busiest.from, busiest.now], sides.map((side) => brief(side.load.most.full_time_posts, lang)));
    for (const { load } of sides) assert.ok(busiest.how.includes(load.most.position), busiest.how);
    const decided = await tile(page, 'decided');
    const top = (side) => side.decided_by_rank.filter(({ rank }) => /^II?\./.test(rank ?? '')).reduce((sum, one) => sum + one.share, 0);
    assert.deepEqual([decided.from, decided.now], sides.map((side) => whole(top(side), lang)));
    const layers = await tile(page, 'layers');
    assert.deepEqual([layers.from, layers.now], [before, after].map((side) => String(side.layers)));
    const hours = await tile(page, 'hours');
    const mean = (side) => {
      const all = side.by_matter.filter((one) => one.elapsed_hours !== null).map((one) => [one.volume - one.undecidable_volume, one.elapsed_hours]);
      return all.reduce((sum, [volume, each]) => sum + volume * each, 0) / all.reduce((sum, [volume]) => sum + volume, 0);
    };
    assert.deepEqual([hours.from, hours.now], sides.map((side) => brief(mean(side), lang)));

    const deciders = await cells(page.locator('[data-name="decided-by"] table'));
    for (const { rank, share } of sides[1].decided_by_rank)
      assert.equal(deciders.find((row) => row[0] === (rank ?? 'tanpa jenjang'))[4], writtenShare(share, lang));
    const loads = await cells(page.locator('[data-name="load"] table'));
    assert.ok(loads[0][0].endsWith(` ${sides[1].load.most.position}`));
    assert.equal(loads[0][3], written(sides[1].load.most.full_time_posts, lang));

    // The table of units, by the seats, is that of measure --by unit before and after.
    const head = await page.locator('.by-unit thead th').allTextContents();
    const rows = await cells(page.locator('.by-unit table'));
    assert.equal(rows.length, were.rows.length);
    const both = (a, b) => (a === b ? a : `${a} → ${b}`);
    const now = new Map(are.rows.map((row) => [row.unit, row]));
    for (const was of were.rows) {
      const row = rows.find(([unit]) => unit === was.unit);
      const is = now.get(was.unit);
      for (const [column, of] of [
        ['Formasi', (one) => written(one.seats, lang)],
        ['Lowong', (one) => written(one.vacancies, lang)],
        ['Jabatan', (one) => written(one.positions, lang)],
        ['Biaya setahun', (one) => (one.cost_known ? written(one.cost, lang) : '–')],
        ['Pimpinan', (one) => written(one.managers, lang)],
        ['Rentang rata-rata', (one) => (one.managers ? brief(one.mean_span, lang) : '–')],
      ]) assert.equal(row[head.indexOf(column)], both(of(was), of(is)), `${was.unit}, ${column}`);
    }
    const seats = rows.map((row) => Number(row[1].replace('.', '')));
    assert.deepEqual(seats, [...seats].sort((a, b) => b - a));
    const sum = await page.locator('.by-unit tfoot td').first().textContent();
    assert.equal(sum, written(were.rows.reduce((all, row) => all + row.seats, 0), lang));
    // Of the heat map each row holds the seats of the unit.
    for (const [unit, ...layer] of (await cells(page.locator('.heat'))).slice(0, 10))
      assert.equal(layer.reduce((all, cell) => all + Number(cell.split(' → ')[0] || 0), 0), were.rows.find((row) => row.unit === unit).seats, unit);

    // A unit that is chosen narrows the ledger, the findings and the structure to it.
    const all = await page.locator('.pages [role="status"]').textContent();
    const { unit } = were.rows[0];
    await page.locator('#unit').selectOption({ label: unit });
    assert.notEqual(await page.locator('.pages [role="status"]').textContent(), all);
    assert.equal(await page.locator('.by-unit tbody tr').count(), 1);
    assert.ok((await page.locator('.chosen').textContent()).includes(unit));
    const { positions } = JSON.parse(await pangkas('convert', ministry.files[0], '-', '--to', 'json'));
    const own = new Set(positions.filter((one) => one.unit === unit).map((one) => one.code));
    for (const code of await page.locator('.ledger-table tbody th').allTextContents()) assert.ok(own.has(code), code);
    await page.locator('#unit').selectOption('');
    assert.equal(await page.locator('.pages [role="status"]').textContent(), all);
  });
  rmSync(folder, { recursive: true, force: true });
});

test('the tables of layers, spans and matters hold what simplify prints', async () => {
  const { before, after, shrink } = await json('simplify', ministry.files, ministry.policy);
  await open(await report(ministry, 'id'), async (page) => {
    const layers = await cells(page.locator('.structure > .folded table').first());
    assert.deepEqual(layers, before.per_layer.map((n, i) => [i + 1, n, after.per_layer[i] ?? 0].map((x) => written(x, 'id'))));

    // The bands are those of simplify, cut at the limits of the policy (3 to 15) and for spans of hundreds.
    const spans = await cells(page.locator('[data-name="spans"] table'));
    const zone = (first) => (first < 3 ? 'kurang' : first <= 15 ? 'sesuai' : 'lebih');
    const sums = Object.keys(before.spans.buckets).map((band) => [parseInt(band, 10), 0, 0]);
    for (const [band, against, ...counts] of spans) {
      const first = parseInt(band, 10);
      assert.equal(against, zone(first), band);
      const into = sums.findLast(([from]) => from <= first);
      counts.forEach((count, side) => (into[side + 1] += Number(count)));
    }
    assert.deepEqual(sums.map(([, ...counts]) => counts), Object.keys(before.spans.buckets).map((band) => [before, after].map((side) => side.spans.buckets[band])));

    const matters = await cells(page.locator('[data-name="shrink-by-matter"] table'));
    assert.equal(matters.length, shrink.by_matter.length);
    // What changes most hand-offs a year comes first.
    const added = (one) => one.compared * (one.mean_hand_offs_with_roles_after - one.mean_hand_offs_with_roles_before);
    const changes = matters.map((row) => Math.abs(Number(row[8].replace('.', '').replace('−', '-'))));
    assert.deepEqual(changes, [...changes].sort((a, b) => b - a));
    const { matters: named } = JSON.parse(await pangkas('convert', ministry.files, '-', '--to', 'json'));
    shrink.by_matter.forEach((matter) => {
      const { name } = named.find((one) => one.code === matter.matter);
      const row = matters.find(([cell]) => cell.startsWith(name));
      assert.equal(row[8], written(added(matter), 'id', 0));
      assert.equal(row[1], written(matter.volume, 'id'));
      assert.deepEqual(row.slice(3, 8), [
        written(matter.mean_hand_offs_with_roles_before, 'id'),
        written(matter.mean_hand_offs_after, 'id'),
        written(matter.mean_hand_offs_with_roles_after, 'id'),
        writtenShare(matter.formal, 'id'),
        writtenShare(matter.with_roles, 'id'),
      ], matter.matter);
      assert.equal(row[11], `${written(matter.undecidable_before, 'id')} → ${written(matter.undecidable_after, 'id')}`);
    });
  });
});

test('without a policy the page shows the organisation as it is', async () => {
  const organisation = { ...department, name: 'department-as-is', policy: [] };
  const measured = await json('measure', organisation.files);
  await open(await report(organisation, 'en'), async (page) => {
    assert.equal((await tile(page, 'hand-offs')).now, brief(measured.decision_path.mean_hand_offs_with_roles, 'en'));
    assert.equal((await tile(page, 'layers')).now, String(measured.layers));
    assert.equal((await tile(page, 'widest-span')).now, String(measured.spans.max));
    assert.equal((await tile(page, 'findings')).now, String(measured.findings.error + measured.findings.warning));
    assert.equal(await page.locator('.pane').count(), 1);
    for (const absent of ['#flows', '#ledger', '#frontier', '#integrity', '#simulation', '#log']) assert.equal(await page.locator(absent).count(), 0);
  });
});

test('the evidence names the version, every file with its hash, and the policy with its text', async () => {
  const printed = await json('simplify', ministry.files, ministry.policy);
  await open(await report(ministry, 'id'), async (page) => {
    const evidence = await page.locator('#evidence').textContent();
    assert.ok(evidence.includes(`Pangkas ${printed.before.pangkas}`));
    for (const { file, sha256 } of printed.before.inputs) {
      assert.ok(evidence.includes(basename(file)));
      assert.ok(evidence.includes(sha256));
    }
    assert.ok(evidence.includes(printed.policy.sha256));
    assert.match(await page.locator('#evidence pre').textContent(), /\[\[select\]\]/);
  });
});

test('findings in the data stand with their file, row and share covered', async () => {
  const file = 'examples/uk-department-of-health-2013/senior.csv';
  const organisation = { name: 'department-two-files', files: [file, file.replace('senior', 'junior')], policy: [] };
  const printed = await json('measure', organisation.files);
  await open(await report(organisation, 'en'), async (page) => {
    const text = await page.locator('#findings').textContent();
    assert.ok(text.includes(`${written(printed.placed, 'en')} of ${written(printed.positions, 'en')} positions`));
    const counted = await page.locator('#findings .rule .count').evaluateAll((all) =>
      all.reduce((sum, one) => sum + Number(one.textContent.replace(/\D/g, '')), 0));
    assert.equal(counted, printed.findings.error + printed.findings.warning);
  });
});

test('the frontier has the points of optimise, and the slider goes through them', async () => {
  const { frontier } = await json('optimise', ministry.files, '--policy', 'id-central-2021', '--frontier', '5..20');
  const list = Array.isArray(frontier) ? frontier : [...frontier.points, ...(frontier.dominated ?? [])];
  list.sort((a, b) => a.span_cap - b.span_cap);
  await open(await report(ministry, 'id'), async (page) => {
    const slider = page.locator('#span-cap');
    assert.equal(Number(await slider.getAttribute('max')) + 1, list.length);
    const figure = (name) => page.locator(`.facts [data-figure="${name}"]`).textContent();
    for (const i of [0, list.length - 1]) {
      await slider.focus();
      await page.keyboard.press(i === 0 ? 'Home' : 'End');
      assert.match(await page.locator('output[for="span-cap"]').textContent(), new RegExp(`\\b${list[i].span_cap}\\b`));
      assert.equal(await figure('hand_offs_saved'), written(list[i].hand_offs_saved, 'id'));
      assert.equal(await figure('converted'), written(list[i].converted, 'id'));
      assert.equal(await figure('widest_span'), written(list[i].widest_span, 'id'));
    }
  });
});
