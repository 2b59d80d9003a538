// SPDX-License-Identifier: BSL-1.0
/** The section of integrity: there where duties are given, and only there. */
import assert from 'node:assert/strict';
import { ministry, open, report, test } from './context.mjs';

const dutiful = {
  ...ministry,
  name: 'ministry-with-duties',
  more: ['--duties', 'examples/id-ministry/duties.csv', '--rules', 'purchase-to-pay'],
};

test('the page tells which duties come into one hand, why, and what repairs it', async () => {
  for (const [lang, words] of [['en', 'New breaches'], ['id', 'Pelanggaran baru']])
    await open(await report(dutiful, lang), async (page) => {
      const section = page.locator('#integrity');
      assert.match(await section.textContent(), new RegExp(words));
      const rows = await section.locator('tbody tr', { hasText: 'order-receive' }).allTextContents();
      assert.ok(rows.length > 0);
      for (const row of rows) {
        assert.match(row, /01\.04/); // the head that has both
        assert.match(row, /01\.04\.03\.02/); // of whom it has them
        assert.match(row, /give "/);
      }
    });
});

test('without duties, and where the page is redacted, there is no section of integrity', async () => {
  await open(await report(ministry, 'en'), async (page) => {
    assert.equal(await page.locator('#integrity').count(), 0);
  });
  await open(await report({ ...dutiful, name: 'ministry-redacted-duties', more: [...dutiful.more, '--redact'] }, 'en'), async (page) => {
    assert.equal(await page.locator('#integrity').count(), 0);
  });
});
