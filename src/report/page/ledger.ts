// SPDX-License-Identifier: BSL-1.0
/** The ledger as a table that is searched, filtered, sorted, paged and downloaded. */
import { csv } from './csv';
import { CHANGES } from './data';
import { data, el, long, replace, shorten } from './dom';
import { Entries, type Entry } from './entries';
import { collator, count, integer } from './numbers';
import { KEPT_TOP, type Organisation } from './organisation';
import { inLanguage } from './policy_text';
import { saveText } from './save';
import type { Store } from './state';
import { table } from './table';
import type { Text } from './text_en';

const PAGE = 50;
/** More would be hundreds of pages that nobody reads; the download has them all. */
const PRINTED = 20_000;

const COLUMNS = ['code', 'post', 'change', 'was', 'is', 'rule', 'reason', 'source'] as const;
type ColumnName = (typeof COLUMNS)[number];

function cellText(entry: Entry, column: ColumnName, text: Text): string {
  if (column === 'post') return entry.title;
  return column === 'change' ? text.ledger.changes[entry.change] : entry[column];
}

export interface LedgerSection {
  element: HTMLElement;
  print: (on: boolean) => void;
}

export function ledger(org: Organisation, store: Store, text: Text): LedgerSection {
  const words = text.ledger;
  const { ledger: source } = org.report;
  const element = el('div', { class: 'ledger' });
  if (!source || source.total === 0) {
    element.append(el('p', {}, words.empty));
    return { element, print: () => undefined };
  }
  const entries = new Entries(org, source, text);

  let chosen: Int32Array = Int32Array.from({ length: entries.count }, (_, i) => i);
  let page = 0;
  let sorted: { column: ColumnName; down: boolean } | null = null;

  const search = el('input', { type: 'search', id: 'ledger-search', placeholder: words.searchHint, dir: 'auto' });
  const change = el('select', { id: 'ledger-change' }, el('option', { value: '' }, words.all),
    CHANGES.map((name, i) => source.by_change[i] > 0 ? el('option', { value: i }, `${words.changes[name]} (${integer(source.by_change[i])})`) : null));
  const rule = el('select', { id: 'ledger-rule' }, el('option', { value: '' }, words.all),
    source.rules.map((one, i) => el('option', { value: i }, shorten(one.id, 60))));
  const status = el('p', { class: 'note', role: 'status' });
  const body = el('tbody', { role: 'rowgroup' });
  const heads = new Map<ColumnName, HTMLElement>();
  const label: Record<ColumnName, string> = {
    code: text.structure.code, post: words.post, change: words.change, was: words.was, is: words.is,
    rule: words.rule, reason: words.reason, source: words.source,
  };
  const head = el('tr', { role: 'row' }, COLUMNS.map((column) => {
    const cell = el('th', { scope: 'col', role: 'columnheader' }, el('button', { type: 'button', class: 'sort', 'aria-label': words.sortBy(label[column]), onclick: () => sortBy(column) }, label[column]));
    heads.set(column, cell);
    return cell;
  }));
  const withLedger = el('input', { type: 'checkbox', id: 'print-ledger' });
  const printed = el('div', { class: 'printed-only printed-ledger' });
  const rules = el('div', { class: 'printed-only' });
  const previous = el('button', { type: 'button', onclick: () => turn(-1) }, words.previous);
  const next = el('button', { type: 'button', onclick: () => turn(1) }, words.next);

  const row = (i: number): HTMLElement => {
    const entry = entries.at(i);
    const title = entry.title ? long(entry.title, 120) : null;
    const cell = (column: ColumnName, content: HTMLElement | string | null, type: string | null = null): HTMLElement =>
      el('td', { role: 'cell', 'data-head': label[column], class: type }, content);
    return el('tr', { 'data-entry': i, role: 'row' },
      el('th', { scope: 'row', role: 'rowheader' }, entry.post >= 0
        ? el('button', { type: 'button', class: 'plain post', onclick: () => store.set({ post: entry.post }) }, data(shorten(entry.code, 80), { class: 'code' }))
        : data(shorten(entry.code, 80), { class: 'code' })),
      cell('post', title), cell('change', words.changes[entry.change], 'change'), cell('was', long(entry.was, 160)), cell('is', long(entry.is, 160)),
      cell('rule', data(shorten(entry.rule, 80), { class: 'code' })), cell('reason', long(entry.reason, 300)), cell('source', long(entry.source, 120), 'source'));
  };

  const show = (): void => {
    const from = page * PAGE;
    const to = Math.min(chosen.length, from + PAGE);
    replace(body, Array.from({ length: Math.max(0, to - from) }, (_, k) => row(chosen[from + k])));
    status.textContent = chosen.length ? words.showing(integer(from + 1), integer(to), integer(chosen.length)) : words.nothing;
    previous.toggleAttribute('disabled', page === 0);
    next.toggleAttribute('disabled', to >= chosen.length);
    for (const [column, cell] of heads)
      cell.setAttribute('aria-sort', sorted?.column === column ? (sorted.down ? 'descending' : 'ascending') : 'none');
  };
  const turn = (step: number): void => {
    page = Math.max(0, Math.min(Math.ceil(chosen.length / PAGE) - 1, page + step));
    show();
    element.querySelector('.ledger-table')!.scrollTop = 0;
  };
  const filter = (): void => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const kept: number[] = [];
    const { unit } = store.state;
    for (let i = 0; i < entries.count; ++i) {
      if (!org.isIn(unit, entries.post[i])) continue;
      if (change.value !== '' && entries.change[i] !== Number(change.value)) continue;
      if (rule.value !== '' && entries.rule[i] !== Number(rule.value)) continue;
      if (wanted.length) {
        const entry = entries.at(i);
        const all = COLUMNS.map((column) => cellText(entry, column, text)).join(' ').toLowerCase();
        if (!wanted.every((word) => all.includes(word))) continue;
      }
      kept.push(i);
    }
    chosen = Int32Array.from(kept);
    sort();
    page = 0;
    show();
  };
  const sort = (): void => {
    if (!sorted) return;
    const { column, down } = sorted;
    const { compare } = collator();
    const keys = new Map(Array.from(chosen, (i) => [i, cellText(entries.at(i), column, text)] as const));
    chosen = Int32Array.from([...chosen].sort((a, b) => (down ? -1 : 1) * compare(keys.get(a)!, keys.get(b)!) || a - b));
  };
  const sortBy = (column: ColumnName): void => {
    sorted = sorted?.column === column && !sorted.down ? { column, down: true } : sorted?.column === column ? null : { column, down: false };
    if (sorted) sort();
    else chosen = chosen.slice().sort();
    page = 0;
    show();
  };
  let waiting = 0;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(filter, 150);
  });
  change.addEventListener('change', filter);
  store.follow(['unit'], filter);
  rule.addEventListener('change', filter);
  const download = (): void => {
    const rows = function* (): Iterable<string[]> {
      yield COLUMNS.map((column) => label[column]);
      for (const i of chosen) {
        const entry = entries.at(i);
        yield COLUMNS.map((column) => cellText(entry, column, text));
      }
    };
    saveText('ledger.csv', 'text/csv', csv(rows()));
  };

  element.append(
    el('p', {}, words.note(integer(source.total))),
    source.listed < source.total ? el('p', { class: 'notice' }, words.listed(integer(source.listed), integer(source.total))) : '',
    el('div', { class: 'controls' },
      el('div', { class: 'field-of grow' }, el('label', { for: 'ledger-search' }, words.search), search),
      el('div', { class: 'field-of' }, el('label', { for: 'ledger-change' }, words.change), change),
      el('div', { class: 'field-of' }, el('label', { for: 'ledger-rule' }, words.rule), rule),
      el('button', { type: 'button', onclick: download }, words.download),
      el('label', { class: 'check' }, withLedger, ' ', words.withLedger)),
    source.laws.length > 0 ? el('div', { class: 'kept' }, el('h3', {}, words.laws),
      table(words.laws, [
        { head: words.law, cell: (one: (typeof source.laws)[number]) => data(shorten(one.law, 300)) },
        { head: words.lawPosts, cell: (one: (typeof source.laws)[number]) => integer(one.posts) },
      ], source.laws)) : '',
    el('div', { class: 'table ledger-table', tabindex: 0, role: 'group', 'aria-label': text.sections.ledger },
      el('table', { role: 'table', class: 'cards' }, el('caption', { class: 'unseen' }, text.sections.ledger), el('thead', { role: 'rowgroup' }, head), body)),
    rules,
    printed,
    el('div', { class: 'buttons pages' }, previous, next, status),
    el('p', { class: 'printed-only' }, words.printed(integer(source.total), integer(PRINTED))),
    // No exemption keeps a post from what a step says.
    org.report.head.policy?.steps && !source.by_change[CHANGES.indexOf('kept-exempt')] ? '' : kept(org, entries, text));
  show();
  return {
    element,
    // On paper all entries stand in one plain table, whose heading comes again on every page; the
    // reason and the legal source are in that of the rules.
    print: (on) => {
      const isPrinted = on && withLedger.checked;
      replace(rules, isPrinted && el('h3', {}, words.rules), isPrinted && table(words.rules, [
        { head: words.rule, cell: (one: (typeof source.rules)[number]) => data(one.id, { class: 'code' }) },
        { head: words.reason, cell: (one: (typeof source.rules)[number]) => data(inLanguage(one.reason, org.report.head.lang)) },
        { head: words.source, cell: (one: (typeof source.rules)[number]) => data(one.source) },
      ], source.rules));
      replace(printed, isPrinted && table(text.sections.ledger, COLUMNS.slice(0, 6).map((column) => ({
        head: label[column],
        cell: (i: number) => data(shorten(cellText(entries.at(i), column, text), 400), { class: column === 'code' || column === 'rule' ? 'code' : null }),
      })), Array.from({ length: Math.min(entries.count, PRINTED) }, (_, i) => i)));
    },
  };
}

