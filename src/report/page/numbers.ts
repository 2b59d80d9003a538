// SPDX-License-Identifier: BSL-1.0
/** Numbers as the language of the page writes them: 1,234.5 or 1.234,5. */

let locale = 'en-GB';
let whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
let parts = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
let digits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
let wholes = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
let shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });

/** What stands for a figure that is not known; never 0. */
export const ABSENT = '–';
/** What stands for a count that a redacted report withholds. */
export const WITHHELD = '<3';

export function useNumbersOf(lang: 'id' | 'en'): void {
  locale = lang === 'id' ? 'id-ID' : 'en-GB';
  whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  parts = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  digits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  wholes = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
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

/** As people say it: three digits that tell something, but never fewer than the whole number has. */
export function brief(value: number | null | undefined): string {
  if (value === null || value === undefined) return ABSENT;
  return minus((Math.abs(value) >= 100 ? whole : digits).format(value));
}

/** A share as people say it: whole percents, unless it is less than one. */
export function wholePercent(value: number | null | undefined): string {
  if (value === null || value === undefined) return ABSENT;
  return Math.abs(value) < 0.01 ? percent(value) : minus(wholes.format(value));
}

/** Of a count that a redacted report may withhold. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? WITHHELD : integer(value);
}

/** Reads what the functions above write; absent if that is not one number. A percent is its share. */
export function parse(text: string): number | null {
  const [group, point] = locale === 'id-ID' ? ['.', ','] : [',', '.'];
  const plain = text.replace('−', '-').split(group).join('').replace(point, '.').trim();
  const number = plain.endsWith('%') ? plain.slice(0, -1) : plain;
  if (!/^-?\d+(\.\d+)?$/.test(number)) return null;
  return plain.endsWith('%') ? Number(number) / 100 : Number(number);
}

export function collator(): Intl.Collator {
  return new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
}
