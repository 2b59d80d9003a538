// SPDX-License-Identifier: BSL-1.0
/**
 * A scenario by hand in the making: steps on the organisation as it is, in the order in which they are
 * made, with undo. It knows who stands where after them, and refuses what the program would refuse;
 * figures of it the program measures.
 */
import type { Organisation } from './organisation';

export type Step =
  | { do: 'move'; position: number; to: number | null }
  | { do: 'merge'; position: number; into: number }
  | { do: 'abolish'; position: number; to: number | null }
  | { do: 'retitle'; position: number; title: string | null; unit: string | null }
  | { do: 're-rank'; position: number; rank: string }
  | { do: 'seats'; position: number; seats: number | null; filled: number | null };

export type DraftStep = Step & { reason: string; source: string };

export type Refusal = 'ended' | 'outside' | 'circle' | 'self' | 'below-itself' | 'top' | 'same' | 'seats' | 'empty';

/** What the steps so far leave of the lines and attributes. */
interface Standing {
  /** By post; −1: nobody is above it. */
  superior: Int32Array;
  /** Direct reports, those that are not drawn included. */
  span: Float64Array;
  /** The step, from 0, that ended a post. */
  ended: Map<number, number>;
  title: Map<number, string>;
  unit: Map<number, string>;
  rank: Map<number, string>;
  seats: Map<number, number>;
  filled: Map<number, number>;
  /** Of each step: posts that come to another superior by it, first the one that it names. */
  moved: number[][];
}

