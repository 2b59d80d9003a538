// SPDX-License-Identifier: BSL-1.0
/**
 * All tests of the report, in one process: they share a browser. PANGKAS_TESTS, a regular expression,
 * picks some by their names. See context.mjs.
 */
import test from 'node:test';
import { availableParallelism } from 'node:os';
import { closeBrowser, tests } from './context.mjs';

import './figures.mjs';
import './structure.mjs';
import './paths.mjs';
import './sections.mjs';
import './scenarios.mjs';
import './workbench.mjs';
import './draft.mjs';
import './ledger.mjs';
import './charts.mjs';
import './printing.mjs';
import './texts.mjs';
import './hostile.mjs';
import './odd.mjs';
import './large.mjs';

// Each waits for the browser most of its time.
test('the report', { concurrency: availableParallelism() + 1 }, async (all) => {
  const wanted = new RegExp(process.env.PANGKAS_TESTS ?? '');
  await Promise.all(tests.filter(([name]) => wanted.test(name)).map((one) => all.test(...one)));
});

test.after(closeBrowser);
