// SPDX-License-Identifier: BSL-1.0
/** Numbers as the language of the page writes them: 1,234.5 or 1.234,5. */

let locale = 'en-GB';
let whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
let parts = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
let shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });

/** What stands for a figure that is not known; never 0. */
export const ABSENT = '–';
/** What stands for a count that a redacted report withholds. */
export const WITHHELD = '<3';

export function useNumbersOf(lang: 'id' | 'en'): void {
  locale = lang === 'id' ? 'id-ID' : 'en-GB';
  whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  parts = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
}

const minus = (text: string): string => text.replace('-', '−');

/** At most two decimals. */
export function number(value: number | null | undefined): string {
  return value === null || value === undefined ? ABSENT : minus(parts.format(value));
}

export function integer(value: number | null | undefined): string {
  return value === null || value === undefined ? ABSENT : minus(whole.format(value));
}

/** Of a share: 0.25 is 25%. */
export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? ABSENT : minus(shares.format(value));
}

/** Of a count that a redacted report may withhold. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? WITHHELD : integer(value);
}

export function collator(): Intl.Collator {
  return new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
}
