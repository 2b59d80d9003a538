// SPDX-License-Identifier: BSL-1.0
/** The numbers on the page are those that the other commands print. */
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { cells, department, json, ministry, open, report, test, tile, written, writtenShare } from './context.mjs';

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
      assert.deepEqual([handOffs.from, handOffs.now], comparedMeans(printed).map((mean) => written(mean, lang)));
      const span = await tile(page, 'widest-span');
      assert.deepEqual([span.from, span.now], [printed.before.spans.max, printed.after.spans.max].map((n) => written(n, lang)));
      const converted = await tile(page, 'converted');
      assert.equal(converted.now, written(printed.converted, lang));
      const checks = await tile(page, 'checks');
      assert.equal(checks.now, written(failed.size, lang));
      assert.ok(checks.how.includes(written(printed.findings_after.length, lang)));
      for (const one of [handOffs, span, converted, checks]) assert.ok(one.how.length > 40);
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
    assert.match(await page.locator('.finding').textContent(), /29\.12%.* 13 to 36/);
  });
});

for (const [organisation, lang] of [[department, 'en'], [ministry, 'id']])
  test(`the sentence and the scores of the ${organisation.name} are those of simplify`, async () => {
    const { shrink } = await json('simplify', organisation.files, organisation.policy);
    await open(await report(organisation, lang), async (page) => {
      const sentence = await page.locator('.finding').textContent();
      assert.ok(sentence.includes(writtenShare(shrink.formal, lang)), sentence);
      assert.ok(sentence.includes(writtenShare(Math.abs(shrink.with_roles), lang)), sentence);
      const score = (name) => page.locator(`[data-score="${name}"] .value`).textContent();
      assert.equal(await score('formal'), writtenShare(shrink.formal, lang));
      assert.equal(await score('real'), writtenShare(shrink.with_roles, lang));
      assert.equal(await score('pso'), shrink.pso_percent === null ? '–' : writtenShare(shrink.pso_percent / 100, lang));
      assert.equal(await page.locator('[data-figure="shadow"]').textContent(), writtenShare(shrink.shadow, lang));
    });
  });

test('the tables of layers, spans and matters hold what simplify prints', async () => {
  const { before, after, shrink } = await json('simplify', ministry.files, ministry.policy);
  await open(await report(ministry, 'id'), async (page) => {
    const layers = await cells(page.locator('.structure > .folded table').first());
    assert.deepEqual(layers, before.per_layer.map((n, i) => [i + 1, n, after.per_layer[i] ?? 0].map((x) => written(x, 'id'))));

    const spans = await cells(page.locator('[data-name="spans"] table'));
    assert.deepEqual(spans, Object.keys(before.spans.buckets).map((band) => [
      band.replace('-', '–'), written(before.spans.buckets[band], 'id'), written(after.spans.buckets[band], 'id'),
    ]));

    const matters = await cells(page.locator('[data-name="shrink-by-matter"] table'));
    assert.equal(matters.length, shrink.by_matter.length);
    shrink.by_matter.forEach((matter, i) => {
      const row = matters[i];
      assert.equal(row[1], written(matter.volume, 'id'));
      assert.deepEqual(row.slice(3, 8), [
        written(matter.mean_hand_offs_with_roles_before, 'id'),
        written(matter.mean_hand_offs_after, 'id'),
        written(matter.mean_hand_offs_with_roles_after, 'id'),
        writtenShare(matter.formal, 'id'),
        writtenShare(matter.with_roles, 'id'),
      ], matter.matter);
      assert.equal(row[10], `${written(matter.undecidable_before, 'id')} → ${written(matter.undecidable_after, 'id')}`);
    });
  });
});

test('without a policy the page shows the organisation as it is', async () => {
  const organisation = { ...department, name: 'department-as-is', policy: [] };
  const measured = await json('measure', organisation.files);
  await open(await report(organisation, 'en'), async (page) => {
    assert.equal((await tile(page, 'hand-offs')).now, written(measured.decision_path.mean_hand_offs_with_roles, 'en'));
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
