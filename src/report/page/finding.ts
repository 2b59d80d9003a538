// SPDX-License-Identifier: BSL-1.0
/** The finding in one sentence, what failed, and the numbers to begin with, each with how it was counted. */
import type { Findings, Measures, Report } from './data';
import { data, el, long, shorten, type Child } from './dom';
import { ruleText } from './finding_text';
import { ABSENT, brief, count, integer, number, wholePercent } from './numbers';
import { measuresOf, type Organisation } from './organisation';
import { timesOf } from './simulation';
import type { Text } from './text_en';

/** Errors that are named before all else where nothing can be measured. */
const MOST_ERRORS = 5;

/** Of the rules that failed, so many are put into words. */
const MOST_FAILED = 5;
/** From this share of positions without a place on, the data must be corrected before the figures tell anything. */
const DECIDING = 0.1;

export function sentence(report: Report, text: Text): string {
  const words = text.finding;
  const { summary } = report;
  const [before] = measuresOf(report);
  if (before.positions === 0) return words.empty;
  if (hasNoTop(report)) return words.noTop(integer(before.positions), before.positions);
  if (!('before' in summary))
    return `${words.alone(integer(summary.positions), integer(summary.layers), brief(summary.decision_path.mean_hand_offs_with_roles))}.`;
  const { shrink, after } = summary;
  const compared = report.paths.all.compared;
  const real = shrink.with_roles;
  const parts: string[] = [];
  if (shrink.formal === null || real === null || !compared) parts.push(words.notCompared);
  else {
    const [a, b] = [brief(compared.before.with_roles.mean), brief(compared.after.with_roles.mean)];
    let part = real > 0 ? words.fewer(wholePercent(real), a, b) : real < 0 ? words.more(wholePercent(-real), a, b) : words.same(a);
    const formal = shrink.formal;
    if (real !== formal)
      part += formal > 0 ? words.chartFewer(wholePercent(formal)) : formal < 0 ? words.chartMore(wholePercent(-formal)) : words.chartSame;
    parts.push(part);
  }
  const [a, b] = [before.spans.max ?? 0, after.spans.max ?? 0];
  parts.push(b > a ? words.spanGrows(integer(a), integer(b)) : b < a ? words.spanFalls(integer(a), integer(b)) : words.spanStays(integer(b)));
  const failed = report.checks?.by_rule.length ?? 0;
  parts.push(words.checks(failed, integer(failed)));
  return `${parts.join('; ')}.`;
}

/** Errors before warnings, of each the rule that is broken most often first. */
export function worstFirst(found: Findings): Findings['by_rule'] {
  const weight = { error: 0, warning: 1 };
  return [...found.by_rule].sort((a, b) => weight[a.severity] - weight[b.severity] || b.count - a.count);
}

/** What the checks that failed mean. */
export function failedChecks(report: Report, text: Text): HTMLElement | null {
  if (!report.checks || report.checks.by_rule.length === 0) return null;
  const rules = worstFirst(report.checks);
  return el('div', { class: 'failed' },
    el('p', {}, text.finding.failedAre),
    el('ul', {}, rules.slice(0, MOST_FAILED).map((rule) => el('li', { 'data-rule': rule.rule },
      el('span', { class: `severity ${rule.severity}` }, text.findings.severity[rule.severity]), ' ',
      ruleText(rule.rule, report.head.lang)?.[0] ?? rule.rule, ` (${text.findings.places(rule.count, integer(rule.count))})`))),
    rules.length > MOST_FAILED ? el('p', {}, el('a', { href: '#checks' }, text.more(integer(rules.length - MOST_FAILED)))) : null);
}

/** Whether so much of the data has no place that correcting it comes before all else. */
export function dataDecide(report: Report): boolean {
  const [{ positions, placed, external }] = measuresOf(report);
  const own = positions - (external ?? 0);
  return report.findings.errors > 0 && own > 0 && (own - placed) / own >= DECIDING;
}

