// SPDX-License-Identifier: BSL-1.0
/** Load and decisions: who decides how much, and who has most to do with it, before and after. */
import type { LoadedPost, Measures } from './data';
import { data, el, shorten } from './dom';
import { axis, figure, type Figure } from './figure';
import { brief, integer, number, percent, wholePercent } from './numbers';
import { measuresOf, type Organisation } from './organisation';
import { bar } from './spans';
import type { Store } from './state';
import { table } from './table';
import type { Text } from './text_en';

const RANKS = 12;

/** null: there are no matters, so that nobody decides anything. */
export function load(org: Organisation, store: Store, text: Text): { element: HTMLElement; figures: Figure[] } | null {
  const { report } = org;
  const [one, two] = measuresOf(report);
  const sides: [string, Measures][] = two ? [[text.before, one], [text.after, two]] : [[text.asIs, one]];
  const figures: Figure[] = [];
  if (sides.some(([, side]) => side.decision_path.decided_by_rank?.length)) figures.push(deciders(sides, org, store, text));
  if (report.load && report.load.some((post) => post.before > 0 || (post.after ?? 0) > 0)) figures.push(busiest(report.load, store, text));
  if (figures.length === 0) return null;
  return { element: el('div', {}, el('p', {}, text.load.note), figures.map((each) => each.element)), figures };
}

/** The share of the decisions that each rank makes, the highest rank first. */
function deciders(sides: [string, Measures][], org: Organisation, store: Store, text: Text): Figure {
  const words = text.load;
  const order = new Map(org.report.ranks.map((rank) => [rank.name, rank.order ?? Number.MAX_SAFE_INTEGER]));
  const shares = sides.map(([, side]) => new Map((side.decision_path.decided_by_rank ?? []).map((each) => [each.rank, each])));
  const place = (rank: string | null): number => (rank === null ? -1 : (order.get(rank) ?? Number.MAX_SAFE_INTEGER));
  const all = [...new Set(shares.flatMap((side) => [...side.keys()]))].sort((a, b) => place(a) - place(b));
  const shown = all.slice(0, RANKS);
  const name = (rank: string | null): string => rank ?? text.noRank;
  const share = (side: number, rank: string | null): number => shares[side].get(rank)?.share ?? 0;
  const now = sides.length - 1;
  const most = [...shown].sort((a, b) => share(now, b) - share(now, a))[0];
  return figure(store, text, {
    name: 'decided-by',
    title: words.decidedBy,
    sentence: () => [words.decidedByMost, ' ', data(name(most)), `: ${now ? `${wholePercent(share(0, most))} → ` : ''}${wholePercent(share(now, most))}.`],
    height: () => 280,
    option: (colours) => ({
      grid: { left: 12, right: 16, top: now ? 40 : 20, bottom: 12, containLabel: true },
      legend: now ? { top: 0, left: 0, itemWidth: 14, itemHeight: 12, textStyle: { color: colours.ink, fontSize: 12 } } : undefined,
      xAxis: { type: 'category', data: shown.map((rank) => shorten(name(rank), 30)), ...axis(colours), splitLine: { show: false }, axisLabel: { color: colours.ink, fontSize: 12, width: 90, overflow: 'truncate', interval: 0, hideOverlap: true } },
      yAxis: { type: 'value', ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.soft, formatter: wholePercent } },
      series: sides.map(([label], i) => ({
        ...bar(label, shown.map((rank) => share(i, rank)), now && i === 0 ? colours.before : colours.after, colours.ink),
        label: { show: true, position: 'top', color: colours.ink, fontSize: 11.5, formatter: (of: { value: number }) => (of.value ? wholePercent(of.value) : '') },
      })),
    }),
    values: () => shown.map((rank) => `${name(rank)}: ${sides.map((_, i) => wholePercent(share(i, rank))).join(' → ')}`),
    value: (i) => ({ seriesIndex: now, dataIndex: i }),
    table: () => table(words.decidedBy, [
      { head: words.rank, cell: (rank: string | null) => data(name(rank)) },
      ...sides.flatMap(([label], i) => [
        { head: `${words.volume}, ${label}`, cell: (rank: string | null) => number(shares[i].get(rank)?.volume ?? 0), number: true },
        { head: `${words.share}, ${label}`, cell: (rank: string | null) => percent(share(i, rank)), number: true },
      ]),
    ], all),
  });
}

function busiest(posts: LoadedPost[], store: Store, text: Text): Figure {
  const words = text.load;
  const hasAfter = posts[0].after !== null;
  const name = (post: LoadedPost): string => post.title || post.code;
  const load = (post: LoadedPost): number => post.after ?? post.before;
  const over = posts.filter((post) => load(post) > 1).length;
  return figure(store, text, {
    name: 'load',
    title: words.busiest,
    sentence: () => [data(shorten(name(posts[0]), 80)), ' ', data(shorten(posts[0].code, 40), { class: 'code' }), ': ',
      hasAfter ? `${brief(posts[0].before)} → ` : '', words.years(brief(load(posts[0]))), ' ', over > 0 ? words.over(over, integer(over)) : words.overNone],
    note: words.busiestNote,
    height: () => posts.length * (hasAfter ? 38 : 28) + 80,
    option: (colours, width) => ({
      grid: { left: 8, right: 50, top: hasAfter ? 36 : 12, bottom: 26, containLabel: true },
      legend: hasAfter ? { top: 0, left: 0, itemWidth: 14, itemHeight: 12, textStyle: { color: colours.ink, fontSize: 12 } } : undefined,
      yAxis: { type: 'category', inverse: true, data: posts.map((post) => shorten(name(post), 60)), ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.ink, fontSize: 12, width: width < 500 ? 96 : 210, overflow: 'truncate', interval: 0 } },
      xAxis: { type: 'value', min: 0, ...axis(colours), axisLabel: { color: colours.soft, formatter: brief, hideOverlap: true } },
      series: (hasAfter ? [0, 1] : [1]).map((side) => ({
        name: side === 0 ? text.before : hasAfter ? text.after : text.asIs, type: 'bar', barGap: '12%', barCategoryGap: '34%',
        data: posts.map((post) => (side === 0 ? post.before : load(post))),
        itemStyle: { color: side === 0 ? colours.before : colours.after },
        label: { show: true, position: 'right', color: colours.ink, fontSize: 11, formatter: (of: { value: number }) => brief(of.value) },
      })),
    }),
    values: () => posts.map((post) => `${name(post)}: ${hasAfter ? `${brief(post.before)} → ` : ''}${brief(load(post))}`),
    value: (i) => ({ seriesIndex: hasAfter ? 1 : 0, dataIndex: i }),
    table: () => table(words.busiest, [
      { head: words.post, cell: (post: LoadedPost) => [data(shorten(name(post), 120)), ' ', data(shorten(post.code, 40), { class: 'code' })] },
      { head: words.seats, cell: (post: LoadedPost) => number(post.seats), number: true },
      { head: hasAfter ? text.before : text.asIs, cell: (post: LoadedPost) => number(post.before), number: true },
      ...(hasAfter ? [{ head: text.after, cell: (post: LoadedPost) => number(post.after), number: true }] : []),
    ], posts),
  });
}
