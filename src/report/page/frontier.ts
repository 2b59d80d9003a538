// SPDX-License-Identifier: BSL-1.0
/** The frontier: the exact optimum under every cap on the span, with a slider over the caps. */
import type { Frontier, FrontierPoint } from './data';
import { el, replace } from './dom';
import { axis, figure, type Figure } from './figure';
import { integer, number, percent } from './numbers';
import type { Store } from './state';
import { table } from './table';
import type { Text } from './text_en';

type Point = FrontierPoint & { by?: number };

export function frontier(data: Frontier, store: Store, text: Text): { element: HTMLElement; figures: Figure[] } {
  const words = text.frontier;
  const points: Point[] = [...data.points, ...data.dominated].sort((a, b) => a.span_cap - b.span_cap);
  const element = el('div', {}, el('p', {}, words.note(integer(data.first), integer(data.last))));
  if (points.length === 0) {
    element.append(el('p', {}, words.none));
    return { element, figures: [] };
  }
  const gain = (point: Point): string => (data.objective === 'mixed' ? percent(point.gain) : number(point.gain));
  let at = Math.min(points.length - 1, Math.floor(points.length / 2));

  const slider = el('input', { type: 'range', id: 'span-cap', min: 0, max: points.length - 1, step: 1, value: at });
  const output = el('output', { for: 'span-cap', class: 'strong' });
  const facts = el('dl', { class: 'facts', 'aria-live': 'polite' });
  const facing = (): void => {
    const point = points[at];
    output.textContent = words.capIs(integer(point.span_cap));
    slider.setAttribute('aria-valuetext', words.capIs(integer(point.span_cap)));
    const entries: [string, string, string][] = [
      ['hand_offs_saved', words.saved, number(point.hand_offs_saved)],
      ['converted', words.converted, integer(point.converted)],
      ['widest_span', words.widest, integer(point.widest_span)],
      ['layers', words.layers, integer(point.layers)],
      ['unchecked', words.unchecked, integer(point.unchecked)],
      ['cost', words.cost, number(point.cost)],
    ];
    if (point.infeasible > 0) entries.push(['infeasible', words.infeasible, integer(point.infeasible)]);
    replace(facts, entries.map(([key, label, value]) => el('div', {}, el('dt', {}, label), el('dd', { 'data-figure': key }, value))),
      el('div', { class: 'wide' }, el('dt', { class: 'unseen' }, words.cap), el('dd', { class: 'note' },
        point.by === undefined ? words.onFrontier : words.dominated(integer(point.by)))));
  };
  const first = points[0];
  const last = points[points.length - 1];
  const chart = figure(store, text, {
    name: 'frontier',
    title: words.objective[data.objective],
    sentence: () => words.sentence(integer(first.span_cap), number(first.hand_offs_saved), integer(last.span_cap), number(last.hand_offs_saved)),
    height: () => 280,
    option: (colours) => ({
      grid: { left: 12, right: 24, top: 20, bottom: 30, containLabel: true },
      xAxis: { type: 'category', data: points.map((point) => integer(point.span_cap)), name: words.cap, nameLocation: 'middle', nameGap: 28, ...axis(colours), splitLine: { show: false } },
      yAxis: { type: 'value', ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.soft, formatter: data.objective === 'mixed' ? percent : number } },
      series: [{
        type: 'line', step: 'end', symbol: 'circle', lineStyle: { color: colours.after, width: 2.5 },
        data: points.map((point, i) => ({
          value: point.gain,
          symbolSize: i === at ? 16 : 7,
          itemStyle: {
            color: i === at ? colours.accent : point.by === undefined ? colours.after : colours.ground,
            borderColor: i === at ? colours.ground : colours.after, borderWidth: 2,
          },
        })),
        markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colours.accent, type: 'dashed' }, data: [{ xAxis: at }] },
      }],
    }),
    values: () => points.map((point) => `${words.cap} ${integer(point.span_cap)}: ${gain(point)}`),
    value: (i) => ({ seriesIndex: 0, dataIndex: i }),
    table: () => table(words.objective[data.objective], [
      { head: words.cap, cell: (point: Point) => integer(point.span_cap) },
      { head: words.gain, cell: gain, number: true },
      { head: words.saved, cell: (point: Point) => number(point.hand_offs_saved), number: true },
      { head: words.converted, cell: (point: Point) => integer(point.converted), number: true },
      { head: words.widest, cell: (point: Point) => integer(point.widest_span), number: true },
      { head: words.layers, cell: (point: Point) => integer(point.layers), number: true },
      { head: words.unchecked, cell: (point: Point) => integer(point.unchecked), number: true },
      { head: words.cost, cell: (point: Point) => number(point.cost), number: true },
    ], points),
  });
  slider.addEventListener('input', () => {
    at = Number(slider.value);
    facing();
    chart.update();
  });
  facing();
  element.append(el('div', { class: 'slider' }, el('label', { for: 'span-cap' }, words.cap), slider, output), facts, chart.element);
  return { element, figures: [chart] };
}