/** Positions, but none below a root: nothing can be measured. */
export function hasNoTop(report: Report): boolean {
  const [{ positions, placed, external }] = measuresOf(report);
  return positions > (external ?? 0) && placed === 0;
}

/** What must be corrected before anything can be measured: the first errors in the data. */
export function toCorrect(report: Report, text: Text): HTMLElement {
  const words = text.findings;
  const errors = report.findings.list.filter((one) => one.severity === 'error').slice(0, MOST_ERRORS);
  return el('div', { class: 'to-correct' },
    el('p', {}, text.finding.correctFirst),
    el('ol', {}, errors.map((one) => {
      const known = ruleText(one.rule, report.head.lang);
      const place = [one.file, one.row === null ? null : `${words.row} ${integer(one.row)}`].filter((part) => part !== null);
      return el('li', {},
        el('span', { class: 'strong' }, known ? known[0] : one.rule),
        place.length > 0 ? [' (', data(place.join(', ')), ')'] : null, ': ',
        one.detail ? el('span', { lang: 'en' }, long(one.detail, 300)) : null,
        known ? [' ', words.todo, `: ${known[1]}.`] : null);
    })),
    report.findings.errors > errors.length ? el('p', {}, el('a', { href: '#findings' }, text.more(integer(report.findings.errors - errors.length)))) : null);
}

interface Tile {
  name: string;
  label: string;
  from: string | null;
  value: string;
  how: Child;
  link?: string;
}

export function numbersFirst(org: Organisation, text: Text): HTMLElement {
  return el('ul', { class: 'tiles' }, tiles(org, text).map((tile) =>
    el('li', { class: 'tile', 'data-figure': tile.name },
      el('p', { class: 'label' }, tile.link ? el('a', { href: tile.link }, tile.label) : tile.label),
      el('p', { class: 'value' },
        tile.from === null ? null : [el('span', { class: 'from' }, tile.from), el('span', { class: 'arrow', 'aria-label': '→', role: 'img' }, '→')],
        el('span', { class: 'now' }, tile.value)),
      el('p', { class: 'how' }, tile.how))));
}

/** A tile of one figure of both sides; without a policy of one. */
function both(sides: Measures[], figure: (side: Measures) => string): { from: string | null; value: string } {
  const values = sides.map(figure);
  return { from: values.length > 1 ? values[0] : null, value: values[values.length - 1] };
}

/** Days per decision, where they were simulated. */
function daysTile({ simulation }: Report, text: Text): Tile[] {
  if (!simulation) return [];
  const words = text.simulation;
  const sides = timesOf(simulation, text).map(([, side]) => side);
  const days = sides.map((side) => brief(side.cycle_days.mean));
  const interval = 'after' in simulation ? words.tileInterval(`${brief(simulation.difference.mean)} ± ${brief(simulation.difference.half_width)}`) : '';
  return [{
    name: 'days', label: words.tile, from: days.length > 1 ? days[0] : null, value: days[days.length - 1], link: '#simulation',
    how: words.tileHow(sides.map((side) => brief(side.wait_days.mean)).join(' → '), interval),
  }];
}

/** Hours by the times that the matters themselves give, where nothing was simulated. */
function hoursTile({ simulation }: Report, sides: Measures[], text: Text): Tile[] {
  if (simulation) return [];
  const mean = ({ decision_path: { by_matter: matters } }: Measures): number | null => {
    let volume = 0;
    let hours = 0;
    for (const one of matters ?? []) {
      if (one.elapsed_hours === null) continue;
      volume += one.volume - one.undecidable_volume;
      hours += (one.volume - one.undecidable_volume) * one.elapsed_hours;
    }
    return volume > 0 ? hours / volume : null;
  };
  if (sides.every((side) => mean(side) === null)) return [];
  const words = text.numbers;
  return [{ name: 'hours', label: words.hours, ...both(sides, (side) => brief(mean(side))), link: '#lengths', how: words.hoursHow }];
}

