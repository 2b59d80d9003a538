// SPDX-License-Identifier: BSL-1.0
/** Decisions in time: days before and after, the busiest posts, and how much may move up. */
import type { BreakEven, Simulation, Station, TimesChange, TimesSide } from './data';
import { data, el, shorten, type Child } from './dom';
import { axis, figure, hatched, type Figure } from './figure';
import { ABSENT, brief, integer, number, percent, wholePercent } from './numbers';
import type { Organisation } from './organisation';
import type { Store } from './state';
import { table } from './table';
import type { Text } from './text_en';

const BUSIEST = 10;
const RECEIVERS = 20;
/** Up to here a change is none that anybody would name; as in times_before_after::in_words(). */
const SAME = 0.0005;

/** The sides with their names; one without a policy. */
export function timesOf(found: Simulation, text: Text): [string, TimesSide][] {
  return 'after' in found ? [[text.before, found.before], [text.after, found.after]] : [[text.asIs, found]];
}

/** Whether the difference is larger than its interval. */
export function isClear({ difference }: TimesChange): boolean {
  return Math.abs(difference.mean) > (difference.half_width ?? 0);
}

/** What becomes of paths and of time, in one sentence; another where they have opposite signs. */
export function pathAndTime(found: TimesChange, text: Text): string {
  const words = text.simulation;
  const { before, after } = found;
  const by = (from: number, to: number): number => (from > 0 ? to / from - 1 : 0);
  const path = by(before.hand_offs, after.hand_offs);
  const time = by(before.cycle_days.mean, after.cycle_days.mean);
  const paths = Math.abs(path) < SAME ? words.pathsSame : path < 0 ? words.pathsShorter(wholePercent(-path)) : words.pathsLonger(wholePercent(path));
  const times = !isClear(found) ? words.timeUnclear : Math.abs(time) < SAME ? words.timeSame : time < 0 ? words.timeFaster(wholePercent(-time)) : words.timeSlower(wholePercent(time));
  const days = words.fromTo(brief(before.cycle_days.mean), brief(after.cycle_days.mean));
  return `${paths}${found.path_and_time_disagree ? words.but : words.and}${times}: ${days}.${found.path_and_time_disagree ? ` ${words.misleading}` : ''}`;
}

export function simulation(found: Simulation, org: Organisation, store: Store, text: Text): { element: HTMLElement; figures: Figure[] } {
  const words = text.simulation;
  const sides = timesOf(found, text);
  const change = 'after' in found ? found : null;
  const now = sides[sides.length - 1][1];
  const element = el('div', {});
  if (change) element.append(el('p', { class: 'strong', 'data-figure': 'path-and-time' }, pathAndTime(change, text)));
  element.append(el('p', {}, words.note));
  const overloaded = now.stations.filter((station) => station.load >= 1);
  if (overloaded.length > 0)
    element.append(el('p', { class: 'notice' }, words.overload(overloaded.length, integer(overloaded.length)), ' ',
      overloaded.slice(0, 3).map((station, i) => [i ? '; ' : '', data(shorten(org.nameOf(station.code), 80)), ' ', data(station.code, { class: 'code' }), ` ${wholePercent(station.load)}`]),
      overloaded.length > 3 ? ' …' : '.'));
  if (!now.steady) element.append(el('p', { class: 'notice' }, words.unsteady));

  const days = (interval: { mean: number; half_width: number | null }): string =>
    interval.half_width === null ? brief(interval.mean) : `${brief(interval.mean)} ± ${brief(interval.half_width)}`;
  const rows: [string, string, (side: TimesSide) => string][] = [
    ['cycle', words.days, (side) => days(side.cycle_days)],
    ['p50', words.p50, (side) => brief(side.cycle_days.p50)],
    ['p90', words.p90, (side) => brief(side.cycle_days.p90)],
    ['p95', words.p95, (side) => brief(side.cycle_days.p95)],
    ['wait', words.waiting, (side) => brief(side.wait_days.mean)],
    ['work', words.work, (side) => brief(side.work_days.mean)],
    ['delay', words.delays, (side) => brief(side.delay_days.mean)],
    ['theory', words.theory, (side) => (side.theory.cycle_days === null ? ABSENT : brief(side.theory.cycle_days))],
    ['hand-offs', words.handOffs, (side) => number(side.hand_offs)],
    ['open', words.open, (side) => integer(side.open_at_the_end)],
    ['undecidable', words.undecidable, (side) => number(side.undecidable_volume)],
  ];
  element.append(table(words.figures, [
    { head: text.aspect, cell: (row: (typeof rows)[number]) => row[1] },
    ...sides.map(([name, side]) => ({ head: name, cell: (row: (typeof rows)[number]) => el('span', { 'data-figure': row[0] }, row[2](side)), number: true })),
  ], rows));
  if (change) element.append(el('p', { class: 'note' }, words.difference(days(change.difference))));

  const figures = [distribution(sides, store, text), busiest(sides, org, store, text)];
  if (change && change.break_even.length > 0) {
    figures.push(breakEven(change.break_even, 'authority', org, store, text));
    if (change.moved_work > 0) figures.push(breakEven(change.break_even, 'work', org, store, text));
  }
  element.append(...figures.map((one) => one.element),
    el('p', { class: 'note' }, words.method(integer(found.replications), number(found.horizon_days), number(found.warm_up_days), number(found.working_day_hours), String(found.seed))));
  return { element, figures };
}

