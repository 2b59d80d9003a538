// SPDX-License-Identifier: BSL-1.0
/** Spans of control: how many managers have how many subordinates. */
import type { Palette } from './colour';
import { ZONES, type Report, type WideSpan } from './data';
import { data, el, shorten } from './dom';
import { axis, figure, hatched, type Figure } from './figure';
import { integer, number } from './numbers';
import { measuresOf } from './organisation';
import type { Store } from './state';
import { table } from './table';
import type { Text } from './text_en';

export interface SpansSection {
  element: HTMLElement;
  figures: Figure[];
}

export function spans(report: Report, store: Store, text: Text): SpansSection {
  const words = text.spans;
  const { bands, zones, before, after, zoned_before, zoned_after, widest_before, widest_after } = report.spans;
  const [one, two] = measuresOf(report);
  const element = el('div', {});
  if (one.spans.managers === 0 && !two?.spans.managers) {
    element.append(el('p', {}, words.noManagers));
    return { element, figures: [] };
  }
  const names = bands.map((band) => band.replace('-', '–'));
  const { policy } = report.head;
  const limit = policy && policy.span_low !== null && policy.span_high !== null
    ? `${words.limit(integer(policy.span_low), integer(policy.span_high))} ` : '';
  const zoned = zoned_before
    ? words.zoned(...[0, 1, 2].map((zone) => `${integer(zoned_before[zone])}${zoned_after ? ` → ${integer(zoned_after[zone])}` : ''}`) as [string, string, string]) : '';
  const rows = bands.map((_, i) => i);
  // Said below each band too: colours alone tell nothing in grey.
  const labels = names.map((name, i) => (zones ? `${name}\n${words.zones[zones[i]]}` : name));
  /** Managers by band, each band in the colour of its zone. */
  const values = (counts: number[], colours: Palette): (number | Record<string, unknown>)[] =>
    zones ? counts.map((value, i) => ({ value, itemStyle: { color: colours.zones[1 + ZONES.indexOf(zones[i])] } })) : counts;
  const histogram = figure(store, text, {
    name: 'spans',
    title: words.histogram,
    sentence: () => [two
      ? words.sentence(integer(one.spans.managers), number(one.spans.mean), integer(two.spans.managers), number(two.spans.mean))
      : words.sentenceAlone(integer(one.spans.managers), number(one.spans.mean)), ' ', limit, zoned],
    height: () => 300,
    option: (colours) => ({
      grid: { left: 12, right: 16, top: after ? 40 : 16, bottom: 30, containLabel: true },
      legend: after ? { top: 0, left: 0, itemWidth: 14, itemHeight: 12, textStyle: { color: colours.ink, fontSize: 12 } } : undefined,
      xAxis: { type: 'category', data: labels, name: words.band, nameLocation: 'middle', nameGap: zones ? 46 : 28, ...axis(colours), splitLine: { show: false }, axisLabel: { color: colours.soft, fontSize: 12, lineHeight: 16, hideOverlap: true } },
      yAxis: { type: 'value', minInterval: 1, ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.soft, formatter: integer } },
      series: [
        bar(after ? text.before : words.managers, values(before, colours), zones ? colours.zones[2] : colours.before, colours.ink, zones && after ? { decal: hatched(colours) } : {}),
        ...(after ? [bar(text.after, values(after, colours), zones ? colours.zones[2] : colours.after, colours.ink)] : []),
      ],
    }),
    values: () => rows.map((i) => `${names[i]}: ${integer(before[i])}${after ? ` → ${integer(after[i])}` : ''}`),
    value: (i) => ({ seriesIndex: after ? 1 : 0, dataIndex: i }),
    table: () => table(words.histogram, [
      { head: words.band, cell: (i: number) => names[i] },
      ...(zones ? [{ head: words.zone, cell: (i: number) => words.zones[zones[i]] }] : []),
      { head: after ? text.before : words.managers, cell: (i: number) => integer(before[i]), number: true },
      ...(after ? [{ head: text.after, cell: (i: number) => integer(after[i]), number: true }] : []),
    ], rows),
  });
  const widest = (list: WideSpan[], title: string): HTMLElement =>
    el('div', {},
      el('h4', {}, title),
      table(title, [
        { head: words.post, cell: (wide: WideSpan) => [data(shorten(wide.title || wide.code, 120)), ' ', wide.title ? data(shorten(wide.code, 40), { class: 'code' }) : null] },
        { head: after ? text.before : words.band, cell: (wide: WideSpan) => integer(wide.before), number: true },
        ...(after ? [{ head: text.after, cell: (wide: WideSpan) => integer(wide.after), number: true }] : []),
      ], list));
  element.append(histogram.element, el('h3', {}, words.widest),
    el('div', { class: 'columns' },
      widest(widest_before, after ? words.widestSide(text.side.before) : text.asIs),
      widest_after ? widest(widest_after, words.widestSide(text.side.after)) : ''));
  return { element, figures: [histogram] };
}

export function bar(name: string, values: (number | null | Record<string, unknown>)[], colour: string, ink: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name, type: 'bar', data: values, barGap: '8%', barCategoryGap: '28%', barMaxWidth: 46,
    itemStyle: { color: colour, ...(more.decal ? { decal: more.decal } : {}) },
    label: { show: more.label !== false, position: 'top', color: ink, fontSize: 11.5, formatter: (of: { value: number }) => (of.value ? number(of.value) : '') },
    labelLayout: { hideOverlap: true },
  };
}
