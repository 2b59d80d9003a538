// SPDX-License-Identifier: BSL-1.0
/**
 * Makes the pictures of the report that the documentation shows, of the example ministry:
 *
 *     PANGKAS_CLI=build/release/pangkas PANGKAS_TEST_MODULES=build/release/report_tests \
 *       node tests/page/pictures.mjs
 */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { choose, closeBrowser, drawn, find, ministry, open, report, source } from './context.mjs';

const folder = join(source, 'docs/pictures');
const viewport = { width: 1280, height: 900 };

async function keep(page, name) {
  const path = join(folder, `${name}.png`);
  await drawn(page);
  await page.screenshot({ path, caret: 'initial', animations: 'allow' });
  const { size } = statSync(path);
  console.log(`${path}: ${Math.round(size / 1000)} kB`);
  assert.ok(size <= 300_000, 'a picture of the documentation has at most 300 kB');
}

/** What stands in a section, from its heading on. */
async function top(page, selector) {
  await page.locator(selector).evaluate((one) => scrollTo(0, one.getBoundingClientRect().top + scrollY - 50));
}

try {
  await open(await report(ministry, 'en'), async (page) => {
    await keep(page, 'report-finding');
    await choose(page, 'view', 'chart');
    await top(page, '#structure');
    await keep(page, 'report-before-after');
    await find(page, '01.01.02');
    await drawn(page);
    await top(page, '.legend');
    await page.locator('.draft-post [data-act="merge"]').click();
    await find(page, '01.01.01', '.draft-fields');
    await page.locator('#draft-reason').fill('Planning and evaluation answer for the same programme');
    await page.locator('section.chosen').evaluate((one) => (one.scrollTop = one.scrollHeight));
    await keep(page, 'report-scenario');
  }, { viewport });
} finally {
  await closeBrowser();
}
