// SPDX-License-Identifier: BSL-1.0
/** The ledger as a table: search, filter, sort, pages, download. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { department, json, ministry, open, pangkas, report, test } from './context.mjs';

/** Rows of a CSV file (RFC 4180). */
export function parse(text) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',' || c === '\n') {
      rows[rows.length - 1].push(cell);
      cell = '';
      if (c === '\n') rows.push([]);
    } else if (c !== '\r') cell += c;
  }
  if (cell || rows[rows.length - 1].length) rows[rows.length - 1].push(cell);
  else rows.pop();
  return rows;
}

export async function download(page) {
  const waiting = page.waitForEvent('download');
  await page.locator('.ledger .controls button').click();
  const saved = await waiting;
  assert.equal(saved.suggestedFilename(), 'ledger.csv');
  const chunks = [];
  for await (const chunk of await saved.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The rows of a table that a command wrote, by heading. */
function table(file) {
  const [head, ...rows] = parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
}

/** The ledger that `simplify --out` writes, each entry with what rules.csv says of its rule. */
async function writtenLedger(organisation) {
  const folder = mkdtempSync(join(tmpdir(), 'pangkas-'));
  try {
    await pangkas('simplify', organisation.files, organisation.policy, '--out', folder);
    const rules = Object.fromEntries(table(join(folder, 'rules.csv')).map((rule) => [rule.id, rule]));
    return table(join(folder, 'ledger.csv')).map((entry) => ({ ...rules[entry.rule], ...entry }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const shown = (page, column) =>
  page.locator('.ledger-table tbody tr').evaluateAll((rows, i) => rows.map((row) => row.cells[i].textContent), column);
const status = (page) => page.locator('.pages [role="status"]').textContent();

test('the ledger has every entry that simplify writes, in its order', async () => {
  const entries = await writtenLedger(department);
  await open(await report(department, 'en'), async (page) => {
    assert.match(await status(page), new RegExp(`^1–50 of ${entries.length} entries$`));
    assert.equal((await shown(page, 0)).length, 50);
    const codes = parse((await download(page)).replace(/^\ufeff/, '')).slice(1).map((row) => row[0]);
    assert.deepEqual(codes, entries.map((entry) => entry.position));
  });
});

test('the ledger is filtered by what changed, and searched', async () => {
  const { converted } = await json('simplify', ministry.files, ministry.policy);
  await open(await report(ministry, 'en'), async (page) => {
    await page.locator('#ledger-change').selectOption({ label: `converted (${converted})` });
    assert.match(await status(page), new RegExp(` of ${converted} entries$`));
    assert.deepEqual([...new Set(await shown(page, 2))], ['converted']);
    await page.locator('#ledger-search').fill('01.04.04');
    await page.waitForFunction(() => /of [1-9] entries/.test(document.querySelector('.pages [role="status"]').textContent));
    for (const code of await shown(page, 0)) assert.match(code, /^01\.04\.04/);
    await page.locator('#ledger-search').fill('nothing is called this');
    await page.waitForFunction(() => document.querySelectorAll('.ledger-table tbody tr').length === 0);
    assert.equal(await status(page), 'No entry fits.');
  });
});

test('the ledger is sorted by a column, up, down and back', async () => {
  await open(await report(ministry, 'id'), async (page) => {
    const given = await shown(page, 1);
    const button = page.locator('.ledger-table thead button').nth(1);
    const heading = page.locator('.ledger-table thead th').nth(1);
    const { compare } = new Intl.Collator('id', { numeric: true, sensitivity: 'base' });
    await button.click();
    const up = await shown(page, 1);
    assert.deepEqual(up, [...up].sort(compare));
    assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
    await button.click();
    const down = await shown(page, 1);
    assert.deepEqual(down, [...down].sort((a, b) => compare(b, a)));
    assert.notDeepEqual(up, down);
    assert.equal(await heading.getAttribute('aria-sort'), 'descending');
    await button.click();
    assert.deepEqual(await shown(page, 1), given);
  });
});

test('pages of the ledger follow one another', async () => {
  await open(await report(department, 'en'), async (page) => {
    const first = await shown(page, 0);
    await page.getByRole('button', { name: 'Next page' }).click();
    const second = await shown(page, 0);
    assert.notDeepEqual(first, second);
    assert.match(await status(page), /^51–100 of /);
    await page.getByRole('button', { name: 'Next page' }).click();
    assert.ok(await page.getByRole('button', { name: 'Next page' }).isDisabled());
    await page.getByRole('button', { name: 'Previous page' }).click();
    assert.deepEqual(await shown(page, 0), second);
  });
});

test('every kept post says why, and by which legal source', async () => {
  const entries = (await writtenLedger(ministry)).filter((entry) => entry.change === 'kept-exempt');
  assert.ok(entries.length > 0);
  await open(await report(ministry, 'en'), async (page) => {
    const kept = await page.locator('.kept').textContent();
    for (const entry of entries) {
      assert.ok(kept.includes(entry.position), entry.position);
      assert.ok(kept.includes(entry.reason), entry.reason);
    }
    const row = page.locator('.ledger-table tbody tr').filter({ hasText: entries[0].position }).first();
    const texts = await row.locator('td').allTextContents();
    assert.equal(texts[5], entries[0].reason);
    assert.ok(texts[6].includes(entries[0].source.slice(0, 60)), texts[6]);
  });
});
