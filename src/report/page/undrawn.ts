// SPDX-License-Identifier: BSL-1.0
/**
 * The positions that are in the data and not drawn. They are found by their codes, and by their titles
 * where these are listed too.
 */
import { Texts, unpack, Values } from './columns';
import type { Undrawn } from './data';
import { FITS, fitOf, fold, SEPARATOR } from './matching';

/** Ends what is searched of one position; no text of the data has it where it would count. */
const END = '\u0000';
/** Joined at once. */
const CHUNK = 10_000;

export interface UndrawnPost {
  code: string;
  title: string;
  /** The nearest superior that is drawn; null: none is. */
  superior: number | null;
}

/** Texts that are kept as one, which takes far less room than millions of them. */
class Lines {
  private readonly text: string;
  private readonly start: Int32Array;

  constructor(count: number, next: (i: number) => string) {
    this.start = new Int32Array(count + 1);
    this.start[0] = 1;
    const parts: string[] = [];
    let chunk = END;
    for (let i = 0; i < count; ++i) {
      const line = next(i).replaceAll(END, ' ');
      chunk += line + END;
      this.start[i + 1] = this.start[i] + line.length + 1;
      if (i % CHUNK === CHUNK - 1) {
        parts.push(chunk);
        chunk = '';
      }
    }
    this.text = parts.join('') + chunk;
  }

  at(i: number): string {
    return this.text.slice(this.start[i], this.start[i + 1] - 1);
  }

  /** The first line from `from` on that holds a word; −1: none. */
  find(word: string, from: number): number {
    const at = this.text.indexOf(word, this.start[from]);
    return at < 0 ? -1 : this.lineOf(at, from);
  }

  /** The line that is a text, or begins with it as a part of its own; −1: none. */
  exact(text: string): number {
    for (const tail of [END, SEPARATOR]) {
      const at = this.text.indexOf(END + text + tail);
      if (at >= 0) return this.lineOf(at + 1, 0);
    }
    return -1;
  }

  private lineOf(at: number, from: number): number {
    let low = from;
    let high = this.start.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.start[middle] <= at) low = middle;
      else high = middle;
    }
    return low;
  }
}

export class UndrawnPosts {
  private codes: Lines | null = null;
  private folded: Lines | null = null;
  private titles: Texts | null = null;
  private superiors: { value: Values; end: Int32Array } | null = null;

  constructor(readonly data: Undrawn) {}

  at(i: number): UndrawnPost {
    this.unpack();
    const { value, end } = this.superiors!;
    let run = 0;
    let high = end.length - 1;
    while (run < high) {
      const middle = (run + high) >> 1;
      if (end[middle] <= i) run = middle + 1;
      else high = middle;
    }
    return { code: this.codes!.at(i), title: this.titles?.at(i) ?? '', superior: value.at(run) };
  }

  /**
   * @param words   Folded.
   * @param listed  So many of each class of fit are given.
   * @param most    More are not counted.
   * @return        Places by class of fit, and how many there are.
   */
  search(words: string[], listed: number, most: number): { byFit: number[][]; counted: number } {
    this.unpack();
    const lines = this.folded!;
    const byFit: number[][] = Array.from({ length: FITS }, () => []);
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
    let counted = 0;
    // Not to be missed, however many come before it.
    const same = lines.exact(words.join(' '));
    if (same >= 0) counted = byFit[0].push(same);
    for (let i = lines.find(longest, 0); i >= 0 && counted < most; i = i + 1 < this.data.listed ? lines.find(longest, i + 1) : -1) {
      const fit = fitOf(lines.at(i), words);
      if (fit === null || i === same) continue;
      ++counted;
      if (byFit[fit].length < listed) byFit[fit].push(i);
    }
    return { byFit, counted };
  }

  /** When first searched: nobody may do so. */
  private unpack(): void {
    if (this.codes) return;
    const { listed, codes: { common, rest }, superiors, titles } = this.data;
    const shared = unpack(common);
    let at = 0;
    let code = '';
    this.codes = new Lines(listed, (i) => {
      const next = rest.indexOf('\n', at);
      const end = next < 0 ? rest.length : next;
      code = code.slice(0, shared[i]) + rest.slice(at, end);
      at = end + 1;
      return code;
    });
    this.titles = titles && new Texts(titles);
    // A title that many have is folded once.
    const folded = this.titles?.values.map((title) => fold(title.slice(0, 500)));
    const index = this.titles?.index;
    this.folded = new Lines(listed, (i) => `${fold(this.codes!.at(i))}${folded && index && index[i] >= 0 ? SEPARATOR + folded[index[i]] : ''}`);
    let end = 0;
    this.superiors = { value: new Values(superiors.value), end: Int32Array.from(unpack(superiors.times), (times) => (end += times)) };
  }
}
