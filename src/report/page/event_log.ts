// SPDX-License-Identifier: BSL-1.0
/** What really happened: the observed path over the chart, who hands over to whom, how long cases took. */
import type { HandOver, LogFound } from './data';
import { data, el, shorten, type Child } from './dom';
import { figure, type Figure } from './figure';
import { ABSENT, brief, integer, number, percent, wholePercent } from './numbers';
import { matterName, type Organisation } from './organisation';
import { cumulative } from './simulation';
import type { Store } from './state';
import { table } from './table';
import type { Text } from './text_en';

/** Positions that the picture shows, those with most hand-overs, and their superiors. */
const DRAWN = 40;
const UNITS = 12;
const MATTERS = 4;

export function eventLog(found: LogFound, org: Organisation, store: Store, text: Text): { element: HTMLElement; figures: Figure[] } {
  const words = text.log;
  const { log, chart } = found;
  const element = el('div', {}, el('p', { class: 'strong', 'data-figure': 'log' }, chart.compared
    ? words.compared(integer(chart.compared), wholePercent(chart.exact), brief(chart.matters!.reduce((sum, one) => sum + one.compared * one.observed_hand_offs, 0) / chart.compared), brief(chart.matters!.reduce((sum, one) => sum + one.compared * one.predicted_hand_offs, 0) / chart.compared))
    : words.alone(integer(log.cases), brief(log.hand_overs.mean))), el('p', {}, words.note));

  const day = (instant: string | null): string => (instant === null ? ABSENT : instant.slice(0, 10));
  const spread = (of: { mean: number; median: number; p90: number; max: number } | null): string =>
    of === null ? ABSENT : [of.mean, of.median, of.p90, of.max].map(brief).join(' · ');
  const rows: [string, Child][] = [
    [words.cases, integer(log.cases)],
    [words.events, `${integer(log.events)}, ${day(log.first)} – ${day(log.last)}`],
    [words.handOvers, spread(log.hand_overs)],
    [words.cycle, spread(log.cycle_days)],
    [words.returned, integer(log.return_cases)],
    [words.mapped, `${percent(chart.mapped_events)}; ${words.external}: ${percent(chart.external_events)}`],
    [words.neverSeen, integer(chart.never_seen)],
  ];
  element.append(table(words.figures, [
    { head: text.aspect, cell: (row: [string, Child]) => row[0] },
    { head: text.evidence.value, cell: (row: [string, Child]) => row[1] },
  ], rows));

  const figures = [overChart(found, org, store, text)];
  element.append(figures[0].element, byUnit(found, text));
  if (log.cycles.length > 0) {
    const lines = log.cycles.slice(0, MATTERS + 1).map((one): [string, number[]] =>
      [one.matter === null ? text.lengths.allMatters : shorten(matterName(org.report, one.matter, text.lengths.allMatters), 60), one.quantiles]);
    // One matter says no more than all of them.
    const times = cumulative(lines.length === 2 ? lines.slice(0, 1) : lines, words.days, {
      name: 'cycle-times',
      title: words.cycles,
      sentence: () => words.cyclesSentence(brief(log.cycle_days?.median), brief(log.cycle_days?.p90)),
      note: words.cyclesNote,
    }, store, text);
    figures.push(times);
    element.append(times.element);
  }
  if (chart.matters && chart.compared) element.append(el('h3', {}, words.besideChart), matters(found, org, text));
  if (chart.traffic && chart.compared) {
    const { gaps, rank_correlation: correlation } = chart.traffic;
    element.append(el('h3', {}, words.traffic), el('p', {}, words.trafficNote(number(correlation))), table(words.traffic, [
      { head: words.position, cell: (gap: (typeof gaps)[number]) => position(gap.position, org) },
      { head: words.observed, cell: (gap: (typeof gaps)[number]) => percent(gap.observed), number: true },
      { head: words.predicted, cell: (gap: (typeof gaps)[number]) => percent(gap.predicted), number: true },
    ], gaps));
  }
  return { element, figures };
}

function position(code: string, org: Organisation): Child {
  return [data(shorten(org.nameOf(code), 120)), ' ', data(shorten(code, 40), { class: 'code' })];
}

