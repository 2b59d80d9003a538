// SPDX-License-Identifier: BSL-1.0
/** By unit: its figures before and after, and where its seats stand, layer by layer. */
import type { UnitFigures, UnitSides } from './data';
import { data, el, replace, shorten, type Child } from './dom';
import { ABSENT, brief, integer, number } from './numbers';
import type { Organisation } from './organisation';
import type { Store } from './state';
import { table } from './table';
import type { Text } from './text_en';

/** Rows of the table, and of the heat map. */
const LISTED = 200;
const DRAWN = 40;
/** As print.css says. */
const PRINTED = 12;

type Unit = UnitSides & { unit: string };

/** null: the data have no units. */
export function units(org: Organisation, store: Store, text: Text): HTMLElement | null {
  const { list, total, all } = org.report.units;
  if (!list.some((one) => one.unit !== '')) return null;
  const words = text.units;
  const sorted = [...list].sort((a, b) => b.before.seats - a.before.seats);
  const now = (one: UnitSides): UnitFigures => one.after ?? one.before;
  const name = (one: Unit): string => one.unit || words.none;
  const holder = el('div', {});
  const show = (): void => {
    const { unit } = store.state;
    const chosen = sorted.filter((one) => unit === null || one.unit === unit);
    const shown = chosen.slice(0, LISTED);
    const both = (one: UnitSides, cell: (side: UnitFigures) => string): string => {
      const [a, b] = [cell(one.before), cell(now(one))];
      return a === b ? a : `${a} → ${b}`;
    };
    type Column = [string, (side: UnitFigures) => string];
    const columns: Column[] = [
      [words.seats, (side) => number(side.seats)],
      [words.vacant, (side) => number(side.vacant)],
      [words.positions, (side) => integer(side.positions)],
      [words.cost, (side) => integer(side.cost)],
      [words.managers, (side) => integer(side.managers)],
      [words.meanSpan, (side) => brief(side.mean_span)],
      [words.widest, (side) => integer(side.widest_span)],
      [words.layers, (side) => layers(side)],
      [words.handOffs, (side) => brief(side.hand_offs)],
      [words.load, (side) => brief(side.load)],
      [words.busiest, (side) => brief(side.busiest)],
    ];
    // What is known of no unit needs no column.
    const known = columns.filter(([, cell]) => sorted.some((one) => cell(one.before) !== ABSENT || cell(now(one)) !== ABSENT));
    const rows = table<Unit>(text.sections.units, [
      { head: words.unit, cell: (one) => (one.unit === '' ? one === whole ? words.all : words.none
        : el('button', { type: 'button', class: 'plain post', onclick: () => store.set({ unit: store.state.unit === one.unit ? null : one.unit }) }, data(shorten(one.unit, 100)))) },
      ...known.map(([head, cell]) => ({ head, cell: (one: Unit): Child => both(one, cell), number: true })),
      ...(all.after ? [{ head: words.breaches, cell: (one: Unit) => integer(one.after?.breaches), number: true }] : []),
    ], shown, unit === null ? whole : undefined);
    replace(holder,
      el('p', { class: 'sentence' }, unit === null ? words.sentence(integer(total), shorten(name(sorted[0]), 80), number(sorted[0].before.seats)) : words.one, ' ',
        unit === null ? null : el('button', { type: 'button', class: 'plain', onclick: () => store.set({ unit: null }) }, words.showAll)),
      el('div', { class: 'by-unit' }, rows),
      chosen.length > shown.length || total > list.length ? el('p', { class: 'note' }, words.listed(integer(shown.length), integer(total))) : '',
      chosen.length > PRINTED ? el('p', { class: 'note printed-only' }, words.printed(integer(PRINTED), integer(total))) : '',
      el('div', { class: 'by-unit-more' }, el('h3', {}, words.heat), el('p', { class: 'note' }, words.heatNote), heat(chosen.slice(0, DRAWN))));
  };
  const whole: Unit = { ...all, unit: '' };

  /** Seats by unit and layer; the darker the more. */
  const heat = (rows: Unit[]): HTMLElement => {
    const deepest = Math.max(0, ...rows.flatMap((one) => [one.before.seats_in_layer.length, now(one).seats_in_layer.length]));
    const most = Math.max(1, ...rows.flatMap((one) => now(one).seats_in_layer));
    const columns = Array.from({ length: deepest }, (_, i) => i);
    return el('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': words.heat },
      el('table', { class: 'matrix heat' },
        el('caption', { class: 'unseen' }, words.heat),
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, words.unit), columns.map((i) => el('th', { scope: 'col', class: 'number' }, `${text.structure.layer} ${integer(i + 1)}`)))),
        el('tbody', {}, rows.map((one) => el('tr', {}, el('th', { scope: 'row' }, data(shorten(name(one), 60))), columns.map((i) => {
          const [a, b] = [one.before.seats_in_layer[i] ?? 0, now(one).seats_in_layer[i] ?? 0];
          const cell = el('td', { class: 'number' }, a === 0 && b === 0 ? '' : a === b ? number(a) : `${number(a)} → ${number(b)}`);
          if (b > 0) cell.style.setProperty('--share', String(Math.round(6 + 36 * (b / most))));
          return cell;
        }))))));
  };
  store.follow(['unit'], show);
  show();
  return el('div', {}, el('p', {}, words.note), holder);
}

/** The first and the last layer with seats. */
function layers({ seats_in_layer: seats }: UnitFigures): string {
  const first = seats.findIndex((each) => each > 0);
  if (first < 0) return ABSENT;
  return first + 1 === seats.length ? integer(seats.length) : `${integer(first + 1)}–${integer(seats.length)}`;
}

/** Which unit the page is about; absent where there are none to choose from. */
export function unitField(org: Organisation, store: Store, text: Text): HTMLElement | null {
  const { list } = org.report.units;
  const names = list.map((one) => one.unit).filter((unit) => unit !== '');
  if (names.length < 2) return null;
  const field = el('select', { id: 'unit', onchange: () => store.set({ unit: field.value === '' ? null : names[Number(field.value)] }) },
    el('option', { value: '' }, text.units.all), names.map((unit, i) => el('option', { value: i }, shorten(unit, 80))));
  const show = (): void => void (field.value = store.state.unit === null ? '' : String(names.indexOf(store.state.unit)));
  store.follow(['unit'], show);
  show();
  return el('div', { class: 'field-of' }, el('label', { for: 'unit' }, text.units.unit), field);
}
