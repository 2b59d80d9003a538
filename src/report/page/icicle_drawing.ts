// SPDX-License-Identifier: BSL-1.0
/**
 * An icicle: every post is a bar under its superior, as wide as the positions at and below it are
 * many. Both sides have the same width in all, and a post keeps its place across, so that what
 * changes is seen by looking up and down.
 */
import { firstNot } from './bound';
import { inkOn, type Palette } from './colour';
import { CONVERTED, KEPT_EXEMPT, type Organisation, type SideModel } from './organisation';
import { integer } from './numbers';
import { fit, type Surface } from './surface';

/** The posts of each depth, from the left to the right. */
export type Rows = Int32Array[];

export function rowsOf(side: SideModel): Rows {
  const { trees } = side;
  const counts = new Int32Array(trees.deepest + 1);
  for (let p = 0; p < trees.count; ++p) ++counts[trees.depth[p]];
  const rows = Array.from(counts, (n) => new Int32Array(n));
  const next = new Int32Array(counts.length);
  for (let i = 0; i < trees.count; ++i) {
    const p = trees.order[i];
    const d = trees.depth[p];
    rows[d][next[d]++] = p;
  }
  return rows;
}

export interface IcicleView {
  width: number;
  rowHeight: number;
  /** Of positions from the left, what is seen. */
  from: number;
  to: number;
  /** Rows drawn. */
  depth: number;
}

export interface IcicleMarks {
  selected: number | null;
  /** Numbers of the steps that a post makes on the lit path. */
  lit: ReadonlyMap<number, string>;
}

/** First post of a row that ends to the right of `at`. */
function firstAfter(side: SideModel, row: Int32Array, at: number, start = 0): number {
  const { left, size } = side.trees;
  return firstNot(start, row.length, (i) => left[row[i]] + size[row[i]] <= at);
}

export function postAt(side: SideModel, rows: Rows, view: IcicleView, x: number, y: number): number | null {
  const row = rows[Math.floor(y / view.rowHeight)];
  if (!row) return null;
  const at = view.from + (x / view.width) * (view.to - view.from);
  const post = row[firstAfter(side, row, at)];
  return post !== undefined && side.trees.left[post] <= at ? post : null;
}

/** Bars that would be narrower, in pixels, stand together as one; of so many of them its shares are taken. */
const NARROW = 3;
const SAMPLED = 64;

