// SPDX-License-Identifier: BSL-1.0
/** Tables of a few rows, as they stand beside every chart. Each can be taken along as a file. */
import { csv } from './csv';
import { el, type Child } from './dom';
import { parse } from './numbers';
import { saveBlob, saveText } from './save';
import { workbook, type CellValue } from './workbook';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => Child;
  /** Numbers stand at the right. */
  number?: boolean;
}

/** Fewer rows are read, not computed with. */
const SAVED = 3;

/** @param caption  Says what the table holds; seen only by who cannot see the heading above it. */
export function table<Row>(caption: string, columns: Column<Row>[], rows: readonly Row[], foot?: Row): HTMLElement {
  const row = (of: Row): HTMLElement =>
    el('tr', { role: 'row' }, columns.map((column, i) => {
      const content = column.cell(of);
      const attributes = { class: column.number ? 'number' : null };
      return i === 0 ? el('th', { scope: 'row', role: 'rowheader', ...attributes }, content)
        : el('td', { role: 'cell', 'data-head': column.head, ...attributes }, content);
    }));
  // On a phone each row is a card, see screen.css; the roles say what it is all the same.
  const grid = el('table', { role: 'table', class: columns.length > 2 ? 'cards' : null },
    el('caption', { class: 'unseen' }, caption),
    el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, columns.map((column) => el('th', { scope: 'col', role: 'columnheader', class: column.number ? 'number' : null }, column.head)))),
    el('tbody', { role: 'rowgroup' }, rows.map(row)),
    foot === undefined ? null : el('tfoot', { role: 'rowgroup' }, row(foot)));
  return el('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': caption }, grid,
    rows.length >= SAVED ? files(caption, grid) : null);
}

/** Buttons that save the table as it is seen. */
export function files(caption: string, grid: HTMLTableElement): HTMLElement {
  const name = caption.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'table';
  const typed = (): CellValue[][] => [...grid.rows].map((row) =>
    [...row.cells].map((cell) => (cell.classList.contains('number') && !cell.closest('thead') ? (parse(textOf(cell)) ?? textOf(cell)) : textOf(cell))));
  const button = (kind: string, act: () => void): HTMLElement =>
    el('button', { type: 'button', class: 'plain', 'aria-label': `${kind}: ${caption}`, onclick: act }, kind);
  return el('p', { class: 'files screen' },
    button('CSV', () => saveText(`${name}.csv`, 'text/csv', csv(typed().map((row) => row.map(String))))),
    button('XLSX', () => saveBlob(`${name}.xlsx`, workbook(caption, typed()))));
}

/** What is read in a cell: of a text that is folded the whole, and nothing twice. */
function textOf(cell: HTMLElement): string {
  const copy = cell.cloneNode(true) as HTMLElement;
  for (const long of copy.querySelectorAll('details.long > summary')) long.remove();
  return (copy.textContent ?? '').trim();
}

/** A table that is folded away until it is asked for. */
export function folded(summary: string, ...content: Child[]): HTMLElement {
  return el('details', { class: 'folded' }, el('summary', {}, summary), content);
}
