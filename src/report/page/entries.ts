// SPDX-License-Identifier: BSL-1.0
/** The entries of the ledger in words. */
import { Values, unpack } from './columns';
import { CHANGES, type Authority, type Handling, type Ledger, type Numbers } from './data';
import { ABSENT, number } from './numbers';
import { matterName, type Organisation } from './organisation';
import { inLanguage } from './policy_text';
import type { Text } from './text_en';

export interface Entry {
  /** −1: a matter, not a post, or a post that is not shown. */
  post: number;
  code: string;
  title: string;
  change: (typeof CHANGES)[number];
  was: string;
  is: string;
  rule: string;
  reason: string;
  source: string;
}

export class Entries {
  readonly count: number;
  readonly post: Numbers;
  readonly change: Numbers;
  readonly rule: Numbers;
  private readonly was: Values;
  private readonly is: Values;

  constructor(
    private readonly org: Organisation,
    readonly data: Ledger,
    private readonly text: Text,
  ) {
    this.count = data.listed;
    this.post = unpack(data.post);
    this.change = unpack(data.change);
    this.rule = unpack(data.rule);
    this.was = new Values(data.was);
    this.is = new Values(data.is);
  }

  at(i: number): Entry {
    const { org, data } = this;
    const post = this.post[i];
    const change = CHANGES[this.change[i]];
    const rule = data.rules[this.rule[i]] ?? { section: '', id: '', reason: '', source: '' };
    const [was, is] = this.sides(change, this.was.at(i), this.is.at(i));
    const matter = change === 'turned-digital' ? (data.digital[this.was.at(i) ?? this.is.at(i) ?? -1]?.matter ?? '') : '';
    return {
      post,
      code: post >= 0 ? org.codes[post] : matter,
      title: post >= 0 ? org.titles.at(post) : this.matterName(matter),
      change,
      was,
      is,
      rule: rule.id,
      reason: inLanguage(rule.reason, org.report.head.lang),
      source: rule.source,
    };
  }

  private sides(change: Entry['change'], was: number | null, is: number | null): [string, string] {
    const { data, org, text } = this;
    const words = text.ledger;
    const post = (p: number | null): string => (p === null ? words.nobody : `${org.codes[p]} ${org.titles.at(p)}`.trim());
    switch (change) {
      case 'kept-exempt':
      case 'converted':
      case 're-ranked':
        return [this.state(was), this.state(is)];
      case 're-attached':
      case 'team-merged':
        return [post(was), post(is)];
      case 'added':
        return [words.notThere, this.state(is)];
      case 'split-off':
        return [words.partOf(post(was)), this.state(is)];
      case 'abolished':
      case 'merged':
        return [words.below(post(was)), change === 'merged' ? words.mergedInto(post(is)) : words.takenOverBy(post(is))];
      case 'changed': {
        const one = data.values[was ?? is ?? -1];
        if (!one) return [ABSENT, ABSENT];
        const isNumber = one.attribute === 'seats' || one.attribute === 'filled' || one.attribute === 'cost';
        const said = (value: string): string => `${words.attributes[one.attribute]}: ${value === '' ? ABSENT : isNumber ? number(Number(value)) : value}`;
        return [said(one.was), said(one.is)];
      }
      case 'line-added':
      case 'line-removed': {
        const one = data.lines[was ?? is ?? -1];
        if (!one) return [ABSENT, ABSENT];
        const line = words.lineTo(text.lineTypes[one.type], one.post === null ? one.code : post(one.post), one.role, one.matter ? this.matterName(one.matter) : '');
        return change === 'line-added' ? [ABSENT, line] : [line, ABSENT];
      }
      case 'role-added': {
        const role = is === null ? undefined : data.roles[is];
        if (!role) return [ABSENT, ABSENT];
        return [ABSENT, words.over(role.name, role.post === null ? role.code : post(role.post))];
      }
      case 'turned-digital': {
        const one = data.digital[was ?? is ?? -1];
        return one ? [this.handling(one.was), this.handling(one.is)] : [ABSENT, ABSENT];
      }
      default: {
        const one = data.authorities[was ?? is ?? -1];
        if (!one) return [ABSENT, ABSENT];
        return [one.was.matter ? this.authority(one.was) : words.nobody, one.is ? this.authority(one.is) : words.nobody];
      }
    }
  }

  private state(i: number | null): string {
    const state = i === null ? undefined : this.data.states[i];
    if (!state) return ABSENT;
    const { text } = this;
    return [state.kind ? text.kinds[state.kind] : '', state.rank, state.class].filter(Boolean).join(', ') || ABSENT;
  }

  private matterName(code: string): string {
    return matterName(this.org.report, code, this.text.ledger.allMatters);
  }

  private authority(one: Authority): string {
    const words = this.text.ledger;
    return [
      words.authorityOf(this.matterName(one.matter), one.whoever ?? one.position),
      this.text.walk.authority[one.source],
      one.limit === null ? '' : words.upTo(number(one.limit)),
      one.legal_source,
    ].filter(Boolean).join(', ');
  }

  private handling(one: Handling): string {
    const { text } = this;
    return text.ledger.handling(
      text.lengths.channels[one.channel],
      one.clerical_steps.join(', ') || text.none,
      number(one.work_minutes),
      number(one.waiting_hours),
    );
  }
}
