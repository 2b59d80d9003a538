// SPDX-License-Identifier: BSL-1.0
/**
 * What the tests of the report share: the program, one browser, and each report generated once.
 *
 *     PANGKAS_CLI             the program
 *     PANGKAS_SOURCE_DIR      the project; else two folders up
 *     PANGKAS_REPORT_SHOTS    folder for the reports and the pictures of them
 *     PANGKAS_CASES           1: all large organisations, and pictures for people to look at
 *     PANGKAS_TEST_MODULES    folder with node_modules of package-lock.json; else this one
 *     PANGKAS_CHROMIUM        the browser; else /usr/bin/chromium
 *     PANGKAS_SHARED_DATA     real organisations; else ../shared/data beside the project
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const needed = createRequire(join(resolve(process.env.PANGKAS_TEST_MODULES || here), 'package.json'));
const { chromium } = needed('playwright-core');
const AxeBuilder = needed('@axe-core/playwright').AxeBuilder;

export const source = resolve(process.env.PANGKAS_SOURCE_DIR || join(here, '../..'));
export const shared = resolve(process.env.PANGKAS_SHARED_DATA || join(source, '../shared/data'));
export const shots = resolve(process.env.PANGKAS_REPORT_SHOTS || join(tmpdir(), 'pangkas-report'));
mkdirSync(shots, { recursive: true });
export const all = process.env.PANGKAS_CASES === '1';

const program = process.env.PANGKAS_CLI;
assert.ok(program, 'PANGKAS_CLI names the program to test');

/** Standard output of the program. */
export function pangkas(...words) {
  return new Promise((done, failed) => {
    execFile(program, words.flat(Infinity).map(String), { cwd: source, maxBuffer: 1 << 29 }, (error, out, log) =>
      error ? failed(new Error(`pangkas ${words.flat(Infinity).join(' ')}\n${log}`)) : done(out),
    );
  });
}

export async function json(...words) {
  return JSON.parse(await pangkas(...words, '--json'));
}

/* --- the tests -------------------------------------------------------------------------------- */

export const tests = [];

/** As of node:test, whose own run one after the other: report_test.mjs runs several at once. */
export function test(...one) {
  tests.push(one);
}

/* --- the organisations ------------------------------------------------------------------------ */

export const department = {
  name: 'department',
  files: ['examples/uk-department-of-health-2013/senior.csv'],
  policy: ['--policy', 'delayer', '--layers', '3'],
  more: [],
};

export const decisions = [
  ['--matters', 'examples/id-ministry/matters.csv'],
  ['--authority', 'examples/id-ministry/authority.csv'],
  ['--lines', 'examples/id-ministry/lines.csv'],
].flat();

export const ministry = {
  name: 'ministry',
  files: ['examples/id-ministry/positions.csv', ...decisions],
  policy: ['--policy', 'id-central-2021', '--roles', 'coordinators'],
  more: ['--frontier', '5..20'],
};

const handbook = 'examples/software-company-2022';

/** Its orders name who acts, side by side and beside the line. */
export const company = {
  name: 'company',
  files: [
    `${handbook}/positions-2022-05-31.csv`,
    ['--scheme', `${handbook}/ranks.toml`],
    ...['matters', 'authority', 'steps'].map((table) => [`--${table}`, `${handbook}/${table}.csv`]),
  ].flat(),
};

const reports = new Map();

/** Path of a report; it is generated when it is first asked for. */
export function report(organisation, lang, ...more) {
  const name = [organisation.name, lang, ...more].join('-').replace(/[^\w-]+/g, '');
  if (!reports.has(name)) {
    const out = join(shots, `${name}.html`);
    const words = [organisation.files, organisation.policy ?? [], organisation.more ?? [], more];
    reports.set(name, pangkas('report', words, '--lang', lang, '--force', '--out', out).then(() => out));
  }
  return reports.get(name);
}

/* --- the browser ------------------------------------------------------------------------------ */

let browser = null;

export async function closeBrowser() {
  await (await browser)?.close();
}

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

/**
 * Opens a report and hands it to `look`. Whatever the page complains of, and whatever it asks of a
 * network, fails the test.
 */
