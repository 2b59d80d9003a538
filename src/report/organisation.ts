// SPDX-License-Identifier: BSL-1.0
/** The posts and both sides of the data, unpacked. */
import { Texts, Values, unpack } from './columns';
import type { Change, Numbers, Posts, Report, Side } from './data';
import { forest, type Forest } from './forest';

/** Places in OUTCOMES of data.ts. */
export const CONVERTED = 1;
export const KEPT_EXEMPT = 2;
export const KEPT_TOP = 3;

export interface SideModel {
  which: Side['which'];
  data: Side;
  trees: Forest;
  kind: Values;
  rank: Values;
  jobClass: Texts;
  layer: Values;
  span: Numbers;
  placement: Numbers;
  /** Positions in the trees of placed posts, which come first; the rest stands outside the layers. */
  placed: number;
  /** Layers of the placed posts, and of the trees outside. */
  layers: number;
  layersOutside: number;
  hidden: Numbers | null;
  /** By post that holds a role; made when first asked for. */
  roles: Map<number, string> | null;
}

export interface ChangeModel {
  data: Change;
  outcome: Numbers;
  moved: Numbers;
}

export class Organisation {
  readonly count: number;
  readonly codes: string[];
  readonly titles: Texts;
  readonly units: Texts;
  readonly seats: Values;
  readonly filled: Values;
  readonly cost: Values;
  readonly sides: SideModel[];
  readonly change: ChangeModel | null;

  constructor(readonly report: Report) {
    const posts: Posts = report.posts;
    this.count = posts.shown;
    this.codes = posts.codes;
    this.titles = new Texts(posts.titles);
    this.units = new Texts(posts.units);
    this.seats = new Values(posts.seats);
    this.filled = new Values(posts.filled);
    this.cost = new Values(posts.cost);
    this.sides = [];
    for (const side of report.sides) this.sides.push(unpackSide(side, this.sides[0]?.trees ?? null));
    this.change = report.change && {
      data: report.change,
      outcome: unpack(report.change.outcome),
      moved: unpack(report.change.moved),
    };
  }

  get before(): SideModel {
    return this.sides[0];
  }

  get after(): SideModel | null {
    return this.sides[1] ?? null;
  }

  /** What a reader knows a post by: its title, else its code. */
  name(post: number): string {
    return this.titles.at(post) || this.codes[post];
  }

  /** What the holder of a role is called, as in "koordinator"; empty: nothing is said. */
  roleName(side: SideModel, post: number): string {
    if (!side.roles) {
      side.roles = new Map();
      const { superior, role } = side.data.lines;
      const posts = unpack(superior);
      const names = new Texts(role);
      for (let i = 0; i < posts.length; ++i)
        if (names.at(i) && !side.roles.has(posts[i])) side.roles.set(posts[i], names.at(i));
    }
    return side.roles.get(post) ?? '';
  }

  rankName(side: SideModel, post: number): string {
    const rank = side.rank.at(post);
    return rank === null ? '' : (this.report.ranks[rank]?.name ?? '');
  }
}

function unpackSide(side: Side, like: Forest | null): SideModel {
  const hidden = side.hidden ? unpack(side.hidden.positions) : null;
  const trees = forest(unpack(side.superior), hidden, like);
  const placement = unpack(side.placement);
  let placed = 0;
  let layers = 0;
  let layersOutside = 0;
  for (const top of trees.tops) if (placement[top] === 0) placed += trees.size[top];
  for (let p = 0; p < trees.count; ++p) {
    if (placement[p] === 0) layers = Math.max(layers, trees.depth[p] + 1);
    else layersOutside = Math.max(layersOutside, trees.depth[p] + 1);
  }
  return {
    which: side.which,
    data: side,
    trees,
    kind: new Values(side.kind),
    rank: new Values(side.rank),
    jobClass: new Texts(side.class),
    layer: new Values(side.layer),
    span: unpack(side.span),
    placement,
    placed,
    layers,
    layersOutside,
    hidden,
    roles: null,
  };
}
