// SPDX-License-Identifier: BSL-1.0
/**
 * Colours: the same post has the same colour on both sides. Each stands out from the ground by 3 : 1
 * or more (WCAG 2.2, 1.4.11), in both themes; the three kinds differ in blue and yellow as well as in
 * lightness, which readers who confuse red and green can tell apart.
 */
import { integer } from './numbers';
import type { Organisation, SideModel } from './organisation';
import type { Colouring, State } from './state';
import type { Text } from './text_en';

export type Theme = 'light' | 'dark';

export interface Palette {
  theme: Theme;
  ground: string;
  ink: string;
  /** Of what matters less than the text: axes, captions. */
  soft: string;
  rule: string;
  accent: string;
  before: string;
  after: string;
  /** What role steps add. */
  roles: string;
  structural: [string, string];
  functional: [string, string];
  executing: [string, string];
  unknown: string;
  span: [string, string];
  /** Of spans against the band of a policy: no subordinates, below, within, above, far above. They
   * diverge in hue, blue to red, and lie in this order in lightness, so that grey tells them too. */
  zones: [string, string, string, string, string];
}

const LIGHT: Palette = {
  theme: 'light',
  ground: '#ffffff',
  ink: '#1b2127',
  soft: '#55606a',
  rule: '#d9dcdf',
  accent: '#9c1c4a',
  before: '#7e8a95',
  after: '#1d4e80',
  roles: '#c2620e',
  structural: ['#123a66', '#5f8dbf'],
  functional: ['#8a4100', '#cf7a24'],
  executing: ['#454f57', '#87929a'],
  unknown: '#8a8a8a',
  span: ['#4f9686', '#0a3437'],
  zones: ['#8b969e', '#3d7ab8', '#3f5f52', '#7a2a12', '#3d0a12'],
};

const DARK: Palette = {
  theme: 'dark',
  ground: '#161b21',
  ink: '#e8ebee',
  soft: '#a9b3bc',
  rule: '#353d46',
  accent: '#ff86ab',
  before: '#8b97a2',
  after: '#7db4ec',
  roles: '#f0a04b',
  structural: ['#b5d5f7', '#4f84ba'],
  functional: ['#ffd09a', '#c5761f'],
  executing: ['#d3d9de', '#7a858e'],
  unknown: '#949494',
  span: ['#3f8f80', '#bdf3e4'],
  zones: ['#6c7780', '#4d8fd4', '#86ad9a', '#f3bd9a', '#ffe6dc'],
};

/** What counts while the page is printed, whatever the reader chose. */
let printing = false;

export function printInLight(on: boolean): void {
  printing = on;
}

export function palette(state: Pick<State, 'dark'>): Palette {
  return state.dark && !printing ? DARK : LIGHT;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
}

/** From `from` (0) to `to` (1). */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  return `#${a
    .map((x, i) => Math.round(x + (b[i] - x) * share).toString(16).padStart(2, '0'))
    .join('')}`;
}

