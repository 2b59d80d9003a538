// SPDX-License-Identifier: BSL-1.0
/** Tables of a few rows, as they stand beside every chart. */
import { el, type Child } from './dom';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => Child;
  /** Numbers stand at the right. */
  number?: boolean;
}

/** @param caption  Says what the table holds; seen only by who cannot see the heading above it. */
export function table<Row>(caption: string, columns: Column<Row>[], rows: readonly Row[], foot?: Row): HTMLElement {
  const row = (of: Row): HTMLElement =>
    el('tr', {}, columns.map((column, i) => {
      const content = column.cell(of);
      const attributes = { class: column.number ? 'number' : null };
      return i === 0 ? el('th', { scope: 'row', ...attributes }, content) : el('td', attributes, content);
    }));
  return el('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': caption },
    el('table', {},
      el('caption', { class: 'unseen' }, caption),
      el('thead', {}, el('tr', {}, columns.map((column) => el('th', { scope: 'col', class: column.number ? 'number' : null }, column.head)))),
      el('tbody', {}, rows.map(row)),
      foot === undefined ? null : el('tfoot', {}, row(foot))));
}

/** A table that is folded away until it is asked for. */
export function folded(summary: string, ...content: Child[]): HTMLElement {
  return el('details', { class: 'folded' }, el('summary', {}, summary), content);
}
