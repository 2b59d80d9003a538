// SPDX-License-Identifier: BSL-1.0
/** The organisation over time: its figures at each date, and who joined, left and moved in between. */
import type { History, Movements, Snapshot } from './data';
import { data, el } from './dom';
import { axis, figure, type Figure } from './figure';
import { ABSENT, brief, integer, number } from './numbers';
import type { Store } from './state';
import { table } from './table';
import type { Text } from './text_en';

type Value = (one: Snapshot) => number | null;

export function history({ snapshots }: History, store: Store, text: Text): { element: HTMLElement; figures: Figure[] } {
  const words = text.history;
  const element = el('div', {}, el('p', {}, words.note));
  if (snapshots.length === 0) return { element, figures: [] };
  const posts: Value = (one) => one.positions - (one.external ?? 0);
  const moved = (which: keyof Movements): Value => (one) => one.changes?.[which] ?? null;
  const lines: [string, string, Value][] = [
    ['layers', words.layers, (one) => one.layers],
    ['mean-span', words.meanSpan, (one) => one.spans.mean],
    ['hand-offs', words.handOffs, (one) => one.decision_path.mean_hand_offs],
    ['posts', words.posts, posts],
  ];
  const movements: [string, Value][] = [
    [words.joined, moved('joined')], [words.left, moved('left')], [words.moved, moved('moved')], [words.reRanked, moved('re_ranked')],
  ];
  const isKnown = (value: Value): boolean => snapshots.some((one) => value(one) !== null);
  const figures = lines.filter(([, , value]) => isKnown(value)).map(([name, title, value]) => small(snapshots, name, title, [[title, value]], store, text));
  if (snapshots.length > 1) figures.push(small(snapshots, 'movements', words.movements, movements, store, text));
  const cell = (head: string, value: Value, shown: (value: number | null) => string) => ({ head, cell: (one: Snapshot) => shown(value(one)), number: true });
  element.append(
    el('div', { class: 'small-charts' }, figures.map((one) => one.element)),
    table(words.table, [
      { head: words.date, cell: (one: Snapshot) => data(one.date) },
      cell(words.posts, posts, integer),
      cell(words.layers, (one) => one.layers, integer),
      cell(words.managers, (one) => one.spans.managers, integer),
      cell(words.meanSpan, (one) => one.spans.mean, number),
      cell(words.widest, (one) => one.spans.max, integer),
      cell(words.handOffs, (one) => one.decision_path.mean_hand_offs, number),
      cell(words.undecidable, (one) => one.decision_path.undecidable, integer),
      cell(words.seats, (one) => one.seats, number),
      ...movements.map(([head, value]) => cell(head, value, integer)),
      cell(words.changedUnit, moved('changed_unit'), integer),
    ], snapshots),
    el('p', { class: 'note' }, words.tableNote));
  return { element, figures };
}

/** One figure, or a few of one kind, as lines over the dates. */
function small(snapshots: Snapshot[], name: string, title: string, lines: [string, Value][], store: Store, text: Text): Figure {
  const words = text.history;
  const first = snapshots[0];
  const last = snapshots[snapshots.length - 1];
  const symbols = ['circle', 'rect', 'triangle', 'diamond'];
  return figure(store, text, {
    name: `history-${name}`,
    title,
    sentence: () => lines.length === 1
      ? words.fromTo(first.date, brief(lines[0][1](first)), last.date, brief(lines[0][1](last)))
      : words.lately(last.date, lines.map(([head, value]) => `${head} ${integer(value(last))}`).join(', ')),
    height: () => (lines.length === 1 ? 180 : 240),
    option: (colours, width) => {
      const fills = [colours.after, colours.before, colours.roles, colours.accent];
      return {
        grid: { left: 8, right: 20, top: lines.length === 1 ? 12 : width < 420 ? 62 : 36, bottom: 8, containLabel: true },
        legend: lines.length === 1 ? undefined : { top: 0, left: 0, itemWidth: 20, itemHeight: 12, textStyle: { color: colours.ink, fontSize: 12 } },
        xAxis: { type: 'category', data: snapshots.map((one) => one.date), boundaryGap: false, ...axis(colours), splitLine: { show: false } },
        yAxis: { type: 'value', scale: lines.length === 1, minInterval: snapshots.every((one) => lines.every(([, value]) => Number.isInteger(value(one) ?? 0))) ? 1 : 0, ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.soft, formatter: brief } },
        series: lines.map(([head, value], i) => ({
          name: head, type: 'line', symbol: symbols[i], symbolSize: snapshots.length > 40 ? 0 : 6, data: snapshots.map(value),
          lineStyle: { width: 2, color: fills[i], type: i % 2 ? 'dashed' : 'solid' }, itemStyle: { color: fills[i] },
        })),
      };
    },
    values: () => snapshots.map((one) => `${one.date}: ${lines.map(([head, value]) => `${lines.length === 1 ? '' : `${head} `}${value(one) === null ? ABSENT : number(value(one))}`).join(', ')}`),
    value: (i) => ({ seriesIndex: 0, dataIndex: i }),
    table: () => table(title, [
      { head: words.date, cell: (one: Snapshot) => data(one.date) },
      ...lines.map(([head, value]) => ({ head, cell: (one: Snapshot) => number(value(one)), number: true })),
    ], snapshots),
  });
}
