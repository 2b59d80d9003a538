// SPDX-License-Identifier: BSL-1.0
/** The page as a workbench: the address, back, the other language, tables as files, what a search finds first. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cells, choose, drawn, ministry, open, pangkas, report, saved, test } from './context.mjs';

const chosen = (page) => page.locator('.chosen p.strong .code').textContent();

test('the address holds post, view, unit and language; a link leads there, and back goes back', async () => {
  let link;
  await open(await report(ministry, 'id'), async (page) => {
    const field = page.locator('.structure > .controls .search input').first();
    for (const code of ['01.04', '02']) {
      await field.fill(code);
      await page.waitForSelector('.structure > .controls .search [role="option"]');
      await field.press('Enter');
      assert.equal(await chosen(page), code, 'a code that is whole comes first');
    }
    await choose(page, 'view', 'chart');
    await page.locator('#unit').selectOption({ label: 'Biro Umum dan Pengadaan' });
    link = await page.evaluate(() => location.hash);
    assert.match(link, /unit=Biro\+Umum\+dan\+Pengadaan/);
    assert.match(link, /view=chart/);
    await page.evaluate(() => history.back()); // the unit chose its highest post: one step for both, or two
    await page.waitForFunction(() => document.querySelector('#unit').value === '');
    await page.evaluate(() => history.go(-1));
    await drawn(page);
    // A link to a section leaves what is looked at.
    const now = await chosen(page);
    await page.locator('nav.contents a[href="#spans"]').click();
    assert.equal(await chosen(page), now);

    // The other language, with everything that is looked at.
    const files = await page.locator('.files').count();
    await page.locator('#language').click();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    assert.match(await page.locator('.finding').textContent(), /A decision takes 23% more hand-offs/);
    assert.equal(await chosen(page), now);
    assert.equal(await page.locator('main').count(), 1);
    assert.equal(await page.locator('.files').count(), files);
    await page.locator('#language').click();
    assert.match(await page.locator('.finding').textContent(), /Perpindahan tangan per keputusan bertambah 23%/);
  });
  await open(await report(ministry, 'id'), async (page) => {
    assert.equal(await page.locator('#unit option:checked').textContent(), 'Biro Umum dan Pengadaan');
    assert.equal(await page.locator('input[name="view"][value="chart"]').isChecked(), true);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    assert.equal(await page.locator('.by-unit tbody tr').count(), 1);
    assert.equal(await chosen(page), '03.01');
  }, { fragment: `${link.replace(/post=[^&]*/, 'post=03.01')}&lang=en` });
});

test('a table goes to CSV and to a workbook that other programs read, with its numbers as numbers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pangkas-tables-'));
  try {
    await open(await report(ministry, 'id'), async (page) => {
      const units = page.locator('.by-unit');
      const seen = await cells(units);
      const csv = (await saved(page, () => units.getByRole('button', { name: /^CSV/ }).click())).toString('utf8').slice(1).split('\r\n');
      assert.equal(csv.length, seen.length + 3); // the heading, all units together, the end of the last line
      const line = csv.find((one) => one.startsWith('Biro Umum dan Pengadaan,'));
      assert.equal(line.split(',')[1], '72');
      assert.match(line, /,224400000,/, 'a number without the marks of thousands');
      const book = join(folder, 'units.xlsx');
      writeFileSync(book, await saved(page, () => units.getByRole('button', { name: /^XLSX/ }).click()));
      // The program's own reader of workbooks, and Python's of archives, which tests every check sum.
      execFileSync('python3', ['-m', 'zipfile', '-t', book]);
      const columns = join(folder, 'columns.toml');
      writeFileSync(columns, '[columns]\ncode = "Unit"\nseats = "Formasi"\nreports_to = "Uji tak terpenuhi"\n');
      const { positions } = JSON.parse(await pangkas('convert', book, '--columns', columns, '-', '--to', 'json'));
      assert.deepEqual(positions.slice(0, 2).map((one) => [one.code, one.seats]), seen.slice(0, 2).map((row) => [row[0], Number(row[1])]));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a search finds what begins so before what has it inside', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'pangkas-search-')), 'titles.csv');
  writeFileSync(file, 'code,title,reports_to\nA,Top,\nB,Subinspector,A\nC,Chief inspector,A\nD,Inspector of roads,A\ninspec,Clerk,A\n');
  await open(await report({ name: 'titles', files: [file] }, 'en'), async (page) => {
    const field = page.locator('.structure > .controls .search input').first();
    await field.fill('inspec');
    const options = page.locator('.structure > .controls [role="option"] .title');
    assert.deepEqual(await options.allTextContents(), ['Clerk', 'Inspector of roads', 'Chief inspector', 'Subinspector']);
  });
});
