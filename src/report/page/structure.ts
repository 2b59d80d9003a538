// SPDX-License-Identifier: BSL-1.0
/** The structure, before and after: the two pictures and what is chosen in them. */
import { Chart } from './chart';
import { colours, palette, type Colours } from './colour';
import { append, data, el, GAP, isolated, replace, shorten } from './dom';
import type { Draft } from './draft';
import { Icicle, type Lit } from './icicle';
import { integer, percent } from './numbers';
import { measuresOf, type Organisation, type SideModel } from './organisation';
import { pathPanel, postName } from './path';
import { postPanel } from './post_panel';
import { saveButtons } from './save';
import { searchField } from './search';
import { OUTCOMES } from './data';
import type { Colouring, State, Store } from './state';
import { folded, table } from './table';
import type { Text } from './text_en';

export interface StructureSection {
  element: HTMLElement;
  print: (on: boolean) => void;
  /** Chooses a post, and brings it into sight. */
  show: (post: number) => void;
}

export function structure(org: Organisation, store: Store, text: Text, draft: Draft | null): StructureSection {
  const words = text.structure;
  let current = colours(org, store.state.colouring, text);
  const describe = (side: SideModel) => (post: number): string => {
    const rank = org.rankName(side, post);
    const outcome = org.change && org.change.outcome[post] > 0 ? text.outcomes[OUTCOMES[org.change.outcome[post]]] : '';
    return [org.name(post), org.codes[post], rank, side.span[post] > 0 ? words.spanOfPost(side.span[post], integer(side.span[post])) : '', outcome]
      .filter((part, i, all) => part && all.indexOf(part) === i).map((part) => shorten(part, 140)).join(' · ');
  };
  const icicles = org.sides.map((side, s) => new Icicle(org, side, s, store, text, current, describe(side)));
  const charts = org.sides.map((side, s) => new Chart(org, side, s, store, text, current));

  const panes = org.sides.map((side, s) =>
    el('div', { class: 'pane' },
      el('h3', {}, sideName(org, side, text)),
      icicles[s].element,
      charts[s].element,
      el('div', { class: 'buttons saves' },
        saveButtons(text, (kind) => void (store.state.view === 'icicle' ? icicles[s] : charts[s]).save(kind)))));
  const pictures = el('div', { class: 'panes' }, panes);

  const legend = el('div', { class: 'legend' });
  const showLegend = (): void => replace(legend, legendOf(org, current, store, text));
  const panel = pathPanel(org, store, text);
  const chosen = postPanel(org, store, text, draft, (post) => panel.ofOriginator(post));
  const announcement = el('p', { class: 'unseen', role: 'status' });

  const light = (): void => {
    panel.lit().forEach((lit, s) => {
      icicles[s].light(lit?.numbers ?? (new Map() as Lit));
      charts[s].light(lit);
    });
  };
  store.follow(['walk'], light);
  store.follow(['colouring'], (state) => {
    current = colours(org, state.colouring, text);
    icicles.forEach((icicle) => icicle.colour(current));
    charts.forEach((chart) => chart.colour(current));
    showLegend();
  });
  store.follow(['dark'], () => {
    charts.forEach((chart) => chart.draw());
    showLegend();
  });
  store.follow(['post'], (state) => {
    if (state.post === null) return;
    announcement.textContent = org.sides.map((side) => describe(side)(state.post!)).filter((x, i, all) => all.indexOf(x) === i).join(' / ');
  });

  // A unit is looked at from its highest post.
  store.follow(['unit'], ({ unit }) => {
    if (unit === null) {
      store.set({ window: [0, org.width] });
      return;
    }
    for (let post = 0; post < org.count; ++post) {
      if (!org.isIn(unit, post)) continue;
      const { left, size } = org.before.trees;
      store.set({ post, window: [left[post], left[post] + Math.max(1, size[post])] });
      charts.forEach((chart) => chart.reveal(post));
      break;
    }
  });

  const body = el('div', { class: 'structure' });
  const arrange = (state: Readonly<State>): void => {
    body.dataset.view = state.view;
    body.dataset.arrangement = state.arrangement;
    for (const one of body.querySelectorAll<HTMLInputElement>('input[name="view"]')) one.checked = one.value === state.view;
  };
  store.follow(['view', 'arrangement'], (state) => {
    arrange(state);
    icicles.forEach((icicle) => icicle.draw());
    charts.forEach((chart) => chart.draw());
  });
  arrange(store.state);

  const show = (post: number): void => {
    store.set({ post });
    if (store.state.view === 'chart') charts.forEach((chart) => chart.reveal(post));
    else if (!inWindow(org, store, post)) store.set({ window: [0, org.width] });
  };
  const find = searchField(org, text, words.search, words.searchHint, function* () {
    for (let p = 0; p < org.count; ++p) yield { key: p, post: p };
  }, (found) => show(found.post), org.undrawn && {
    posts: org.undrawn,
    choose: (place) => {
      const found = org.undrawn!.at(place);
      store.set({ undrawn: found });
      if (found.superior !== null) show(found.superior);
    },
  });

  const layers = Math.max(1, ...org.sides.map((side) => side.trees.deepest + 1));
  const depth = el('select', { id: 'depth', onchange: () => open(Number(depth.value)) },
    Array.from({ length: layers }, (_, i) => el('option', { value: i + 1 }, integer(i + 1))));
  const open = (to: number): void => store.set({ depth: Math.max(1, Math.min(layers, to)), turned: new Map(), pathAlone: false, changesOnly: false });
  depth.value = String(store.state.depth);
  store.follow(['depth'], (state) => void (depth.value = String(state.depth)));

  const changes = el('input', { type: 'checkbox', id: 'changes-only', onchange: () => store.set({ changesOnly: changes.checked, pathAlone: false }) });
  changes.checked = store.state.changesOnly;
  store.follow(['changesOnly'], (state) => void (changes.checked = state.changesOnly));

  const zoom = (factor: number): void => icicles[0].zoom(factor, store.state.post === null ? undefined : middleOf(org, store.state.post));
  const zoomState = el('span', { class: 'note' });
  store.follow(['window'], (state) => {
    const share = (state.window[1] - state.window[0]) / org.width;
    zoomState.textContent = share < 0.9999 ? words.zoomed(percent(share)) : '';
  });

  append(body, [
    el('div', { class: 'controls' },
      choice('view', words.views, { chart: words.chart, icicle: words.icicle }, store.state.view, (view) => store.set({ view })),
      choice('colouring', words.colouring, words.colourings, store.state.colouring, (colouring) => store.set({ colouring: colouring as Colouring })),
      org.sides.length > 1 && choice('arrangement', words.arrangement, { beside: words.beside, above: words.above }, store.state.arrangement, (arrangement) => store.set({ arrangement }))),
    el('div', { class: 'controls' }, find,
      el('div', { class: 'controls of-icicle' },
      button(words.zoomIn, () => zoom(0.5)), button(words.zoomOut, () => zoom(2)),
      button(words.zoomAll, () => store.set({ window: [0, org.width] })), zoomState),
      el('div', { class: 'controls of-chart' },
      el('div', { class: 'field-of' }, el('label', { for: 'depth' }, words.layersTo), depth),
      org.change ? el('label', { class: 'check' }, changes, ' ', words.changesOnly) : null,
      button(words.shallower, () => open(store.state.depth - 1)), button(words.deeper, () => open(store.state.depth + 1)))),
    el('p', { class: 'sentence' }, words.perLayer(integer(org.before.layers), org.after && integer(org.after.layers))),
    rollUpNote(org, text),
    legend,
    pictures,
    el('p', { class: 'note of-icicle' }, words.icicleNote, ' ', el('span', { class: 'screen' }, words.icicleKeys)),
    el('p', { class: 'note of-chart' }, words.chartNote),
    folded(text.tableOf, layerTable(org, text)),
    outside(org, text),
    announcement,
    el('div', { class: 'beside' }, panel.element, chosen),
  ]);
  showLegend();
  light();
  const mark = (): void => store.set({ drafted: draft?.marks ?? new Map() });
  draft?.follow(mark);
  mark();
  return {
    element: body,
    show,
    print: (on) => {
      icicles.forEach((icicle) => icicle.print(on));
      charts.forEach((chart) => chart.print(on));
      showLegend();
    },
  };
}