function busiestTile(org: Organisation, sides: Measures[], text: Text): Tile[] {
  const words = text.numbers;
  const most = sides.map((side) => side.decision_path.load?.most ?? null);
  if (most.every((one) => one === null)) return [];
  const names = most.map((one) => (one === null ? ABSENT : [data(shorten(org.nameOf(one.position), 60)), ' ', data(shorten(one.position, 40), { class: 'code' })]));
  const minutes = sides[0].decision_path.load!.working_minutes;
  return [{
    name: 'busiest', label: words.busiest, ...both(sides, (side) => brief(side.decision_path.load?.most?.full_time_posts)), link: '#load',
    how: [names.map((name, i) => [i ? ' → ' : null, name]), '. ', words.busiestHow(integer(minutes))],
  }];
}

/** Of the two highest echelons, or of the two highest ranks that decide anything. */
export function topTwo({ head, ranks }: Report, sides: Measures[]): { names: string[]; share: (side: Measures) => number } | null {
  const isEchelon = head.parameters.scheme?.name === 'indonesia';
  const groupOf = (rank: string): string => (isEchelon ? rank.split('.')[0] : rank);
  const known = ranks.filter((rank) => rank.order !== null).sort((a, b) => a.order! - b.order!);
  const deciding = new Set(sides.flatMap((side) => side.decision_path.decided_by_rank ?? []).map((one) => one.rank));
  const names = isEchelon ? ['I', 'II'] : [...new Set(known.filter((rank) => deciding.has(rank.name)).map((rank) => rank.name))].slice(0, 2);
  if (deciding.size === 0 || names.length < 2 || !known.some((rank) => names.includes(groupOf(rank.name)))) return null;
  return {
    names,
    share: (side) => (side.decision_path.decided_by_rank ?? []).filter((one) => one.rank !== null && names.includes(groupOf(one.rank))).reduce((sum, one) => sum + one.share, 0),
  };
}

function decidedTile(report: Report, sides: Measures[], text: Text): Tile[] {
  const top = topTwo(report, sides);
  if (!top) return [];
  const words = text.numbers;
  const isEchelon = report.head.parameters.scheme?.name === 'indonesia';
  return [{
    name: 'decided', label: isEchelon ? words.decidedEchelons : words.decidedRanks(top.names[0], top.names[1]), ...both(sides, (side) => wholePercent(top.share(side))), link: '#load', how: words.decidedHow,
  }];
}

/** So many layers are taken for flat. */
const FLAT = 4;

function layersTile(sides: Measures[], text: Text): Tile {
  const words = text.numbers;
  const within = ({ per_layer: layers, placed }: Measures): number | null =>
    placed === 0 ? null : layers.slice(0, FLAT).reduce((sum, each) => sum + each, 0) / placed;
  return {
    name: 'layers', label: words.layers, ...both(sides, (side) => integer(side.layers)), link: '#structure',
    how: `${words.layersHow(integer(sides[0].placed), integer(sides[0].roots), sides[0].roots)} ${words.layersWithin(integer(FLAT), sides.map((side) => wholePercent(within(side))).join(' → '))}`,
  };
}

function seatsTile({ units: { all } }: Report, text: Text): Tile {
  const words = text.numbers;
  const sides = all.after ? [all.before, all.after] : [all.before];
  const seats = sides.map((side) => brief(side.seats));
  const costs = sides.map((side) => integer(side.cost));
  return {
    name: 'seats', label: words.seats, from: seats[0] === seats[seats.length - 1] ? null : seats[0], value: seats[seats.length - 1], link: '#units',
    how: [words.seatsHow(sides[0].filled === null ? null : number(sides[0].filled)), ' ',
      sides[0].cost === null ? words.costUnknown : words.cost(costs[0] === costs[costs.length - 1] ? costs[0] : costs.join(' → '))],
  };
}

