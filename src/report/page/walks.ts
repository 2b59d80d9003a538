// SPDX-License-Identifier: BSL-1.0
/** The decision paths of the data, unpacked. */
import { firstNot } from './bound';
import { Values, unpack } from './columns';
import { ACTS, LINES, STEPS, UNDECIDABLE, type Authority, type Numbers, type Walks, type WalkSide } from './data';

export interface Step {
  post: number;
  role: (typeof STEPS)[number];
  line: (typeof LINES)[number] | null;
  actsFor: number | null;
  passedOver: number;
  /** What an order says that the post does; null: none names it. */
  act: (typeof ACTS)[number] | null;
  after: boolean;
  /** Steps of one number, one after the other, run beside each other; 0: on its own. */
  together: number;
}

export interface Walk {
  /** null: undecidable, for this reason. */
  lengths: { command: number; withRoles: number; withCoordination: number } | null;
  reason: (typeof UNDECIDABLE)[number] | null;
  /** Of work and waiting until the decision; null: nothing says how long a step takes. */
  hours: number | null;
  /** Whether the matter allows less. */
  late: boolean;
  authority: Authority | null;
  steps: Step[];
}

class WalksOfSide {
  private readonly handOffs: Values;
  readonly withRoles: Values;
  private readonly withCoordination: Values;
  private readonly hours: Values | null;
  private readonly late: Numbers | null;
  private readonly reason: Values;
  private readonly authority: Values;
  private readonly begin: Numbers;
  private readonly post: Numbers;
  private readonly role: Numbers;
  private readonly line: Values;
  private readonly actsFor: Values;
  private readonly passedOver: Numbers;
  private readonly act: Values | null;
  private readonly after: Numbers | null;
  private readonly together: Numbers | null;

  constructor(private readonly data: WalkSide) {
    this.handOffs = new Values(data.hand_offs);
    this.withRoles = new Values(data.with_roles);
    this.withCoordination = new Values(data.with_coordination);
    this.hours = data.hours ? new Values(data.hours) : null;
    this.late = data.late ? unpack(data.late) : null;
    this.reason = new Values(data.reason);
    this.authority = new Values(data.authority);
    this.begin = unpack(data.steps_begin);
    this.post = unpack(data.post);
    this.role = unpack(data.role);
    this.line = new Values(data.line);
    this.actsFor = new Values(data.acts_for);
    this.passedOver = unpack(data.passed_over);
    this.act = data.act ? new Values(data.act) : null;
    this.after = data.after ? unpack(data.after) : null;
    this.together = data.together ? unpack(data.together) : null;
  }

  at(pair: number): Walk {
    const command = this.handOffs.at(pair);
    const reason = this.reason.at(pair);
    const authority = this.authority.at(pair);
    const steps: Step[] = [];
    for (let s = this.begin[pair]; s < this.begin[pair + 1]; ++s) {
      const line = this.line.at(s);
      const act = this.act?.at(s) ?? null;
      steps.push({
        post: this.post[s],
        role: STEPS[this.role[s]],
        line: line === null ? null : LINES[line],
        actsFor: this.actsFor.at(s),
        passedOver: this.passedOver[s],
        act: act === null ? null : ACTS[act],
        after: this.after?.[s] === 1,
        together: this.together?.[s] ?? 0,
      });
    }
    return {
      lengths:
        command === null
          ? null
          : {
              command,
              withRoles: this.withRoles.at(pair) ?? command,
              withCoordination: this.withCoordination.at(pair) ?? command,
            },
      reason: reason === null ? null : UNDECIDABLE[reason],
      hours: this.hours?.at(pair) ?? null,
      late: this.late?.[pair] === 1,
      authority: authority === null ? null : (this.data.authorities[authority] ?? null),
      steps,
    };
  }
}

/** The steps in the order in which they are taken; what is taken side by side is one entry. */
export function stages(steps: readonly Step[]): Step[][] {
  const result: Step[][] = [];
  steps.forEach((step, k) => {
    if (step.together > 0 && step.together === steps[k - 1]?.together) result[result.length - 1].push(step);
    else result.push([step]);
  });
  return result;
}

/**
 * Whether the matter leaves the line of its originator for a step. Steps of roles and coordination
 * hang on the line, and say so themselves.
 */
export function isBeside(step: Step, line: ReadonlySet<number>): boolean {
  return step.role !== 'role-step' && step.role !== 'coordination' && !line.has(step.actsFor ?? step.post);
}

export class AllWalks {
  readonly count: number;
  readonly matter: Numbers;
  readonly originator: Numbers;
  readonly sides: WalksOfSide[];

  constructor(readonly data: Walks) {
    this.matter = unpack(data.matter);
    this.originator = unpack(data.originator);
    this.count = data.listed;
    this.sides = [data.before, ...(data.after ? [data.after] : [])].map((side) => new WalksOfSide(side));
  }

  /** First pair of a matter, and the one after its last. */
  of(matter: number): [number, number] {
    const from = this.firstAtLeast(matter);
    return [from, this.firstAtLeast(matter + 1)];
  }

  private firstAtLeast(matter: number): number {
    return firstNot(0, this.count, (i) => this.matter[i] < matter);
  }

  /** Of the pairs from … to − 1, the first one with the largest value; null if none has any. */
  most(from: number, to: number, value: (before: number | null, after: number | null, matter: number) => number | null): number | null {
    let best: number | null = null;
    let largest = -Infinity;
    for (let i = from; i < to; ++i) {
      const x = value(this.sides[0].withRoles.at(i), this.sides[1]?.withRoles.at(i) ?? null, this.matter[i]);
      if (x !== null && x > largest) {
        largest = x;
        best = i;
      }
    }
    return best;
  }
}