/** Which share of the matters is decided within how many days. */
export function cumulative(lines: [string, number[]][], unit: string, more: { name: string; title: string; sentence: () => Child; note?: string }, store: Store, text: Text): Figure {
  const words = text.simulation;
  const all = lines.flatMap(([, quantiles]) => quantiles);
  // Days of many sizes stand on a scale of factors; where some take no time at all there is none.
  const isWide = Math.min(...all) > 0 && Math.max(...all) > 30 * Math.min(...all);
  const share = (i: number): number => 0.05 * (i + 1);
  return figure(store, text, {
    ...more,
    height: () => 280,
    option: (colours, width) => {
      const fills = lines.length === 1 ? [colours.after] : [colours.before, colours.after, colours.roles, colours.accent, colours.soft];
      return {
        grid: { left: 12, right: 24, top: width < 560 ? 20 + 22 * lines.length : 40, bottom: 30, containLabel: true },
        legend: lines.length > 1 ? { top: 0, left: 0, itemWidth: 22, itemHeight: 12, textStyle: { color: colours.ink, fontSize: 12, width: Math.max(120, width - 60), overflow: 'truncate' } } : undefined,
        xAxis: { type: isWide ? 'log' : 'value', min: isWide ? 'dataMin' : 0, max: 'dataMax', name: unit, nameLocation: 'middle', nameGap: 28, ...axis(colours), axisLabel: { color: colours.soft, fontSize: 12, hideOverlap: true, formatter: brief } },
        yAxis: { type: 'value', min: 0, max: 1, ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.soft, formatter: wholePercent } },
        series: lines.map(([name, quantiles], i) => ({
          name, type: 'line', symbol: ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle'][i % 5], symbolSize: 6,
          lineStyle: { width: 2.5, color: fills[i % 5], type: i % 2 ? 'dashed' : 'solid' }, itemStyle: { color: fills[i % 5] },
          data: quantiles.map((days, q) => [days, share(q)]),
        })),
      };
    },
    values: () => lines[0][1].map((_, q) => `${wholePercent(share(q))}: ${lines.map(([name, quantiles]) => `${name} ${brief(quantiles[q])}`).join(', ')}`),
    value: (i) => ({ seriesIndex: lines.length - 1, dataIndex: i }),
    table: () => table(more.title, [
      { head: words.share, cell: (q: number) => wholePercent(share(q)) },
      ...lines.map(([name, quantiles]) => ({ head: name, cell: (q: number) => number(quantiles[q]), number: true })),
    ], lines[0][1].map((_, q) => q)),
  });
}

