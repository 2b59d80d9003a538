// SPDX-License-Identifier: BSL-1.0
/** The decision paths of the data, unpacked. */
import { firstNot } from './bound';
import { Values, unpack } from './columns';
import { LINES, STEPS, UNDECIDABLE, type Authority, type Numbers, type Walks, type WalkSide } from './data';

export interface Step {
  post: number;
  role: (typeof STEPS)[number];
  line: (typeof LINES)[number] | null;
  actsFor: number | null;
  passedOver: number;
}

export interface Walk {
  /** null: undecidable, for this reason. */
  lengths: { command: number; withRoles: number; withCoordination: number } | null;
  reason: (typeof UNDECIDABLE)[number] | null;
  authority: Authority | null;
  steps: Step[];
}

class WalksOfSide {
  private readonly handOffs: Values;
  readonly withRoles: Values;
  private readonly withCoordination: Values;
  private readonly reason: Values;
  private readonly authority: Values;
  private readonly begin: Numbers;
  private readonly post: Numbers;
  private readonly role: Numbers;
  private readonly line: Values;
  private readonly actsFor: Values;
  private readonly passedOver: Numbers;

  constructor(private readonly data: WalkSide) {
    this.handOffs = new Values(data.hand_offs);
    this.withRoles = new Values(data.with_roles);
    this.withCoordination = new Values(data.with_coordination);
    this.reason = new Values(data.reason);
    this.authority = new Values(data.authority);
    this.begin = unpack(data.steps_begin);
    this.post = unpack(data.post);
    this.role = unpack(data.role);
    this.line = new Values(data.line);
    this.actsFor = new Values(data.acts_for);
    this.passedOver = unpack(data.passed_over);
  }

  at(pair: number): Walk {
    const command = this.handOffs.at(pair);
    const reason = this.reason.at(pair);
    const authority = this.authority.at(pair);
    const steps: Step[] = [];
    for (let s = this.begin[pair]; s < this.begin[pair + 1]; ++s) {
      const line = this.line.at(s);
      steps.push({
        post: this.post[s],
        role: STEPS[this.role[s]],
        line: line === null ? null : LINES[line],
        actsFor: this.actsFor.at(s),
        passedOver: this.passedOver[s],
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
      authority: authority === null ? null : (this.data.authorities[authority] ?? null),
      steps,
    };
  }
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
  most(from: number, to: number, value: (before: number | null, after: number | null) => number | null): number | null {
    let best: number | null = null;
    let largest = -Infinity;
    for (let i = from; i < to; ++i) {
      const x = value(this.sides[0].withRoles.at(i), this.sides[1]?.withRoles.at(i) ?? null);
      if (x !== null && x > largest) {
        largest = x;
        best = i;
      }
    }
    return best;
  }
}
