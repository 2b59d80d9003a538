// SPDX-License-Identifier: BSL-1.0
/** How well a text fits what a reader looks for. */

/** Between code, title and unit of what is searched. */
export const SEPARATOR = '\n';

/** Lower case, without accents. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Whether a word of the text begins so. */
function beginsWord(text: string, start: string): boolean {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
  return false;
}

/** Classes of fit, the best first. */
export const FITS = 4;

/**
 * 0: the code itself; 1: code or title begin so; 2: every word begins one; 3: or is a part of one;
 * null: it does not fit.
 *
 * @param where  Code, title and whatever else, folded.
 * @param words  Folded.
 */
export function fitOf(where: string, words: string[]): number | null {
  if (!words.every((word) => where.includes(word))) return null;
  const whole = words.join(' ');
  const [code, title] = where.split(SEPARATOR, 2);
  return code === whole ? 0
    : code.startsWith(words[0]) || title?.startsWith(whole) ? 1
    : words.every((word) => beginsWord(where, word)) ? 2 : 3;
}