export function sideName(org: Organisation, side: SideModel, text: Text): string {
  return org.sides.length === 1 ? text.asIs : side.which === 'before' ? text.before : text.after;
}

function button(label: string, act: () => void): HTMLElement {
  return el('button', { type: 'button', onclick: act }, label);
}

function choice<Key extends string>(name: string, legend: string, options: Record<Key, string>, value: string, choose: (key: Key) => void): HTMLElement {
  return el('fieldset', { class: 'choice' }, el('legend', {}, legend),
    el('div', { class: 'segments' }, (Object.entries(options) as [Key, string][]).map(([key, label]) =>
      el('label', {}, el('input', { type: 'radio', name, value: key, checked: key === value, onchange: () => choose(key) }), el('span', {}, label)))));
}

function middleOf(org: Organisation, post: number): number {
  const { left, size } = org.before.trees;
  return left[post] + size[post] / 2;
}

function inWindow(org: Organisation, store: Store, post: number): boolean {
  const [from, to] = store.state.window;
  const middle = middleOf(org, post);
  return middle >= from && middle <= to;
}

function rollUpNote(org: Organisation, text: Text): HTMLElement | null {
  const { shown, total, smallest_subtree: smallest, undrawn } = org.report.posts;
  if (smallest === null || !undrawn) return null;
  const words = text.structure;
  return el('p', { class: 'notice' }, words.rollUp(integer(shown), integer(total), integer(smallest)), ' ',
    undrawn.titles ? words.undrawnFound : undrawn.listed === undrawn.total ? words.undrawnByCode : words.undrawnByCodeSome(integer(undrawn.listed), integer(undrawn.total)));
}