function matters({ chart }: LogFound, org: Organisation, text: Text): HTMLElement {
  const words = text.log;
  const all = chart.matters!.filter((one) => one.compared > 0);
  type Matter = (typeof all)[number];
  return table(words.besideChart, [
    { head: text.lengths.matter, cell: (one: Matter) => data(shorten(matterName(org.report, one.matter, text.lengths.allMatters), 120)) },
    { head: words.casesShort, cell: (one: Matter) => integer(one.compared), number: true },
    { head: words.exact, cell: (one: Matter) => percent(one.exact), number: true },
    { head: words.shorter, cell: (one: Matter) => percent(one.shorter), number: true },
    { head: words.longer, cell: (one: Matter) => percent(one.longer), number: true },
    { head: words.observedHandOffs, cell: (one: Matter) => number(one.observed_hand_offs), number: true },
    { head: words.predictedHandOffs, cell: (one: Matter) => number(one.predicted_hand_offs), number: true },
    { head: words.decidedAbove, cell: (one: Matter) => integer(one.decided.above), number: true },
    { head: words.decidedBelow, cell: (one: Matter) => integer(one.decided.below + one.decided.beside), number: true },
    { head: words.withRight, cell: (one: Matter) => percent(one.authority.fitness), number: true },
    { head: words.deadRights, cell: (one: Matter) => (one.authority.dead.length === 0 ? ABSENT : data(shorten(one.authority.dead.join(', '), 120), { class: 'code' })) },
  ], all);
}

/** Hand-overs as arrows over the lines of the chart: the wider the more, along a line or past it. */
function overChart({ chart }: LogFound, org: Organisation, store: Store, text: Text): Figure {
  const words = text.log;
  const { superior, children, begin } = org.before.trees;
  const known: (HandOver & { a: number; b: number })[] = [];
  for (const pair of chart.between_positions.pairs) {
    const [a, b] = [pair.from, pair.to].map((code) => (code === null ? null : org.find(code)));
    if (a !== null && b !== null) known.push({ ...pair, a, b });
  }
  const traffic = new Map<number, number>();
  for (const { a, b, hand_overs } of known) for (const post of [a, b]) traffic.set(post, (traffic.get(post) ?? 0) + hand_overs);
  const busiest = [...traffic.keys()].sort((a, b) => traffic.get(b)! - traffic.get(a)! || a - b).slice(0, DRAWN);
  const drawn = new Set<number>();
  for (const post of busiest) for (let p = post; p >= 0 && !drawn.has(p); p = superior[p]) drawn.add(p);
  const arrows = known.filter(({ a, b }) => drawn.has(a) && drawn.has(b));
  const isLine = ({ a, b }: { a: number; b: number }): boolean => superior[a] === b || superior[b] === a;
  const total = known.reduce((sum, one) => sum + one.hand_overs, 0);
  const along = known.filter(isLine).reduce((sum, one) => sum + one.hand_overs, 0);
  const most = Math.max(1, ...arrows.map((one) => one.hand_overs));

  // Who has no subordinates in the picture stands on a place of its own; a superior in the middle above.
  const across = new Map<number, number>();
  let places = 0;
  const depths = [...drawn].map((post) => org.before.trees.depth[post]);
  const place = (top: number): void => {
    const stack: [number, boolean][] = [[top, false]];
    while (stack.length > 0) {
      const [post, isDone] = stack.pop()!;
      const below = [...children.subarray(begin[post], begin[post + 1])].filter((child) => drawn.has(child));
      if (below.length === 0) across.set(post, places++);
      else if (isDone) across.set(post, (across.get(below[0])! + across.get(below[below.length - 1])!) / 2);
      else {
        stack.push([post, true]);
        for (let i = below.length - 1; i >= 0; --i) stack.push([below[i], false]);
      }
    }
  };
  for (const post of [...drawn].sort((a, b) => a - b)) if (superior[post] < 0) place(post);
  const layers = Math.max(1, ...depths.map((depth) => depth + 1));
  const name = (pair: HandOver & { a: number; b: number }): string => `${org.name(pair.a)} → ${org.name(pair.b)}`;
  const shown = arrows.slice(0, 200);
  return figure(store, text, {
    name: 'observed-path',
    title: words.overChart,
    sentence: () => (total === 0 ? words.noHandOvers : words.overChartSentence(integer(total), wholePercent(along / total))),
    note: words.overChartNote,
    height: () => Math.min(640, 110 * layers + 40),
    option: (colours, width) => {
      const each = width / Math.max(1, places);
      const label = Math.max(36, Math.min(170, each - 8));
      return {
        series: [{
          type: 'graph', layout: 'none', coordinateSystem: null, left: label / 2 + 4, right: label / 2 + 4, top: 24, bottom: 44, roam: false, silent: false,
          edgeSymbol: ['none', 'arrow'], edgeSymbolSize: 9, tooltip: { show: true },
          data: [...drawn].map((post) => ({
            id: String(post), name: org.name(post), x: (across.get(post) ?? 0) * 100, y: org.before.trees.depth[post] * 100,
            symbol: 'rect', symbolSize: [14, 10], itemStyle: { color: colours.structural[0] },
            label: { show: true, position: 'bottom', color: colours.ink, fontSize: 11, width: label, overflow: 'break', formatter: () => shorten(each > 60 ? org.name(post) : org.codes[post], 44) },
            tooltip: { formatter: () => `${org.name(post)} (${org.codes[post]}): ${integer(traffic.get(post) ?? 0)}` },
          })),
          edges: [
            ...[...drawn].filter((post) => superior[post] >= 0).map((post) => ({
              source: String(superior[post]), target: String(post), symbol: ['none', 'none'], tooltip: { show: false },
              lineStyle: { color: colours.before, width: 1, curveness: 0 },
            })),
            ...shown.map((pair) => ({
              source: String(pair.a), target: String(pair.b),
              lineStyle: { color: isLine(pair) ? colours.after : colours.roles, type: isLine(pair) ? 'solid' : 'dashed', width: 1.2 + 5 * (pair.hand_overs / most), curveness: 0.22, opacity: 0.9 },
              tooltip: { formatter: () => `${name(pair)}: ${integer(pair.hand_overs)}` },
            })),
          ],
        }],
      };
    },
    values: () => shown.map((pair) => `${name(pair)}: ${integer(pair.hand_overs)}`),
    table: () => table(words.overChart, [
      { head: words.from, cell: (pair: HandOver) => (pair.from === null ? ABSENT : position(pair.from, org)) },
      { head: words.to, cell: (pair: HandOver) => (pair.to === null ? ABSENT : position(pair.to, org)) },
      { head: words.count, cell: (pair: HandOver) => integer(pair.hand_overs), number: true },
      { head: words.casesShort, cell: (pair: HandOver) => integer(pair.cases), number: true },
    ], chart.between_positions.pairs.slice(0, 200)),
  });
}