/** Relative luminance, WCAG 2.2. */
export function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map((x) => {
    const c = x / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Text that is legible on a colour. */
export function inkOn(colour: string): string {
  return luminance(colour) > 0.18 ? '#101418' : '#ffffff';
}

/** What a post can be shown as, in the order of the legend. */
export interface Category {
  label: string;
  colour: (palette: Palette) => string;
}

export interface Colours {
  categories: Category[];
  /** Place in `categories`, by side and post. */
  of: Uint8Array[];
}

/** More would not be told apart; the ranks beyond are shown as one. */
const MOST_RANKS = 40;

export function colours(org: Organisation, colouring: Colouring, text: Text): Colours {
  if (colouring === 'kind') return byKind(org, text);
  return colouring === 'rank' ? byRank(org, text) : bySpan(org, text);
}

function fill(org: Organisation, category: (side: SideModel, post: number) => number): Uint8Array[] {
  return org.sides.map((side) => {
    const result = new Uint8Array(org.count);
    for (let p = 0; p < org.count; ++p) result[p] = category(side, p);
    return result;
  });
}

/** Leaves out what no post has. */
function used(categories: Category[], of: Uint8Array[]): Colours {
  const seen = new Set<number>();
  for (const side of of) for (let p = 0; p < side.length; ++p) seen.add(side[p]);
  const kept = categories.map((_, i) => i).filter((i) => seen.has(i));
  const place = new Map(kept.map((i, j) => [i, j]));
  for (const side of of) for (let p = 0; p < side.length; ++p) side[p] = place.get(side[p])!;
  return { categories: kept.map((i) => categories[i]), of };
}

function byKind(org: Organisation, text: Text): Colours {
  const categories: Category[] = [
    { label: text.kinds.structural, colour: (p) => mix(...p.structural, 0.15) },
    { label: text.kinds.functional, colour: (p) => mix(...p.functional, 0.75) },
    { label: text.kinds.executing, colour: (p) => mix(...p.executing, 0.85) },
    { label: text.kinds.unknown, colour: (p) => p.unknown },
  ];
  return used(categories, fill(org, (side, p) => side.kind.at(p) ?? 3));
}

function byRank(org: Organisation, text: Text): Colours {
  const { ranks } = org.report;
  const order = ranks
    .map((_, i) => i)
    .sort((a, b) => (ranks[a].order ?? Infinity) - (ranks[b].order ?? Infinity) || a - b);
  const listed = order.slice(0, MOST_RANKS);
  const categories: Category[] = listed.map((i) => {
    const kind = ranks[i].kind ?? 'executing';
    const alike = listed.filter((j) => (ranks[j].kind ?? 'executing') === kind);
    const share = alike.length < 2 ? 0.5 : alike.indexOf(i) / (alike.length - 1);
    return { label: ranks[i].name, colour: (p) => mix(...p[kind], share) };
  });
  const other = categories.push({ label: text.otherRanks, colour: (p) => p.unknown }) - 1;
  const none = categories.push({ label: text.noRank, colour: (p) => p.unknown }) - 1;
  const place = new Map(listed.map((i, j) => [i, j]));
  return used(
    categories,
    fill(org, (side, p) => {
      const rank = side.rank.at(p);
      return rank === null ? none : (place.get(rank) ?? other);
    }),
  );
}

function bySpan(org: Organisation, text: Text): Colours {
  const { bands, firsts, zones } = org.report.spans;
  if (zones) return byZone(org, text);
  const categories: Category[] = [
    { label: text.noSubordinates, colour: (p) => mix(...p.executing, 1) },
    ...bands.map((band, i) => ({
      label: text.spanOf(band.replace('-', '–')),
      colour: (p: Palette) => mix(...p.span, i / Math.max(1, bands.length - 1)),
    })),
  ];
  return used(
    categories,
    fill(org, (side, p) => {
      let i = firsts.length;
      while (i > 0 && side.span[p] < firsts[i - 1]) --i;
      return i;
    }),
  );
}

/** Against the limits of the policy. */
function byZone(org: Organisation, text: Text): Colours {
  const { span_low, span_high } = org.report.head.policy!;
  const low = span_low ?? 1;
  const high = span_high ?? Infinity;
  const range = (from: number, to: number): string => text.spanOf(from === to ? integer(from) : to === Infinity ? `${integer(from)}+` : `${integer(from)}–${integer(to)}`);
  const labels = [text.noSubordinates, text.zones.below(range(1, low - 1)), text.zones.within(range(low, high)), text.zones.above(range(high + 1, 2 * high)), text.zones.far(range(2 * high + 1, Infinity))];
  return used(
    labels.map((label, i) => ({ label, colour: (p) => p.zones[i] })),
    fill(org, (side, p) => {
      const span = side.span[p];
      return span === 0 ? 0 : span < low ? 1 : span <= high ? 2 : span <= 2 * high ? 3 : 4;
    }),
  );
}
