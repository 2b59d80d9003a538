// SPDX-License-Identifier: BSL-1.0
/**
 * The organisation chart as rows, from the top down: a superior, then what is below it. Where all
 * layers fit beside each other they are columns, and a superior shares the row of its first
 * subordinate; else every post has a row of its own and each layer is set in.
 */
import { firstNot } from './bound';
import type { Forest } from './forest';

export interface ChartLayout {
  /** Posts that are seen, from the top down: a superior, then what is below it. */
  posts: Int32Array;
  /** Place in `posts` of a post that is seen. */
  index: Map<number, number>;
  /** First row, and how many rows the post and what is seen below it take. */
  row: Int32Array;
  rows: Int32Array;
  /** Layers in use. */
  columns: number;
  height: number;
  /** Row before which the posts outside the layers begin, with a row for their heading. */
  outside: number | null;
}

export interface ChartChoice {
  /** Whether the subordinates of a post are seen. */
  open: (post: number) => boolean;
  /** Only these; null: all. */
  only: ReadonlySet<number> | null;
  /** Whether a superior shares the row of its first subordinate. */
  beside: boolean;
  /** Whether the top of a tree stands outside the layers. */
  outside: (top: number) => boolean;
}

/** O(posts seen). */
export function chartLayout(trees: Forest, choice: ChartChoice): ChartLayout {
  const posts: number[] = [];
  const row: number[] = [];
  const ends: number[] = []; // row after the last, by place in posts
  let next = 0;
  let columns = 0;
  let outside: number | null = null;

  // A stack of superiors whose subordinates are being placed: [post, place in posts, next child].
  const stack: [number, number, number][] = [];
  const put = (post: number): void => {
    posts.push(post);
    row.push(next);
    if (!choice.beside) ++next;
    ends.push(0);
    columns = Math.max(columns, trees.depth[post] + 1);
    stack.push([post, posts.length - 1, trees.begin[post]]);
  };
  for (const top of trees.tops) {
    if (choice.only && !choice.only.has(top)) continue;
    if (outside === null && choice.outside(top)) {
      outside = next;
      ++next;
    }
    put(top);
    while (stack.length) {
      const level = stack[stack.length - 1];
      const [post, place] = level;
      let child = -1;
      if (choice.open(post))
        while (level[2] < trees.begin[post + 1]) {
          const candidate = trees.children[level[2]++];
          if (choice.only && !choice.only.has(candidate)) continue;
          child = candidate;
          break;
        }
      if (child >= 0) {
        put(child);
        continue;
      }
      if (next === row[place]) ++next; // beside nothing: a row of its own
      ends[place] = next;
      stack.pop();
    }
  }
  const rowArray = Int32Array.from(row);
  return {
    posts: Int32Array.from(posts),
    index: new Map(posts.map((post, i) => [post, i])),
    row: rowArray,
    rows: rowArray.map((first, i) => ends[i] - first),
    columns,
    height: next,
    outside,
  };
}

/** Places in `posts` that take a row of first … last, those above them in the tree included. */
export function seenIn(layout: ChartLayout, trees: Forest, first: number, last: number): number[] {
  const low = firstNot(0, layout.posts.length, (i) => layout.row[i] < first);
  const result: number[] = [];
  // What begins above the first row and reaches into it stands on the chain of the post before.
  if (low > 0)
    for (let p: number = layout.posts[low - 1]; p >= 0; p = trees.superior[p]) {
      const i = layout.index.get(p);
      if (i === undefined) break;
      if (layout.row[i] + layout.rows[i] > first) result.push(i);
    }
  result.reverse();
  for (let i = low; i < layout.posts.length && layout.row[i] <= last; ++i) result.push(i);
  return result;
}
