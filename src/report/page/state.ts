// SPDX-License-Identifier: BSL-1.0
/** What the reader has chosen; the parts of the page follow it. */

import type { UndrawnPost } from './undrawn';

export type Colouring = 'kind' | 'rank' | 'span';

export interface State {
  view: 'icicle' | 'chart';
  /** Before and after beside each other, or one above the other. */
  arrangement: 'beside' | 'above';
  colouring: Colouring;
  /** The post that the reader looks at. */
  post: number | null;
  /** What was found and is not drawn; the post is its nearest superior that is. null: nothing was. */
  undrawn: UndrawnPost | null;
  /** The unit that the page is about; null: all. */
  unit: string | null;
  /** Layers that the chart opens to. */
  depth: number;
  /** Posts whose subordinates the reader opened or closed, against what `depth` says. */
  turned: ReadonlyMap<number, boolean>;
  /** The path that is lit: its pair in Walks. */
  walk: number | null;
  /** Whether the chart shows the lit path alone. */
  pathAlone: boolean;
  /** Whether the chart shows what changed alone, with what stands above it. */
  changesOnly: boolean;
  /** What becomes of posts in the scenario that is made by hand in the page. */
  drafted: ReadonlyMap<number, 'moves' | 'ends'>;
  /** The part of the icicle that is seen, in positions from the left. */
  window: readonly [number, number];
  /** Whether the page is dark. */
  dark: boolean;
}

type Listener = (state: State, changed: ReadonlySet<keyof State>) => void;

export class Store {
  private current: State;
  private readonly listeners: Listener[] = [];

  constructor(start: State) {
    this.current = start;
  }

  get state(): Readonly<State> {
    return this.current;
  }

  set(change: Partial<State>): void {
    const changed = new Set<keyof State>();
    for (const key of Object.keys(change) as (keyof State)[])
      if (change[key] !== this.current[key]) changed.add(key);
    if (changed.size === 0) return;
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener(this.current, changed);
  }

  /** Calls `listener` whenever one of `keys` changes. */
  follow(keys: (keyof State)[], listener: (state: State) => void): void {
    this.listeners.push((state, changed) => {
      if (keys.some((key) => changed.has(key))) listener(state);
    });
  }
}
