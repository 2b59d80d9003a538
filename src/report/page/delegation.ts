// SPDX-License-Identifier: BSL-1.0
/** Which rights to pass on so that decisions get shorter, and how that compares with taking posts out. */
import type { Delegation, DelegationFound, HighRight, ShorteningPoint, SideBySide } from './data';
import { data, el, shorten } from './dom';
import { axis, figure, type Figure } from './figure';
import { ABSENT, brief, integer, number, wholePercent } from './numbers';
import { matterName, type Organisation } from './organisation';
import type { Store } from './state';
import { folded, table } from './table';
import type { Text } from './text_en';

/** More stand in what the command prints. */
const LISTED = 100;

export function delegation(found: DelegationFound, org: Organisation, store: Store, text: Text): { element: HTMLElement; figures: Figure[] } {
  const words = text.delegation;
  const { answer } = found;
  const figures = found.side_by_side ? [sideBySide(found.side_by_side, store, text)] : [];
  const post = (code: string): (HTMLElement | string)[] => {
    const name = org.nameOf(code);
    return [name === code ? '' : data(shorten(name, 80)), name === code ? '' : ' ', data(shorten(code, 40), { class: 'code' })];
  };
  const matter = (code: string): HTMLElement => data(shorten(matterName(org.report, code, text.ledger.allMatters), 80));
  const n = answer.delegations.length;
  const element = el('div', {},
    el('p', { class: 'strong', 'data-figure': 'delegation' }, n === 0 ? words.none
      : words.sentence(n, integer(n), brief(answer.hand_offs_saved), brief(answer.hand_offs_before), share(answer.hand_offs_saved, answer.hand_offs_before), brief(answer.checks_lost))),
    el('p', {}, words.note, answer.exact ? ` ${words.exact}` : ` ${words.bound(brief(answer.worth), brief(answer.bound))}`));
  if (n > 0)
    element.append(table(words.table, [
      { head: words.matter, cell: (one: Delegation) => matter(one.matter) },
      { head: words.from, cell: (one: Delegation) => post(one.from) },
      { head: words.to, cell: (one: Delegation) => post(one.to) },
      { head: words.volume, cell: (one: Delegation) => number(one.volume), number: true },
      { head: words.handOffs, cell: (one: Delegation) => number(one.hand_offs_saved), number: true },
      { head: words.hours, cell: (one: Delegation) => number(one.hours_saved), number: true },
      { head: words.checks, cell: (one: Delegation) => number(one.checks_lost), number: true },
      { head: words.left, cell: (one: Delegation) => integer(one.fewest_checks), number: true },
      { head: words.form, cell: (one: Delegation) => words.forms[one.legal_form] },
    ], answer.delegations.slice(0, LISTED)));
  if (n > LISTED) element.append(el('p', { class: 'note' }, text.more(integer(n - LISTED))));
  if (answer.needlessly_high.length > 0)
    element.append(el('p', {}, words.highNote), folded(words.high, table(words.high, [
      { head: words.matter, cell: (one: HighRight) => matter(one.matter) },
      { head: words.heldBy, cell: (one: HighRight) => post(one.from) },
      { head: words.couldBe, cell: (one: HighRight) => post(one.to) },
      { head: words.originators, cell: (one: HighRight) => integer(one.originators), number: true },
      { head: words.volume, cell: (one: HighRight) => number(one.volume), number: true },
      { head: words.handOffs, cell: (one: HighRight) => number(one.hand_offs), number: true },
    ], answer.needlessly_high.slice(0, LISTED))));
  element.append(...figures.map((one) => one.element));
  return { element, figures };
}

function share(part: number, whole: number): string {
  return whole > 0 ? wholePercent(part / whole) : ABSENT;
}

/** What up to so many posts converted, rights passed on, and both together save. */
function sideBySide(found: SideBySide, store: Store, text: Text): Figure {
  const words = text.delegation;
  const { points } = found;
  const isBounded = points.some((point) => point.bound !== null);
  const lines: [string, (point: ShorteningPoint) => number | null, 'before' | 'after' | 'roles' | 'soft', string][] = [
    [words.flattening, (point) => point.flattening, 'before', 'rect'],
    [words.delegating, (point) => point.delegation, 'after', 'circle'],
    [words.both, (point) => point.both, 'roles', 'triangle'],
    ...(isBounded ? [[words.noMore, (point: ShorteningPoint) => point.bound, 'soft', 'none'] as [string, (point: ShorteningPoint) => number | null, 'soft', string]] : []),
  ];
  return figure(store, text, {
    name: 'side-by-side',
    title: words.sideBySide,
    sentence: () => found.posts_for_delegations === null
      ? words.noPosts(integer(found.delegations), brief(found.hand_offs_of_delegations))
      : words.asMuchAs(integer(found.delegations), integer(found.posts_for_delegations)),
    note: [words.sideNote, isBounded ? ` ${words.sideBound}` : ''],
    height: () => 300,
    option: (colours, width) => ({
      grid: { left: 12, right: 24, top: width < 560 ? 20 + 22 * lines.length : 40, bottom: 30, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 22, itemHeight: 12, textStyle: { color: colours.ink, fontSize: 12 } },
      xAxis: { type: 'category', data: points.map((point) => integer(point.measures)), name: words.measures, nameLocation: 'middle', nameGap: 28, ...axis(colours), splitLine: { show: false } },
      yAxis: { type: 'value', min: 0, ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.soft, formatter: brief } },
      series: lines.map(([name, value, colour, symbol]) => ({
        name, type: 'line', symbol, symbolSize: 8, data: points.map(value),
        lineStyle: { width: colour === 'soft' ? 1.5 : 2.5, color: colours[colour], type: colour === 'soft' ? 'dotted' : colour === 'roles' ? 'dashed' : 'solid' },
        itemStyle: { color: colours[colour] },
      })),
    }),
    values: () => points.map((point) => `${words.measures} ${integer(point.measures)}: ${lines.map(([name, value]) => `${name} ${brief(value(point))}`).join(', ')}`),
    value: (i) => ({ seriesIndex: 2, dataIndex: i }),
    table: () => table(words.sideBySide, [
      { head: words.measures, cell: (point: ShorteningPoint) => integer(point.measures) },
      { head: words.flattening, cell: (point: ShorteningPoint) => number(point.flattening), number: true },
      { head: words.posts, cell: (point: ShorteningPoint) => integer(point.posts), number: true },
      { head: words.delegating, cell: (point: ShorteningPoint) => number(point.delegation), number: true },
      { head: words.both, cell: (point: ShorteningPoint) => number(point.both), number: true },
      { head: words.postsOfBoth, cell: (point: ShorteningPoint) => integer(point.posts_of_both), number: true },
      { head: words.rightsOfBoth, cell: (point: ShorteningPoint) => integer(point.delegations_of_both), number: true },
      { head: words.noMore, cell: (point: ShorteningPoint) => number(point.bound), number: true },
    ], points),
  });
}