export class Draft {
  name = '';
  source = '';
  private made: DraftStep[] = [];
  private undone: DraftStep[] = [];
  private standing: Standing | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly org: Organisation) {}

  get steps(): readonly DraftStep[] {
    return this.made;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Calls `listener` after each change; forgotten when the page is made anew, see forget(). */
  follow(listener: () => void): void {
    this.listeners.add(listener);
  }

  forget(): void {
    this.listeners.clear();
  }

  /** Goes on with the steps of a draft on the same organisation whose posts may have other numbers. */
  take(other: Draft): void {
    const post = (p: number): number => this.org.find(other.org.codes[p]) ?? -1;
    const steps = other.made.map((step): DraftStep => ({
      ...step, position: post(step.position),
      ...('to' in step && step.to !== null ? { to: post(step.to) } : {}), ...('into' in step ? { into: post(step.into) } : {}),
    }));
    // Of a large organisation another scenario may draw others.
    if (steps.some((step) => [step.position, ...('to' in step ? [step.to] : []), ...('into' in step ? [step.into] : [])].includes(-1))) return;
    this.name = other.name;
    this.source = other.source;
    this.made = steps;
    this.undone = [];
    this.changed();
  }

  add(step: DraftStep): void {
    this.made = [...this.made, step];
    this.undone = [];
    this.changed();
  }

  undo(): void {
    const last = this.made[this.made.length - 1];
    if (!last) return;
    this.made = this.made.slice(0, -1);
    this.undone = [...this.undone, last];
    this.changed();
  }

  redo(): void {
    const next = this.undone[this.undone.length - 1];
    if (!next) return;
    this.undone = this.undone.slice(0, -1);
    this.made = [...this.made, next];
    this.changed();
  }

  /** Why the program would refuse a step, or what it would have no effect; null: it can be made. */
  refuses(step: Step): Refusal | null {
    const now = this.now;
    const { position: post } = step;
    const isOutside = (p: number): boolean => this.org.before.placement[p] === 3;
    const named = [post, ...('to' in step && step.to !== null ? [step.to] : []), ...('into' in step ? [step.into] : [])];
    if (named.some((p) => now.ended.has(p))) return 'ended';
    if (named.some(isOutside)) return 'outside';
    switch (step.do) {
      case 'move':
        if (step.to === post) return 'self';
        if (step.to !== null && this.isBelow(step.to, post)) return 'below-itself';
        return now.superior[post] === (step.to ?? -1) && this.org.before.placement[post] !== 1 ? 'same' : null;
      case 'merge':
      case 'abolish': {
        const to = step.do === 'merge' ? step.into : step.to;
        if (to === post) return 'self';
        // The lines of who stands on a circle, or below one, are not all in the page.
        if (this.org.before.placement[post] === 2) return 'circle';
        return to === null && now.superior[post] < 0 ? 'top' : null;
      }
      case 'retitle':
        if (step.title === '') return 'empty';
        return (step.title ?? this.titleOf(post)) === this.titleOf(post) && (step.unit ?? this.unitOf(post)) === this.unitOf(post) ? 'same' : null;
      case 're-rank':
        return step.rank === this.rankOf(post) ? 'same' : null;
      case 'seats': {
        const seats = step.seats ?? this.seatsOf(post);
        const filled = step.filled ?? this.filledOf(post) ?? 0;
        if (!(seats >= 0) || !(filled >= 0) || filled > seats) return 'seats';
        return seats === this.seatsOf(post) && filled === (this.filledOf(post) ?? 0) ? 'same' : null;
      }
    }
  }

  /* --- what the steps leave --------------------------------------------------------------------- */

  superiorOf(post: number): number {
    return this.now.superior[post];
  }

  spanOf(post: number): number {
    return this.now.span[post];
  }

  /** The step, from 0, that ended a post; null: none did. */
  endedBy(post: number): number | null {
    return this.now.ended.get(post) ?? null;
  }

  titleOf(post: number): string {
    return this.now.title.get(post) ?? this.org.titles.at(post);
  }

  unitOf(post: number): string {
    return this.now.unit.get(post) ?? this.org.units.at(post);
  }

  rankOf(post: number): string {
    return this.now.rank.get(post) ?? this.org.rankName(this.org.before, post);
  }

  seatsOf(post: number): number {
    return this.now.seats.get(post) ?? this.org.seats.at(post) ?? 1;
  }

  filledOf(post: number): number | null {
    return this.now.filled.get(post) ?? this.org.filled.at(post);
  }

  /** Posts that come to another superior by a step, first the one that it names. */
  movedBy(step: number): readonly number[] {
    return this.now.moved[step] ?? [];
  }

  /** Posts that end or stand below somebody else than in the data, in their order. */
  get moved(): number[] {
    const { superior, ended } = this.now;
    const was = this.org.before.trees.superior;
    const result: number[] = [];
    for (let p = 0; p < superior.length; ++p) if (superior[p] !== was[p] || ended.has(p)) result.push(p);
    return result;
  }

  /** The same, by what becomes of them. */
  get marks(): ReadonlyMap<number, 'moves' | 'ends'> {
    return new Map(this.made.length === 0 ? [] : this.moved.map((post) => [post, this.endedBy(post) === null ? 'moves' : 'ends']));
  }

  private isBelow(post: number, top: number): boolean {
    const { superior } = this.now;
    for (let p = post; p >= 0; p = superior[p]) if (p === top) return true;
    return false;
  }

  private get now(): Standing {
    return (this.standing ??= this.play());
  }

  /** As apply() of the program does it, for what the page knows. */
  private play(): Standing {
    const { trees, span } = this.org.before;
    const now: Standing = {
      superior: Int32Array.from(trees.superior),
      span: Float64Array.from(span),
      ended: new Map(), title: new Map(), unit: new Map(), rank: new Map(), seats: new Map(), filled: new Map(), moved: [],
    };
    this.standing = now;
    this.made.forEach((step, i) => {
      const moved: number[] = [];
      now.moved.push(moved);
      const { position: post } = step;
      const attach = (one: number, to: number): void => {
        const from = now.superior[one];
        if (from === to) return;
        if (from >= 0) --now.span[from];
        if (to >= 0) ++now.span[to];
        now.superior[one] = to;
        moved.push(one);
      };
      switch (step.do) {
        case 'move':
          attach(post, step.to ?? -1);
          break;
        case 'merge':
        case 'abolish': {
          const above = now.superior[post];
          const to = step.do === 'merge' ? step.into : (step.to ?? above);
          if (this.isBelow(to, post)) attach(to, above);
          for (let p = 0; p < now.superior.length; ++p) if (now.superior[p] === post) attach(p, to);
          // Reports that are not drawn go along.
          now.span[to] += now.span[post];
          now.span[post] = 0;
          if (above >= 0) --now.span[above];
          now.superior[post] = -1;
          now.ended.set(post, i);
          now.seats.set(to, this.seatsOf(to) + this.seatsOf(post));
          const filled = this.filledOf(post);
          if (filled !== null) now.filled.set(to, (this.filledOf(to) ?? 0) + filled);
          break;
        }
        case 'retitle':
          if (step.title !== null) now.title.set(post, step.title);
          if (step.unit !== null) now.unit.set(post, step.unit);
          break;
        case 're-rank':
          now.rank.set(post, step.rank);
          break;
        case 'seats':
          if (step.seats !== null) now.seats.set(post, step.seats);
          if (step.filled !== null) now.filled.set(post, step.filled);
      }
    });
    return now;
  }

  private changed(): void {
    this.standing = null;
    for (const listener of this.listeners) listener();
  }

  /* --- as a file ----------------------------------------------------------------------------------- */

  /** A scenario as `pangkas apply --scenario` reads it: see docs/background/scenarios.md. */
  toml(comment: string): string {
    const lines = [...comment.split('\n').map((line) => `# ${line}`), '', '[scenario]', `name = ${quoted(this.name)}`];
    if (this.source) lines.push(`source = ${quoted(this.source)}`);
    const code = (post: number | null): string => quoted(post === null ? '' : this.org.codes[post]);
    for (const step of this.made) {
      lines.push('', '[[step]]', `do = "${step.do}"`, `position = ${code(step.position)}`);
      if (step.do === 'move' || (step.do === 'abolish' && step.to !== null)) lines.push(`to = ${code(step.to)}`);
      if (step.do === 'merge') lines.push(`into = ${code(step.into)}`);
      if (step.do === 'retitle') {
        if (step.title !== null) lines.push(`title = ${quoted(step.title)}`);
        if (step.unit !== null) lines.push(`unit = ${quoted(step.unit)}`);
      }
      if (step.do === 're-rank') lines.push(`rank = ${quoted(step.rank)}`);
      if (step.do === 'seats') {
        if (step.seats !== null) lines.push(`seats = ${step.seats}`);
        if (step.filled !== null) lines.push(`filled = ${step.filled}`);
      }
      lines.push(`reason = ${quoted(step.reason)}`);
      if (step.source) lines.push(`source = ${quoted(step.source)}`);
    }
    return `${lines.join('\n')}\n`;
  }
}

/** A basic string of TOML 1.0. */
export function quoted(text: string): string {
  const named: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' };
  // eslint-disable-next-line no-control-regex
  const whole = text.replace(/[\ud800-\udfff]/gu, '\ufffd'); // half a character, which no file may hold
  return `"${whole.replace(/["\\\u0000-\u001f\u007f]/g, (c) => named[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}
