// SPDX-License-Identifier: BSL-1.0
/** On paper: A4, no controls, every entry of the ledger, light colours. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { department, ministry, open, report, shots, test } from './context.mjs';

for (const [organisation, lang, colorScheme] of [[department, 'en', 'light'], [ministry, 'id', 'dark']])
  test(`the ${organisation.name} prints as A4`, async () => {
    await open(await report(organisation, lang), async (page) => {
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, outline: true, tagged: true });
      writeFileSync(join(shots, `${organisation.name}-${lang}.pdf`), pdf);
      const text = pdf.toString('latin1');
      const boxes = [...text.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map((found) => found[1].trim().split(/\s+/).map(Number));
      assert.ok(boxes.length >= 4 && boxes.length <= 8, `${boxes.length} pages`);
      assert.match(text, /\/Outlines/);
      for (const [, , width, height] of boxes) {
        assert.ok(Math.abs(width - 595.3) < 1, String(width)); // 210 mm in points
        assert.ok(Math.abs(height - 841.9) < 1, String(height)); // 297 mm
      }
    }, { colorScheme });
  });

test('paper has no controls, all rows of the ledger whole, and light colours', async () => {
  await open(await report(ministry, 'id'), async (page) => {
    const entries = Number((await page.locator('.pages [role="status"]').textContent()).match(/dari ([\d.]+)/)[1].replace('.', ''));
    await page.locator('#ledger-search').fill('01.04'); // what is looked for on the screen is not all there is
    await page.emulateMedia({ media: 'print' });
    const turn = (event) => page.evaluate((name) => dispatchEvent(new Event(name)), event);
    await turn('beforeprint');
    assert.equal(await page.locator('.printed-ledger tbody tr').count(), 0, 'the entries are printed on request only');
    await turn('afterprint');
    await page.locator('#print-ledger').evaluate((one) => (one.checked = true)); // not seen on paper
    await turn('beforeprint');
    assert.equal(await page.locator('.printed-ledger tbody tr').count(), entries);
    const seen = await page.evaluate(() => {
      const visible = (one) => one.checkVisibility();
      const row = document.querySelector('.printed-ledger tbody tr');
      return {
        controls: [...document.querySelectorAll('input, select, button:not(.post), nav')].filter(visible).map((one) => one.outerHTML.slice(0, 80)),
        row: getComputedStyle(row).breakInside,
        ground: getComputedStyle(document.body).backgroundColor,
        legends: [...document.querySelectorAll('.legend')].every(visible),
        cut: getComputedStyle(document.querySelector('.printed-ledger .table')).maxHeight,
        // The widest chart must fit between the margins: 180 mm at 96 dots an inch.
        widest: Math.max(...[...document.querySelectorAll('.drawing svg')].map((one) => one.getBoundingClientRect().width)),
      };
    });
    assert.deepEqual(seen.controls, []);
    assert.equal(seen.row, 'avoid');
    assert.equal(seen.ground, 'rgb(255, 255, 255)');
    assert.ok(seen.legends);
    assert.equal(seen.cut, 'none');
    assert.ok(seen.widest <= (180 / 25.4) * 96, String(seen.widest));
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    assert.equal(await page.locator('.printed-ledger tbody tr').count(), 0);
  }, { colorScheme: 'dark' });
});