function distribution(sides: [string, TimesSide][], store: Store, text: Text): Figure {
  const words = text.simulation;
  const both = (of: (side: TimesSide) => number): string => sides.map(([, side]) => brief(of(side))).join(' → ');
  return cumulative(sides.map(([name, side]) => [name, side.cycle_days.quantiles]), words.workingDays, {
    name: 'days',
    title: words.distribution,
    sentence: () => words.distributionSentence(both((side) => side.cycle_days.p50), both((side) => side.cycle_days.p90)),
  }, store, text);
}

function busiest(sides: [string, TimesSide][], org: Organisation, store: Store, text: Text): Figure {
  const words = text.simulation;
  const [now, was] = [sides[sides.length - 1][1], sides.length > 1 ? sides[0][1] : null];
  const before = new Map(was?.stations.map((station) => [station.code, station]));
  const shown = now.stations.slice(0, BUSIEST);
  const load = (station: Station | undefined): number | null => station?.load ?? null;
  const top = shown[0];
  return figure(store, text, {
    name: 'busiest',
    title: words.busiest,
    sentence: () => {
      if (!top) return words.nobodyWorks;
      const first = was?.stations[0];
      const named = (station: Station): Child => [data(shorten(org.nameOf(station.code), 80)), ' ', data(station.code, { class: 'code' }), ` (${wholePercent(station.load)})`];
      return [words.busiestIs, ' ', first ? [named(first), ' → '] : null, named(top), '.'];
    },
    note: words.loadNote,
    height: () => shown.length * (was ? 42 : 30) + 80,
    option: (colours, width) => ({
      grid: { left: 8, right: 56, top: was ? 36 : 12, bottom: 26, containLabel: true },
      legend: was ? { top: 0, left: 0, itemWidth: 14, itemHeight: 12, textStyle: { color: colours.ink, fontSize: 12 } } : undefined,
      yAxis: { type: 'category', inverse: true, data: shown.map((station) => shorten(org.nameOf(station.code), 60)), ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.ink, fontSize: 12, width: width < 500 ? 96 : 210, overflow: 'truncate', interval: 0 } },
      xAxis: { type: 'value', min: 0, ...axis(colours), axisLabel: { color: colours.soft, formatter: wholePercent, hideOverlap: true } },
      series: sides.map(([name], i) => ({
        name, type: 'bar', barGap: '12%', barCategoryGap: '34%',
        data: shown.map((station) => (was && i === 0 ? load(before.get(station.code)) : station.load)),
        itemStyle: { color: was && i === 0 ? colours.before : colours.after },
        label: { show: true, position: 'right', color: colours.ink, fontSize: 11, formatter: (of: { value: number | null }) => wholePercent(of.value) },
        markLine: i === 0 ? { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colours.accent, type: 'dashed', width: 1.5 }, data: [{ xAxis: 1 }] } : undefined,
      })),
    }),
    values: () => shown.map((station) => `${org.nameOf(station.code)}: ${was ? `${wholePercent(load(before.get(station.code)))} → ` : ''}${wholePercent(station.load)}`),
    value: (i) => ({ seriesIndex: sides.length - 1, dataIndex: i }),
    table: () => table(words.busiest, [
      { head: words.post, cell: (station: Station) => [data(shorten(org.nameOf(station.code), 120)), ' ', data(shorten(station.code, 40), { class: 'code' })] },
      { head: words.seats, cell: (station: Station) => number(station.seats), number: true },
      ...(was ? [{ head: words.loadBefore, cell: (station: Station) => percent(load(before.get(station.code))), number: true }] : []),
      { head: was ? words.loadAfter : words.load, cell: (station: Station) => percent(station.load), number: true },
      { head: words.wait, cell: (station: Station) => brief(station.wait_days), number: true },
      { head: words.queue, cell: (station: Station) => brief(station.queue), number: true },
    ], shown),
  });
}