export async function open(file, look, { viewport = desktop, colorScheme = 'light', fragment = '' } = {}) {
  browser ??= chromium.launch({
    executablePath: process.env.PANGKAS_CHROMIUM || '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
  const context = await (await browser).newContext({ viewport, colorScheme, reducedMotion: 'reduce', acceptDownloads: true });
  const complaints = [];
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(90_000); // the machine may be busy
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!/^(blob|data):/.test(request.url()) && request.url().split('#')[0] !== pathToFileURL(file).href)
        complaints.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href + fragment);
    await page.waitForSelector('main:not([aria-busy])');
    await look(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** The whole page as a picture. The caret is left alone: hiding it would need a style of its own. */
export async function shoot(page, name, fullPage = true) {
  if (!all) return; // no test reads them
  if (fullPage) await page.evaluate(() => scrollTo(0, 0)); // what sticks to the top would stand further down
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage, caret: 'initial', animations: 'allow' });
}

/** The bytes of what the page saves when it is acted on. */
export async function saved(page, act) {
  const waiting = page.waitForEvent('download');
  await act();
  const chunks = [];
  for await (const chunk of await (await waiting).createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A choice among a few, which is a radio button under a picture of a button. */
export async function choose(page, group, value) {
  await page.locator(`input[name="${group}"][value="${value}"]`).check({ force: true });
}

/** Waits until what was asked for has been drawn. */
export function drawn(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Finds a post by its code, in the first search field of a part of the page, and chooses it. */
export async function find(page, code, where = '.structure > .controls') {
  const field = page.locator(`${where} .search input`).first();
  await field.fill(code);
  await page.waitForSelector(`${where} .search [role="option"]`);
  await field.press('Enter');
}

/** Opens the chart, all that is folded, and a rule. */
export async function opened(page) {
  await choose(page, 'view', 'chart');
  await page.locator('#path-alone').uncheck();
  await page.locator('.chart .box').first().click();
  for (const folded of await page.locator('details:not(.long, .rule)').all()) await folded.evaluate((one) => (one.open = true));
  await page.locator('.rule').first().evaluate((one) => (one.open = true));
  await drawn(page);
}

/** So many rows of a table, and entries of a list, tell what all of them are made like. */
const ALIKE = 4;

/**
 * axe finds nothing. It takes a minute for ten thousand elements: what comes again and again is left
 * out but for the first ones, so nothing else can be asked of the page after it.
 */
export async function axe(page) {
  await page.evaluate((most) => {
    for (const list of document.querySelectorAll('tbody, ul, ol, dl, select, [role="tree"]'))
      for (const one of [...list.children].slice(most)) if (!one.matches(':checked, [aria-selected="true"], .chosen')) one.remove();
  }, ALIKE);
  // All rules of axe, not those of WCAG alone. Legacy mode looks at this one page, which has no frames.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).analyze();
  assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`).join('; ')}`), []);
}

/* --- numbers as the page should write them ------------------------------------------------------ */

/** By hand, not by the formatter that the page uses. */
export function written(value, lang, decimals = 2) {
  const [whole, part] = Math.abs(value).toFixed(decimals).split('.');
  const rest = (part ?? '').replace(/0+$/, '');
  const [group, point] = lang === 'id' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${value < 0 && (rest || Number(whole)) ? '−' : ''}${grouped}${rest ? point + rest : ''}`;
}

export function writtenShare(value, lang) {
  return `${written(value * 100, lang)}%`;
}

/** A share in whole percents. */
export function whole(value, lang) {
  return `${written(value * 100, lang, 0)}%`;
}

/** Three digits that tell something, but never fewer than the whole number has. */
export function brief(value, lang) {
  if (Math.abs(value) >= 100) return written(value, lang, 0);
  return written(Number(value.toPrecision(3)), lang, 12);
}

/* --- parts of the page -------------------------------------------------------------------------- */

/** Texts of the cells of a table, row by row. */
export function cells(table) {
  return table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
}

/** Of a tile: from, to and how it was counted. */
export async function tile(page, name) {
  const one = page.locator(`.tile[data-figure="${name}"]`);
  const from = one.locator('.from');
  return {
    from: (await from.count()) ? await from.textContent() : null,
    now: await one.locator('.now').textContent(),
    how: await one.locator('.how').textContent(),
  };
}