/** Rows hand over, columns receive; the darker the more. */
function byUnit({ chart }: LogFound, text: Text): HTMLElement {
  const words = text.log;
  const { pairs } = chart.between_units;
  const result = el('div', { class: 'by-unit-log' }, el('h3', {}, words.byUnit));
  if (pairs.length === 0) {
    result.append(el('p', {}, words.noUnits));
    return result;
  }
  const traffic = new Map<string | null, number>();
  for (const pair of pairs) for (const unit of [pair.from, pair.to]) traffic.set(unit, (traffic.get(unit) ?? 0) + pair.hand_overs);
  const units = [...traffic.keys()].sort((a, b) => traffic.get(b)! - traffic.get(a)!).slice(0, UNITS);
  const counts = new Map(pairs.map((pair) => [JSON.stringify([pair.from, pair.to]), pair.hand_overs]));
  const count = (from: string | null, to: string | null): number => counts.get(JSON.stringify([from, to])) ?? 0;
  const most = Math.max(...pairs.map((pair) => pair.hand_overs));
  const top = pairs[0];
  const name = (unit: string | null): string => (unit === null || unit === '' ? words.noUnit : shorten(unit, 60));
  result.append(
    el('p', { class: 'sentence' }, words.byUnitSentence(integer(pairs.reduce((sum, pair) => sum + pair.hand_overs, 0))), ' ', data(name(top.from)), ' → ', data(name(top.to)), ` (${integer(top.hand_overs)}).`),
    el('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': words.byUnit },
      el('table', { class: 'matrix' },
        el('caption', { class: 'unseen' }, words.byUnit),
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, words.fromTo), units.map((unit) => el('th', { scope: 'col', class: 'number' }, data(name(unit)))))),
        el('tbody', {}, units.map((from) => el('tr', {}, el('th', { scope: 'row' }, data(name(from))), units.map((to) => {
          const n = count(from, to);
          const cell = el('td', { class: 'number' }, from === to ? ABSENT : n === 0 ? '' : integer(n));
          if (n > 0) cell.style.setProperty('--share', String(Math.round(8 + 34 * (n / most))));
          return cell;
        })))))),
    traffic.size > units.length ? el('p', { class: 'note' }, words.unitsShown(integer(units.length), integer(traffic.size))) : '',
    chart.between_units.left_out > 0 ? el('p', { class: 'note' }, words.pairsLeftOut(integer(chart.between_units.left_out))) : '');
  return result;
}