/** Posts of one receiver share an answer, so each receiver stands once. */
function breakEven(posts: BreakEven[], of: 'authority' | 'work', org: Organisation, store: Store, text: Text): Figure {
  const words = text.simulation;
  const limit = (post: BreakEven): number | null => (of === 'work' ? post.alpha : post.q);
  const here = (post: BreakEven): number => (of === 'work' ? post.here_alpha : post.here);
  const isSlower = (post: BreakEven): boolean => limit(post) !== null && here(post) > limit(post)!;
  const most = new Map<string, BreakEven>();
  for (const post of posts) {
    const known = most.get(post.receiver);
    if (!known || here(post) - (limit(post) ?? 1) > here(known) - (limit(known) ?? 1)) most.set(post.receiver, post);
  }
  const receivers = [...most.values()].sort((a, b) => here(b) - (limit(b) ?? 1) - (here(a) - (limit(a) ?? 1)));
  const shown = receivers.slice(0, RECEIVERS);
  const beyond = receivers.filter(isSlower).length;
  const allowed = (post: BreakEven): string => (limit(post) === null ? (post.alpha === null ? ABSENT : words.any) : percent(limit(post)));
  return figure(store, text, {
    name: of === 'work' ? 'break-even-work' : 'break-even',
    title: of === 'work' ? words.breakEvenWork : words.breakEven,
    sentence: () => words.breakEvenSentence(integer(beyond), integer(receivers.length)),
    note: of === 'work' ? words.breakEvenWorkNote : words.breakEvenNote,
    height: () => shown.length * 42 + 80,
    option: (colours, width) => ({
      grid: { left: 8, right: 56, top: width < 560 ? 60 : 36, bottom: 26, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 12, textStyle: { color: colours.ink, fontSize: 12 } },
      yAxis: { type: 'category', inverse: true, data: shown.map((post) => shorten(org.nameOf(post.receiver), 60)), ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.ink, fontSize: 12, width: width < 500 ? 96 : 210, overflow: 'truncate', interval: 0 } },
      xAxis: { type: 'value', min: 0, ...axis(colours), axisLabel: { color: colours.soft, formatter: wholePercent, hideOverlap: true } },
      series: ([[words.mayBe, (post: BreakEven) => limit(post) ?? (post.alpha === null ? null : 1), colours.before, null], [words.isHere, here, colours.after, hatched(colours)]] as const).map(([name, value, fill, decal]) => ({
        name, type: 'bar', barGap: '12%', barCategoryGap: '34%', data: shown.map(value),
        itemStyle: { color: fill, ...(decal ? { decal } : {}) },
        label: { show: true, position: 'right', color: colours.ink, fontSize: 11, formatter: (bar: { value: number | null }) => wholePercent(bar.value) },
      })),
    }),
    values: () => shown.map((post) => `${org.nameOf(post.receiver)}: ${words.mayBe} ${allowed(post)}, ${words.isHere} ${percent(here(post))}`),
    value: (i) => ({ seriesIndex: 1, dataIndex: i }),
    table: () => table(words.breakEven, [
      { head: words.converted, cell: (post: BreakEven) => [data(shorten(org.nameOf(post.code), 80)), ' ', data(shorten(post.code, 40), { class: 'code' })] },
      { head: words.receiver, cell: (post: BreakEven) => data(shorten(post.receiver, 40), { class: 'code' }) },
      { head: words.loadBefore, cell: (post: BreakEven) => percent(post.receiver_load_before), number: true },
      { head: words.loadAfter, cell: (post: BreakEven) => percent(post.receiver_load_after), number: true },
      { head: words.workMay, cell: (post: BreakEven) => percent(post.alpha), number: true },
      { head: words.workMoves, cell: (post: BreakEven) => percent(post.here_alpha), number: true },
      { head: words.authorityMay, cell: (post: BreakEven) => (post.q === null ? (post.alpha === null ? ABSENT : words.any) : percent(post.q)), number: true },
      { head: words.authorityHad, cell: (post: BreakEven) => percent(post.here), number: true },
      { head: words.slower, cell: (post: BreakEven) => (post.slower ? text.yes : text.no) },
    ], posts.slice(0, 200)),
  });
}
