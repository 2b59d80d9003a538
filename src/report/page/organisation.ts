// SPDX-License-Identifier: BSL-1.0
/** The posts and both sides of the data, unpacked. */
import { Texts, Values, unpack } from './columns';
import type { Change, Measures, Numbers, Report, Side } from './data';
import { forest, type Forest } from './forest';
import { UndrawnPosts } from './undrawn';

/** Places in OUTCOMES of data.ts. */
export const CONVERTED = 1;
export const KEPT_EXEMPT = 2;
export const KEPT_TOP = 3;
export const ABOLISHED = 4;
export const MERGED = 5;
export const ADDED = 6;
export const SPLIT_OFF = 7;
export const RE_RANKED = 8;

/** The figures of the organisation as it is, and with a policy as it would be. */
export function measuresOf({ summary }: Report): [Measures, Measures | null] {
  return 'before' in summary ? [summary.before, summary.after] : [summary, null];
}

/** What a matter is called; "*" stands for all of them. */
export function matterName({ paths }: Report, code: string, all: string): string {
  if (code === '*') return all;
  return paths.matters.find((matter) => matter.code === code)?.name || code;
}

/** Lines other than command, unpacked. */
export interface Lines {
  superior: Numbers;
  subordinate: Numbers;
  type: Numbers;
  role: Texts;
}

export interface SideModel {
  which: Side['which'];
  data: Side;
  trees: Forest;
  kind: Values;
  rank: Values;
  layer: Values;
  span: Numbers;
  placement: Numbers;
  /** Positions in the trees of placed posts, which come first; the rest stands outside the layers. */
  placed: number;
  /** Layers of the placed posts, and of the trees outside. */
  layers: number;
  layersOutside: number;
  hidden: Numbers | null;
  /** Made when first asked for; see Organisation.lines. */
  lines: Lines | null;
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
  private places: Map<string, number> | null = null;
  // Unpacked when first asked for: the finding, which is seen first, needs hardly any of it.
  private readonly unpacked: { titles?: Texts; units?: Texts; seats?: Values; filled?: Values; sides?: SideModel[]; change?: ChangeModel | null } = {};

  /** What is in the data and not drawn; null: everything is. */
  readonly undrawn: UndrawnPosts | null;

  constructor(readonly report: Report) {
    const { undrawn } = report.posts;
    this.undrawn = undrawn && new UndrawnPosts(undrawn);
    this.count = report.posts.shown;
    this.codes = report.posts.codes;
  }

  get titles(): Texts {
    return (this.unpacked.titles ??= new Texts(this.report.posts.titles));
  }

  get units(): Texts {
    return (this.unpacked.units ??= new Texts(this.report.posts.units));
  }

  get seats(): Values {
    return (this.unpacked.seats ??= new Values(this.report.posts.seats));
  }

  get filled(): Values {
    return (this.unpacked.filled ??= new Values(this.report.posts.filled));
  }

  get sides(): SideModel[] {
    if (!this.unpacked.sides) {
      this.unpacked.sides = [];
      for (const side of this.report.sides) this.unpacked.sides.push(unpackSide(side, this.unpacked.sides[0]?.trees ?? null));
    }
    return this.unpacked.sides;
  }

  get change(): ChangeModel | null {
    const { change } = this.report;
    if (this.unpacked.change === undefined)
      this.unpacked.change = change && { data: change, outcome: unpack(change.outcome), moved: unpack(change.moved) };
    return this.unpacked.change;
  }

  get before(): SideModel {
    return this.sides[0];
  }

  get after(): SideModel | null {
    return this.sides[1] ?? null;
  }

  /** Positions across the pictures: those that have a place, on the side with more of them. */
  get width(): number {
    return Math.max(1, ...this.sides.map((side) => side.placed));
  }

  /** Whether a post ends: it is there before, and not after. */
  ends(post: number): boolean {
    const outcome = this.change?.outcome[post];
    return outcome === ABOLISHED || outcome === MERGED;
  }

  /** Whether a post is new: it is there after, and not before. */
  isNew(post: number): boolean {
    const outcome = this.change?.outcome[post];
    return outcome === ADDED || outcome === SPLIT_OFF;
  }

  /** Whether anything became of a post but that it stays. */
  isChanged(post: number): boolean {
    const { change } = this;
    return change !== null && (change.outcome[post] === CONVERTED || change.outcome[post] >= ABOLISHED || change.moved[post] !== 0);
  }

  /** Whether a post belongs to a unit; to null, which is all of them, everything does. */
  isIn(unit: string | null, post: number | null): boolean {
    return unit === null || (post !== null && post >= 0 && this.units.at(post) === unit);
  }

  /** The post of a code; null: it is not shown, or not of this organisation. */
  find(code: string): number | null {
    this.places ??= new Map(this.codes.map((each, post) => [each, post]));
    return this.places.get(code) ?? null;
  }

  /** What a reader knows the post of a code by. */
  nameOf(code: string): string {
    const post = this.find(code);
    return post === null ? code : this.name(post);
  }

  /** What a reader knows a post by: its title, else its code. */
  name(post: number): string {
    return this.titles.at(post) || this.codes[post];
  }

  lines(side: SideModel): Lines {
    const { superior, subordinate, type, role } = side.data.lines;
    return (side.lines ??= {
      superior: unpack(superior),
      subordinate: unpack(subordinate),
      type: unpack(type),
      role: new Texts(role),
    });
  }

  /** What the holder of a role is called, as in "koordinator"; empty: nothing is said. */
  roleName(side: SideModel, post: number): string {
    if (!side.roles) {
      side.roles = new Map();
      const { superior, role } = this.lines(side);
      for (let i = 0; i < superior.length; ++i)
        if (role.at(i) && !side.roles.has(superior[i])) side.roles.set(superior[i], role.at(i));
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
    layer: new Values(side.layer),
    span: unpack(side.span),
    placement,
    placed,
    layers,
    layersOutside,
    hidden,
    lines: null,
    roles: null,
  };
}