function tiles(org: Organisation, text: Text): Tile[] {
  const { report } = org;
  const words = text.numbers;
  const { summary, paths } = report;
  const [one, two] = measuresOf(report);
  const sides = two ? [one, two] : [one];
  const common = [...daysTile(report, text), ...hoursTile(report, sides, text), ...busiestTile(org, sides, text), ...decidedTile(report, sides, text), layersTile(sides, text)];
  const last = report.units.all.before.positions > 0 ? [seatsTile(report, text)] : [];
  if (!('before' in summary)) {
    const path = summary.decision_path;
    return [
      { name: 'hand-offs', label: words.handOffs, from: null, value: brief(path.mean_hand_offs_with_roles), link: '#lengths',
        how: `${words.handOffsHowAlone(integer(path.volume), paths.default_matter)} ${words.byChartAlone(brief(path.mean_hand_offs))}` },
      ...common,
      { name: 'widest-span', label: words.widest, from: null, value: number(summary.spans.max), link: '#spans', how: words.widestHow(integer(summary.spans.managers)) },
      ...last,
      { name: 'findings', label: words.data, from: null, value: integer(report.findings.errors + report.findings.warnings), link: '#findings',
        how: words.dataHow(integer(report.findings.errors), integer(report.findings.warnings)) },
    ];
  }
  const { before, after } = summary;
  const compared = paths.all.compared;
  const change = report.change;
  const checks = report.checks;
  const [a, b] = compared ? [compared.before, compared.after] : [paths.all.before, paths.all.after ?? paths.all.before];
  const selected = change ? sum([change.outcomes[1], change.outcomes[2], change.outcomes[3]]) : null;
  const kept = change ? sum([change.outcomes[2], change.outcomes[3]]) : null;
  return [
    { name: 'hand-offs', label: words.handOffs, from: brief(a.with_roles.mean), value: brief(b.with_roles.mean), link: '#lengths',
      how: [words.handOffsHow(integer(compared?.shrink.volume ?? paths.all.volume), paths.default_matter), ' ', el('span', { class: 'also' }, words.byChart(brief(a.command.mean), brief(b.command.mean)))] },
    ...common,
    { name: 'widest-span', label: words.widest, from: number(before.spans.max), value: number(after.spans.max), link: '#spans',
      how: words.widestHow(`${integer(before.spans.managers)} → ${integer(after.spans.managers)}`) },
    report.head.policy?.steps ? changesTile(report.head.policy.steps, change, text) :
    { name: 'converted', label: words.converted, from: null, value: integer(summary.converted), link: '#ledger',
      how: [words.convertedHow(count(kept), count(selected)),
        change && change.converted_holders !== null ? ` ${words.convertedHolders(number(change.converted_holders))}` : ''] },
    ...last,
    { name: 'checks', label: words.checks, from: null, value: integer(checks?.by_rule.length ?? 0), link: '#checks',
      how: checks && checks.by_rule.length ? words.checksHow(integer(checks.by_rule.reduce((n, rule) => n + rule.count, 0))) : words.checksNone },
  ];
}

/** What the steps of a scenario by hand do. */
function changesTile(steps: number, change: Report['change'], text: Text): Tile {
  const words = text.numbers;
  const outcomes = change?.outcomes ?? [];
  const said: [number | null, string][] = [
    [sum([outcomes[4], outcomes[5]]), words.ended], [sum([outcomes[6], outcomes[7]]), words.added],
    [change?.moved_total ?? 0, words.moved], [outcomes[8], words.reRanked], [outcomes[1], words.convertedOf],
  ];
  return { name: 'steps', label: words.steps, from: null, value: integer(steps), link: '#ledger',
    how: words.stepsHow(said.filter(([n]) => n !== 0).map(([n, what]) => `${count(n)} ${what}`).join(', ')) };
}

/** null as soon as one of them is withheld. */
function sum(parts: (number | null)[]): number | null {
  let total = 0;
  for (const part of parts) {
    if (part === null || part === undefined) return null;
    total += part;
  }
  return total;
}
