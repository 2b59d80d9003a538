// SPDX-License-Identifier: BSL-1.0
/**
 * A chart with what belongs to it: a sentence that says the same, a table with its figures, and
 * buttons to save it. Of the chart library only what is used here gets into the page.
 */
import { BarChart, GraphChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { palette, type Palette } from './colour';
import { el, replace, type Child } from './dom';
import { saveButtons, savePicture } from './save';
import type { Store } from './state';
import { FONT } from './surface';
import { folded } from './table';
import type { Text } from './text_en';

use([BarChart, GraphChart, LineChart, SankeyChart, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export type Option = EChartsCoreOption;

export interface Figure {
  element: HTMLElement;
  /** Draws anew, after what it shows has changed. */
  update: () => void;
  print: (on: boolean) => void;
}

export interface FigureContent {
  name: string;
  title: string;
  /** false: the heading above says it. */
  heading?: boolean;
  /** What the chart says, in words. */
  sentence: () => Child;
  option: (palette: Palette, width: number) => Option;
  table: () => Child;
  /** Of the chart, in pixels. */
  height: () => number;
  note?: Child;
  /** What is read out for each value when the arrow keys go through them. */
  values?: () => string[];
  /** Series and place in it of value i. */
  value?: (i: number) => { seriesIndex: number; dataIndex: number };
}

const PRINT_WIDTH = 660;

/** What all charts share. Nothing moves by itself; tooltips are drawn as text, not as markup. */
function base(colours: Palette): Option {
  return {
    animation: false,
    textStyle: { fontFamily: FONT, color: colours.ink, fontSize: 12 },
    backgroundColor: 'transparent',
    tooltip: tooltip(colours),
  };
}

export function tooltip(colours: Palette): Record<string, unknown> {
  return {
    renderMode: 'richText',
    confine: true,
    backgroundColor: colours.ground,
    borderColor: colours.soft,
    borderWidth: 1,
    textStyle: { color: colours.ink, fontSize: 12, fontFamily: FONT },
  };
}

export function figure(store: Store, text: Text, content: FigureContent): Figure {
  const canvas = el('div', { class: 'drawing', role: 'img', tabindex: content.values ? 0 : null });
  const sentence = el('p', { class: 'sentence' });
  const tableOf = folded(text.tableOf);
  const spoken = el('p', { class: 'unseen', role: 'status' });
  let chart: EChartsType | null = null;
  let printing = false;
  let at = -1;

  const draw = (): void => {
    const width = printing ? PRINT_WIDTH : canvas.clientWidth;
    if (width === 0) return;
    const height = content.height();
    canvas.style.height = `${height}px`;
    chart ??= init(canvas, null, { renderer: 'svg', width, height });
    chart.resize({ width, height, silent: true });
    const colours = palette(store.state);
    chart.setOption({ ...base(colours), ...content.option(colours, width) }, { notMerge: true, lazyUpdate: false });
    chart.getZr().flush();
  };
  const update = (): void => {
    replace(sentence, content.sentence());
    canvas.setAttribute('aria-label', `${content.title}. ${sentence.textContent ?? ''}`);
    tableOf.querySelectorAll(':scope > :not(summary)').forEach((old) => old.remove());
    const table = content.table();
    for (const part of [table].flat()) if (part instanceof Node) tableOf.append(part);
    at = -1;
    draw();
  };
  const picture = (): string => {
    const colours = palette(store.state);
    // The chart's own writing of SVG: what is on the screen, with the ground behind it.
    const source = canvas.querySelector('svg')!.cloneNode(true) as SVGElement;
    source.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    source.style.background = colours.ground;
    return new XMLSerializer().serializeToString(source);
  };
  canvas.addEventListener('keydown', (event) => {
    const values = content.values?.() ?? [];
    if (!chart || values.length === 0) return;
    if (event.key === 'ArrowRight' || event.key === 'ArrowDown') at = (at + 1) % values.length;
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') at = (at - 1 + values.length) % values.length;
    else if (event.key === 'Escape') {
      chart.dispatchAction({ type: 'hideTip' });
      return;
    } else return;
    event.preventDefault();
    spoken.textContent = values[at];
    if (content.value) chart.dispatchAction({ type: 'showTip', ...content.value(at) });
  });
  canvas.addEventListener('blur', () => chart?.dispatchAction({ type: 'hideTip' }));
  new ResizeObserver(() => {
    if (!printing) draw();
  }).observe(canvas);
  store.follow(['dark'], draw);

  const element = el('figure', { class: 'figure', 'data-name': content.name },
    el('figcaption', { class: content.heading === false ? 'unseen' : null }, el('h3', {}, content.title)),
    sentence, canvas, content.note ? el('p', { class: 'note' }, content.note) : null,
    content.values ? el('p', { class: 'note keys' }, text.chartKeys) : null,
    spoken,
    el('div', { class: 'foot' }, tableOf,
      saveButtons(text, (kind) => void savePicture(kind, content.name, picture(), content.title, palette(store.state)))));
  update();
  return {
    element,
    update,
    print: (on) => {
      printing = on;
      draw();
    },
  };
}

/** An axis as all charts have it. */
export function axis(colours: Palette): Record<string, unknown> {
  return {
    axisLine: { lineStyle: { color: colours.soft } },
    axisTick: { show: false },
    axisLabel: { color: colours.soft, fontSize: 12, hideOverlap: true },
    splitLine: { lineStyle: { color: colours.rule } },
    nameTextStyle: { color: colours.soft, fontSize: 12 },
  };
}

/** Diagonal lines, so that a series is known without its colour. */
export function hatched(colours: Palette): Record<string, unknown> {
  return {
    symbol: 'rect',
    symbolSize: 1,
    dashArrayX: [1, 0],
    dashArrayY: [2, 4],
    rotation: -Math.PI / 4,
    color: colours.theme === 'light' ? 'rgba(255,255,255,0.75)' : 'rgba(0,0,0,0.6)',
  };
}
