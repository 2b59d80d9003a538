// SPDX-License-Identifier: BSL-1.0
/** All tests of the report, in one process: they share a browser. See context.mjs. */
import { after } from 'node:test';
import { closeBrowser } from './context.mjs';

import './figures.mjs';
import './structure.mjs';
import './paths.mjs';
import './ledger.mjs';
import './charts.mjs';
import './printing.mjs';
import './texts.mjs';
import './hostile.mjs';
import './odd.mjs';
import './large.mjs';

after(closeBrowser);
