// SPDX-License-Identifier: BSL-1.0
/** Both languages are whole: every kind of finding and every rule of a preset has its words. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { department, json, ministry, open, report, source, test } from './context.mjs';

/** Rules that the description of the findings lists: the first cell of its tables. */
function documentedRules() {
  const rules = new Set();
  const pages = [['findings', '## In the data', '\n## What stops at once'], ['decisions', '## Rules that are checked', '\n## Quality'], ['event-logs', 'Faults are counted', '\n**Convergence**']];
  for (const [page, from, until] of pages) {
    const text = readFileSync(join(source, `docs/background/${page}.md`), 'utf8');
    const part = text.slice(text.indexOf(from)).split(until)[0];
    for (const line of part.split('\n')) {
      const cell = line.match(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/);
      if (cell) for (const [, rule] of cell[1].matchAll(/`([a-z-]+)`/g)) rules.add(rule);
    }
  }
  return rules;
}

test('every kind of finding has its words in both languages', async () => {
  const page = readFileSync(await report(department, 'en'), 'utf8');
  const rules = documentedRules();
  assert.ok(rules.size > 70, String(rules.size));
  for (const rule of rules) assert.match(page, new RegExp(`[{,]"?${rule}"?:\\{en:\\[`), rule);
});

test('every text of a preset policy has its words in Indonesian', async () => {
  // The page of the department holds the text of the policy delayer among its data, that of the
  // ministry the text of id-central-2021: each policy is looked up where it is no data.
  const pages = { delayer: ministry, 'id-central-2021': department, 'id-regency-2021': department };
  for (const file of readdirSync(join(source, 'src/presets/policies'))) {
    const text = readFileSync(join(source, 'src/presets/policies', file), 'utf8');
    const page = readFileSync(await report(pages[file.replace('.toml', '')] ?? department, 'en'), 'utf8');
    const strings = [...text.matchAll(/^(?:title|description|reason) = "(.*)"$/gm)].map((found) => found[1]);
    assert.ok(strings.length > 3);
    for (const one of strings) assert.ok(page.includes(one), `${file}: ${one}`);
  }
});

test('what the checks found is told in Indonesian, place by place, with the same numbers', async () => {
  const { findings_after: found } = await json('simplify', ministry.files, ministry.policy);
  await open(await report(ministry, 'id'), async (page) => {
    const rows = await page.locator('#checks + p + .rules .rule').evaluateAll((all) => all.flatMap((rule) =>
      [...rule.querySelectorAll('tbody tr')].map((row) => [rule.dataset.rule, row.cells[1].textContent, row.cells[1].querySelector('[lang="en"]') !== null])));
    assert.ok(rows.length > 100, String(rows.length));
    const english = rows.filter(([, , isEnglish]) => isEnglish);
    assert.deepEqual(english, []);
    // In each rule the sentences come in the order of simplify, with its codes and figures.
    const next = new Map();
    for (const [rule, told] of rows) {
      const of = found.filter((one) => one.rule === rule);
      const at = next.get(rule) ?? 0;
      next.set(rule, at + 1);
      const codes = of[at].detail.match(/"[^"]*"/g) ?? [];
      for (const code of codes.filter((one) => one !== '"*"')) assert.ok(told.replace(/[“”]/g, '"').includes(code), `${of[at].detail}\n${told}`);
      const numbers = (text) => (text.replace(/"[^"]*"/g, '').match(/\d[\d.,]*/g) ?? []).map((one) => one.replace(/\D/g, '')).sort();
      assert.deepEqual(numbers(told.replace(/[“”]/g, '"')), numbers(of[at].detail), told);
    }
  });
});

test('an Indonesian report is in Indonesian', async () => {
  await open(await report(ministry, 'id'), async (page) => {
    assert.equal(await page.locator('html').getAttribute('lang'), 'id');
    const text = await page.locator('body').evaluate((body) => {
      const copy = body.cloneNode(true);
      for (const other of copy.querySelectorAll('[lang="en"], bdi, pre, script')) other.remove();
      return copy.textContent;
    });
    for (const english of [' the ', 'Before', 'After', 'Search', 'position', ' posts ', 'layers', 'Legal source'])
      assert.ok(!text.includes(english), english);
    const reasons = await page.locator('.ledger-table tbody tr').evaluateAll((rows) => rows.map((row) => row.cells[6].textContent));
    assert.ok(reasons.every((reason) => /jabatan|pejabat|wewenang|koordinator/i.test(reason)), reasons.find((reason) => !/jabatan|pejabat|wewenang|koordinator/i.test(reason)));
  });
  await open(await report(ministry, 'en'), async (page) => {
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  });
});
