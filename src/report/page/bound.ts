// SPDX-License-Identifier: BSL-1.0
/** Binary search. */

/**
 * The first place from `from` to `to` for which `before` is not true any more; `to` if it is for all.
 * Where it is true, it is so for all places before, too.
 */
export function firstNot(from: number, to: number, before: (i: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
