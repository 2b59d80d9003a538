// SPDX-License-Identifier: BSL-1.0
/** The command lines of one side as trees, with the place of each post in a drawing. */
import type { Numbers } from './data';

export interface Forest {
  count: number;
  /** −1: top of a tree. */
  superior: Numbers;
  /** Subordinates of p: children[begin[p]] … children[begin[p + 1] − 1], in drawing order. */
  begin: Int32Array;
  children: Int32Array;
  tops: number[];
  /** 0 for the top of a tree. */
  depth: Int32Array;
  deepest: number;
  /** Posts from the left to the right: a superior, then all that is below it. */
  order: Int32Array;
  /** Place of a post in `order`. */
  place: Int32Array;
  /** Positions at and below a post, those that are not shown included. */
  size: Float64Array;
  /** Positions to the left of a post; what is below it begins at the same place. */
  left: Float64Array;
  /** Positions of all trees. */
  total: number;
}

/**
 * @param hidden  Positions that hang below each post without being shown; null: none.
 * @param like    The drawing order of the other side. Subordinates follow it, so that a post that
 *                stays below the same top stands at the same place on both sides.
 */
export function forest(superior: Numbers, hidden: Numbers | null, like: Forest | null): Forest {
  const count = superior.length;
  const begin = new Int32Array(count + 1);
  const depth = new Int32Array(count);
  const size = new Float64Array(count);
  let deepest = 0;
  const down = downwards(superior);
  for (let k = 0; k < count; ++k) {
    const p = down ? down[k] : k;
    const s = superior[p];
    if (s >= 0) {
      ++begin[s + 1];
      depth[p] = depth[s] + 1;
      if (depth[p] > deepest) deepest = depth[p];
    }
    size[p] = 1 + (hidden ? hidden[p] : 0);
  }
  for (let p = 0; p < count; ++p) begin[p + 1] += begin[p];

  const children = new Int32Array(begin[count]);
  const next = begin.slice();
  const tops: number[] = [];
  for (let i = 0; i < count; ++i) {
    const p = like ? like.order[i] : i;
    const s = superior[p];
    if (s >= 0) children[next[s]++] = p;
    else tops.push(p);
  }
  const upwards = (act: (p: number) => void): void => {
    for (let k = count - 1; k >= 0; --k) act(down ? down[k] : k);
  };
  upwards((p) => {
    if (superior[p] >= 0) size[superior[p]] += size[p];
  });

  const left = new Float64Array(count);
  const place = new Int32Array(count);
  const order = new Int32Array(count);
  const posts = new Int32Array(count).fill(1); // shown posts at and below
  upwards((p) => {
    if (superior[p] >= 0) posts[superior[p]] += posts[p];
  });
  let total = 0;
  let at = 0;
  for (const top of tops) {
    left[top] = total;
    place[top] = at;
    total += size[top];
    at += posts[top];
  }
  for (let k = 0; k < count; ++k) {
    const p = down ? down[k] : k;
    order[place[p]] = p;
    let x = left[p] + 1;
    let i = place[p] + 1;
    for (let c = begin[p]; c < begin[p + 1]; ++c) {
      left[children[c]] = x;
      place[children[c]] = i;
      x += size[children[c]];
      i += posts[children[c]];
    }
  }
  return { count, superior, begin, children, tops, depth, deepest, order, place, size, left, total };
}

/** The posts so that each superior comes before its subordinates; null: their own order does that. */
function downwards(superior: Numbers): Int32Array | null {
  const count = superior.length;
  if (superior.every((s, p) => s < p)) return null;
  const depth = new Int32Array(count).fill(-1);
  let deepest = 0;
  for (let p = 0; p < count; ++p) {
    const way: number[] = [];
    let at = p;
    for (; depth[at] < 0 && superior[at] >= 0; at = superior[at]) way.push(at);
    if (depth[at] < 0) depth[at] = 0;
    for (let i = way.length - 1; i >= 0; --i) depth[way[i]] = depth[superior[way[i]]] + 1;
    deepest = Math.max(deepest, depth[p]);
  }
  const next = new Int32Array(deepest + 2);
  for (let p = 0; p < count; ++p) ++next[depth[p] + 1];
  for (let d = 0; d <= deepest; ++d) next[d + 1] += next[d];
  const order = new Int32Array(count);
  for (let p = 0; p < count; ++p) order[next[depth[p]]++] = p;
  return order;
}

/** From a post up to the top of its tree, itself first. */
export function chain(trees: Forest, post: number): number[] {
  const result: number[] = [];
  for (let p = post; p >= 0; p = trees.superior[p]) result.push(p);
  return result;
}
