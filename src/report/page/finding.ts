// SPDX-License-Identifier: BSL-1.0
/** The finding in one sentence, and the four numbers with how each was counted. */
import type { Report } from './data';
import { data, el, long, type Child } from './dom';
import { ruleText } from './finding_text';
import { brief, count, integer, number, percent } from './numbers';
import { measuresOf } from './organisation';
import { timesOf } from './simulation';
import type { Text } from './text_en';

/** Errors that are named before all else where nothing can be measured. */
const MOST_ERRORS = 5;

export function sentence(report: Report, text: Text): string {
  const words = text.finding;
  const { summary } = report;
  const [before] = measuresOf(report);
  if (before.positions === 0) return words.empty;
  if (hasNoTop(report)) return words.noTop(integer(before.positions), before.positions);
  if (!('before' in summary))
    return `${words.alone(integer(summary.positions), integer(summary.layers), number(summary.decision_path.mean_hand_offs_with_roles))}.`;
  const { shrink, after } = summary;
  const parts: string[] = [];
  if (shrink.formal === null) parts.push(words.notCompared);
  else {
    const formal = shrink.formal;
    let part = formal > 0 ? words.shorter(percent(formal)) : formal < 0 ? words.longer(percent(-formal)) : words.same;
    const real = shrink.with_roles;
    if (real !== null && real !== formal)
      part += ` ${real > 0 ? words.butShorter(percent(real)) : real < 0 ? words.butLonger(percent(-real)) : words.butSame}`;
    parts.push(part);
  }
  const [a, b] = [before.spans.max ?? 0, after.spans.max ?? 0];
  parts.push(b > a ? words.spanGrows(integer(a), integer(b)) : b < a ? words.spanFalls(integer(a), integer(b)) : words.spanStays(integer(b)));
  const failed = report.checks?.by_rule.length ?? 0;
  parts.push(words.checks(failed, integer(failed)));
  return `${parts.join('; ')}.`;
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

export function fourNumbers(report: Report, text: Text): HTMLElement {
  return el('ul', { class: 'tiles' }, tiles(report, text).map((tile) =>
    el('li', { class: 'tile', 'data-figure': tile.name },
      el('p', { class: 'label' }, tile.link ? el('a', { href: tile.link }, tile.label) : tile.label),
      el('p', { class: 'value' },
        tile.from === null ? null : [el('span', { class: 'from' }, tile.from), el('span', { class: 'arrow', 'aria-label': '→', role: 'img' }, '→')],
        el('span', { class: 'now' }, tile.value)),
      el('p', { class: 'how' }, tile.how))));
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

function tiles(report: Report, text: Text): Tile[] {
  const words = text.numbers;
  const { summary, paths } = report;
  if (!('before' in summary)) {
    const path = summary.decision_path;
    return [
      { name: 'hand-offs', label: words.handOffs, from: null, value: number(path.mean_hand_offs_with_roles), link: '#lengths',
        how: `${words.handOffsHowAlone(number(path.volume), paths.default_matter)} ${words.byChartAlone(number(path.mean_hand_offs))}` },
      ...daysTile(report, text),
      { name: 'widest-span', label: words.widest, from: null, value: number(summary.spans.max), link: '#spans', how: words.widestHow(integer(summary.spans.managers)) },
      { name: 'layers', label: words.layers, from: null, value: integer(summary.layers), link: '#structure', how: words.layersHow(integer(summary.placed), integer(summary.roots), summary.roots) },
      { name: 'findings', label: words.data, from: null, value: integer(summary.findings.error + summary.findings.warning), link: '#findings',
        how: words.dataHow(integer(summary.findings.error), integer(summary.findings.warning)) },
    ];
  }
  const { before, after } = summary;
  const compared = paths.all.compared;
  const change = report.change;
  const checks = report.checks;
  const [a, b] = compared
    ? [compared.before, compared.after].map((side) => side)
    : [paths.all.before, paths.all.after ?? paths.all.before];
  const selected = change ? sum([change.outcomes[1], change.outcomes[2], change.outcomes[3]]) : null;
  const kept = change ? sum([change.outcomes[2], change.outcomes[3]]) : null;
  return [
    { name: 'hand-offs', label: words.handOffs, from: number(a.with_roles.mean), value: number(b.with_roles.mean), link: '#lengths',
      how: [words.handOffsHow(number(compared?.shrink.volume ?? paths.all.volume), paths.default_matter), ' ', el('span', { class: 'also' }, words.byChart(number(a.command.mean), number(b.command.mean)))] },
    ...daysTile(report, text),
    { name: 'widest-span', label: words.widest, from: number(before.spans.max), value: number(after.spans.max), link: '#spans',
      how: words.widestHow(`${integer(before.spans.managers)} → ${integer(after.spans.managers)}`) },
    { name: 'converted', label: words.converted, from: null, value: integer(summary.converted), link: '#ledger',
      how: [words.convertedHow(count(kept), count(selected)),
        change && change.converted_holders !== null ? ` ${words.convertedHolders(number(change.converted_holders))}` : ''] },
    { name: 'checks', label: words.checks, from: null, value: integer(checks?.by_rule.length ?? 0), link: '#checks',
      how: checks && checks.by_rule.length ? words.checksHow(integer(checks.by_rule.reduce((n, rule) => n + rule.count, 0))) : words.checksNone },
  ];
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