function legendOf(org: Organisation, current: Colours, store: Store, text: Text): HTMLElement[] {
  const colour = palette(store.state);
  const words = text.structure;
  const swatch = (fill: string, kind = ''): HTMLElement => {
    const result = el('span', { class: `swatch ${kind}`, 'aria-hidden': 'true' });
    result.style.setProperty('--post', fill);
    return result;
  };
  const items = current.categories.map((category) =>
    el('li', {}, swatch(category.colour(colour)), data(shorten(category.label, 60))));
  const marks: HTMLElement[] = [];
  if (org.change) {
    const { outcomes, moved_total } = org.change.data;
    if (outcomes[1] !== 0) marks.push(el('li', {}, swatch(colour.soft, 'hatched'), words.marks.converted));
    if (moved_total > 0) marks.push(el('li', {}, swatch(colour.soft, 'notched'), words.marks.moved));
    if (outcomes[4] !== 0 || outcomes[5] !== 0) marks.push(el('li', {}, swatch(colour.soft, 'struck'), words.marks.ended));
    if (outcomes[6] !== 0 || outcomes[7] !== 0) marks.push(el('li', {}, swatch(colour.soft, 'dotted'), words.marks.added));
    if (outcomes[2] !== 0) marks.push(el('li', {}, swatch(colour.soft, 'barred'), words.marks.exempt));
  }
  if (org.before.hidden) marks.push(el('li', {}, swatch(colour.soft, 'framed'), words.marks.hidden));
  marks.push(el('li', {}, swatch(colour.accent, 'ringed'), words.marks.selected));
  return [el('ul', { 'aria-label': words.legend }, items, marks)];
}

/** Positions of each layer. */
function layerTable(org: Organisation, text: Text): HTMLElement {
  const [before, after] = measuresOf(org.report);
  const rows = Array.from({ length: Math.max(before.per_layer.length, after?.per_layer.length ?? 0) }, (_, i) => i);
  return table(text.structure.layer, [
    { head: text.structure.layer, cell: (i: number) => integer(i + 1) },
    { head: after ? text.before : text.structure.positions, cell: (i: number) => integer(before.per_layer[i] ?? 0), number: true },
    ...(after ? [{ head: text.after, cell: (i: number) => integer(after.per_layer[i] ?? 0), number: true }] : []),
  ], rows);
}

/** Posts without a place, each with the reason. */
function outside(org: Organisation, text: Text): HTMLElement | null {
  const side = org.sides[0];
  const { unplaced, cycles } = side.data;
  const [measures] = measuresOf(org.report);
  const total = measures.orphans + measures.unrooted;
  if (total === 0) return null;
  const words = text.structure;
  const onCycle = new Set(cycles.flat());
  return el('div', { class: 'outside-list' },
    el('h3', {}, words.outside(total, integer(total))),
    el('p', {}, words.outsideNote),
    cycles.length ? el('ul', {}, cycles.map((codes) => el('li', {}, ...cycleText(words.cycle(GAP), codes)))) : null,
    unplaced.length ? folded(text.list, table(words.outside(total, integer(total)), [
      { head: words.unplacedPost, cell: (one: (typeof unplaced)[number]) => one.post === null ? data(shorten(one.code, 80)) : postName(org, one.post) },
      { head: words.unplacedWhy, cell: (one: (typeof unplaced)[number]) =>
        isolated(onCycle.has(one.superior) ? words.unplacedCycle(GAP) : words.unplacedNames(GAP), data(shorten(one.superior, 80))) },
    ], unplaced)) : null);
}

function cycleText(sentence: string, codes: string[]): (string | Node)[] {
  const row = el('span');
  [...codes, codes[0]].forEach((code, i) => append(row, [i ? ' → ' : '', data(shorten(code, 60))]));
  return isolated(sentence, row);
}
