// SPDX-License-Identifier: BSL-1.0
/**
 * Bundles the page into one HTML file, into which `pangkas report` writes its data.
 *
 *     node build.mjs [OUT]        (or $PANGKAS_REPORT_OUT; else report.html beside this file)
 *
 * The modules of package-lock.json are looked for beside this file, or in $PANGKAS_REPORT_MODULES:
 * a folder that holds node_modules.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = resolve(process.env.PANGKAS_REPORT_MODULES || here);
const out = resolve(process.argv[2] || process.env.PANGKAS_REPORT_OUT || join(here, 'report.html'));
const packages = join(modules, 'node_modules');

/** What the program fills in. Each must stand in the page once, so that no text is replaced twice. */
const placeholders = ['@@LANG@@', '@@TITLE@@', '@@PANGKAS_DATA@@'];

const { build } = createRequire(join(modules, 'package.json'))('esbuild');

async function bundle(entry, options) {
  const { outputFiles } = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    write: false,
    minify: true,
    charset: 'utf8',
    legalComments: 'none', // They stand in full in the page, see licences().
    nodePaths: [packages],
    logLevel: 'warning',
    ...options,
  });
  return outputFiles[0].text.trim();
}

/** The licences of what is bundled; an HTML comment may hold no "--". */
function licences() {
  const files = ['echarts/NOTICE', 'echarts/LICENSE', 'zrender/LICENSE', 'tslib/LICENSE.txt'];
  return files
    .map((file) => `${file}\n\n${readFileSync(join(packages, file), 'utf8').trim()}`)
    .join('\n\n')
    .replace(/-{2,}/g, (dashes) => '='.repeat(dashes.length));
}

function hash(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

const script = await bundle('main.ts', { format: 'iife', target: 'es2020' });
const style = await bundle('page.css', { target: 'es2020' });

// An inline script ends at the first "</script", whatever it stands in.
if (/<\/script|<!--/i.test(script)) throw new Error('the script would end early in the page');
if (/<\/style/i.test(style)) throw new Error('the style would end early in the page');

// The chart library sets styles of elements, which no hash can name; nothing else is allowed.
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src-elem ${hash(style)}`,
  "style-src-attr 'unsafe-inline'",
  'img-src data: blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const parts = { policy, style, script, licences: licences() };
const page = readFileSync(join(here, 'page.html'), 'utf8').replace(
  /%%(policy|style|script|licences)%%/g,
  (_, part) => parts[part],
);

for (const placeholder of placeholders) {
  const found = page.split(placeholder).length - 1;
  if (found !== 1) throw new Error(`${placeholder} stands ${found} times in the page, not once`);
}

writeFileSync(`${out}.part`, page);
renameSync(`${out}.part`, out);
console.log(`${out}: ${Math.round(page.length / 1024)} KiB`);
