// SPDX-License-Identifier: BSL-1.0
/** Tables as CSV that a spreadsheet opens as data, never as formulas. */

/**
 * A cell that begins with one of these is run as a formula by spreadsheets; an apostrophe in front
 * makes it text. A number keeps its minus.
 */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

export function cell(text: string): string {
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /["\n\r,;\t]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replace(/"/g, '""')}"`
    : harmless;
}

/** RFC 4180, with a byte order mark by which spreadsheets know UTF-8. */
export function csv(rows: Iterable<string[]>): string {
  const lines: string[] = [];
  for (const row of rows) lines.push(row.map(cell).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