/** The posts that an exemption keeps, by the exemption. */
function kept(org: Organisation, entries: Entries, text: Text): HTMLElement {
  const words = text.ledger;
  const result = el('div', { class: 'kept' }, el('h3', {}, words.kept));
  const byRule = new Map<number, number[]>();
  const wanted = CHANGES.indexOf('kept-exempt');
  for (let i = 0; i < entries.count; ++i)
    if (entries.change[i] === wanted) {
      const list = byRule.get(entries.rule[i]);
      if (list) list.push(i);
      else byRule.set(entries.rule[i], [i]);
    }
  const tops = org.change ? org.change.data.outcomes[KEPT_TOP] : 0;
  if (byRule.size === 0) result.append(el('p', {}, words.keptNone));
  else
    result.append(table(words.kept, [
      { head: words.rule, cell: (rule: number) => data(entries.data.rules[rule].id, { class: 'code' }) },
      { head: words.why, cell: (rule: number) => long(inLanguage(entries.data.rules[rule].reason, org.report.head.lang), 400) },
      { head: words.source, cell: (rule: number) => long(entries.data.rules[rule].source, 160) },
      { head: words.post, cell: (rule: number) => {
        const list = byRule.get(rule)!;
        return [el('ul', { class: 'posts' }, list.slice(0, 20).map((i) => {
          const entry = entries.at(i);
          return el('li', {}, data(shorten(entry.title, 100)), ' ', data(shorten(entry.code, 60), { class: 'code' }));
        })), list.length > 20 ? el('span', { class: 'note' }, text.more(integer(list.length - 20))) : null];
      } },
    ], [...byRule.keys()]));
  if (tops !== 0) result.append(el('p', {}, words.keptTops(count(tops))));
  return result;
}