/** Draws what is seen, in time that depends on the pixels and not on the posts. */
export function drawIcicle(
  surface: Surface,
  org: Organisation,
  side: SideModel,
  rows: Rows,
  view: IcicleView,
  category: Uint8Array,
  fills: string[],
  marks: IcicleMarks,
  palette: Palette,
): void {
  const { left, size } = side.trees;
  const scale = view.width / (view.to - view.from);
  const height = view.rowHeight - (view.rowHeight > 8 ? 2 : 0);
  const xOf = (position: number): number => (position - view.from) * scale;
  const inks = fills.map(inkOn);
  const font = { size: height >= 30 ? 12 : 11 };
  const small = { size: 10.5 };

  for (let d = 0; d < Math.min(rows.length, view.depth); ++d) {
    const row = rows[d];
    const y = d * view.rowHeight;
    let i = firstAfter(side, row, view.from);
    while (i < row.length && left[row[i]] < view.to) {
      const p = row[i];
      const x = Math.max(0, Math.round(xOf(left[p])));
      const end = Math.min(view.width, Math.round(xOf(left[p] + size[p])));
      if (end - x < NARROW) {
        const next = firstAfter(side, row, view.from + (x + NARROW) / scale, i + 1);
        drawTogether(row, i, next, x, y);
        i = next;
        continue;
      }
      drawBar(p, x, y, end - x);
      ++i;
    }
  }
  drawMarks();

  /** One bar for many, filled from its foot by the share of each colour. */
  function drawTogether(row: ArrayLike<number>, from: number, to: number, x: number, y: number): void {
    const shares = new Map<number, number>();
    const step = Math.max(1, Math.floor((to - from) / SAMPLED));
    let all = 0;
    for (let i = from; i < to; i += step) {
      shares.set(category[row[i]], (shares.get(category[row[i]]) ?? 0) + 1);
      ++all;
    }
    let foot = y + height;
    for (const [kind, count] of [...shares].sort(([a], [b]) => a - b)) {
      const tall = (height * count) / all;
      surface.rect(x, foot - tall, NARROW, tall, fills[kind]);
      foot -= tall;
    }
  }

  function drawBar(p: number, x: number, y: number, whole: number): void {
    const width = whole - (whole > 3 ? 1 : 0);
    const ink = inks[category[p]];
    surface.rect(x, y, width, height, fills[category[p]]);
    const outcome = org.change?.outcome[p];
    if (outcome === CONVERTED && width > 2)
      surface.hatch(x, y, width, height, ink === '#ffffff' ? '#ffffff66' : '#00000055');
    if (outcome === KEPT_EXEMPT && width > 5 && height > 8)
      surface.rect(x, y + height - 4, width, 2, ink);
    if (side.which === 'before' && org.ends(p) && width > 2) surface.line([x, y + height, x + width, y], ink, 1.5);
    if (side.which === 'after' && org.isNew(p) && width > 4 && height > 8) surface.outline(x + 1.5, y + 1.5, width - 3, height - 3, ink, 1.5, [2, 2]);
    if (side.which === 'after' && org.change?.moved[p] && width > 1 && height > 8)
      surface.polygon([x, y, x + Math.min(8, width), y, x, y + 8], palette.ground);
    if (side.hidden && side.hidden[p] > 0) {
      const hiddenLeft = Math.max(0, xOf(left[p] + size[p] - side.hidden[p]));
      const hiddenWidth = Math.min(view.width, xOf(left[p] + size[p])) - hiddenLeft;
      if (hiddenWidth > 2) {
        surface.outline(hiddenLeft + 0.5, y + view.rowHeight + 0.5, hiddenWidth - 2, height - 1, palette.soft, 1, [3, 3]);
        const label = `+${integer(side.hidden[p])}`;
        if (hiddenWidth > 50 && height > 14) {
          surface.rect(hiddenLeft + 3, y + view.rowHeight + height / 2 - 8, label.length * 7 + 6, 16, palette.ground);
          surface.text(hiddenLeft + 6, y + view.rowHeight + height / 2, label, palette.ink, small);
        }
      }
    }
    if (width < 42 || height < 15) return;
    const title = fit(org.name(p), font, width - 12);
    if (!title) return;
    const second = height >= 32 ? fit(org.codes[p] === org.name(p) ? '' : org.codes[p], small, width - 12) : '';
    if (outcome === CONVERTED) {
      // The hatching would run through the letters.
      const block = second ? height - 6 : Math.min(18, height - 2);
      surface.rect(x + 3, y + (height - block) / 2, Math.min(width - 6, textWidth(title, second)), block, fills[category[p]]);
    }
    surface.text(x + 6, y + height / 2 - (second ? 7 : 0), title, ink, font);
    if (second) surface.text(x + 6, y + height / 2 + 8, second, ink, small);
  }

  function textWidth(title: string, second: string): number {
    return Math.max(title.length, second.length) * 6.6 + 8;
  }

  function drawMarks(): void {
    // Numbers that would cover each other in one row share its height.
    const taken: { x: number; end: number; row: number; badges: [number, string][] }[] = [];
    for (const [p, steps] of marks.lit) {
      const box = place(p);
      if (!box) continue;
      surface.outline(box[0] + 1, box[1] + 1, box[2] - 2, height - 2, palette.accent, 2.5);
      const width = steps.length * 6 + 9;
      const middle = Math.min(Math.max(box[0] + box[2] / 2, width / 2), view.width - width / 2);
      const x = box[2] > width + 30 ? box[0] + box[2] - width - 3 : middle - width / 2;
      const near = taken.find((one) => one.row === box[1] && x < one.end && x + width > one.x);
      if (near) {
        near.badges.push([x, steps]);
        near.x = Math.min(near.x, x);
        near.end = Math.max(near.end, x + width);
      } else taken.push({ x, end: x + width, row: box[1], badges: [[x, steps]] });
    }
    for (const { row, badges } of taken)
      badges.forEach(([x, steps], k) => {
        const share = height / badges.length;
        const tall = Math.min(16, share - 1);
        if (tall < 8) return; // too many for the row: the outlines must do
        const y = row + share * (badges.length - 1 - k + 0.5);
        surface.rect(x, y - tall / 2, steps.length * 6 + 9, tall, palette.accent);
        surface.text(x + 4.5, y, steps, inkOn(palette.accent), { size: Math.min(10.5, tall - 1), bold: true });
      });
    if (marks.selected !== null && !marks.lit.has(marks.selected)) {
      const box = place(marks.selected);
      if (box) surface.outline(box[0] + 1, box[1] + 1, box[2] - 2, height - 2, palette.accent, 2.5);
    }
  }

  /** Of a post: x, y and width; nothing if it is out of sight. */
  function place(p: number): [number, number, number] | null {
    const x = Math.max(0, xOf(left[p]));
    const end = Math.min(view.width, xOf(left[p] + size[p]));
    if (end <= 0 || x >= view.width || side.trees.depth[p] >= view.depth) return null;
    return [x, side.trees.depth[p] * view.rowHeight, Math.max(4, end - x)];
  }
}
