// SPDX-License-Identifier: BSL-1.0
/** What the checks found after the simplification, and what is wrong in the data. */
import type { Findings } from './data';
import { data, el, long, replace, shorten } from './dom';
import { worstFirst } from './finding';
import { detailInIndonesian } from './finding_detail';
import { ruleText } from './finding_text';
import { ABSENT, integer, percent } from './numbers';
import { measuresOf, type Organisation } from './organisation';
import type { Store } from './state';
import { table } from './table';
import type { Text } from './text_en';

export function findings(org: Organisation, store: Store, text: Text): HTMLElement {
  const { report } = org;
  const words = text.findings;
  const element = el('div', {});
  if (report.checks) {
    element.append(el('h3', { id: 'checks' }, words.checks));
    if (report.checks.by_rule.length === 0) element.append(el('p', {}, words.checksNone));
    else element.append(el('p', {}, words.checksNote), rules(report.checks, org, store, text));
  }
  element.append(el('h3', {}, words.data));
  const [{ positions, placed, orphans, unrooted, external }] = measuresOf(report);
  if (positions > 0)
    element.append(
      el('p', {}, words.covered(integer(placed), integer(positions), percent(placed / positions))),
      el('p', { class: 'equation' }, words.equation(integer(positions), integer(placed), integer(orphans), integer(unrooted), external ? integer(external) : null)));
  element.append(report.findings.by_rule.length === 0 ? el('p', {}, words.dataNone) : rules(report.findings, org, store, text));
  return element;
}

function rules(found: Findings, org: Organisation, store: Store, text: Text): HTMLElement {
  const holder = el('div', { class: 'rules' });
  const show = (): void => replace(holder, narrowed(found, org, store, text));
  store.follow(['unit'], show);
  show();
  return holder;
}

function english(sentence: string): HTMLElement {
  return el('span', { lang: 'en' }, long(sentence, 300));
}

/** In the language of the page, where it has the words. */
export function detailOf({ rule, detail }: { rule: string; detail: string }, lang: 'id' | 'en'): HTMLElement {
  const translated = lang === 'id' ? detailInIndonesian(rule, detail) : null;
  return translated === null ? english(detail) : long(translated, 300);
}

/** The rules with what of them is in the unit that is looked at. */
function narrowed(found: Findings, org: Organisation, store: Store, text: Text): HTMLElement[] {
  const words = text.findings;
  const { lang } = org.report.head;
  const { unit } = store.state;
  return worstFirst(found).flatMap((rule) => {
    const list = found.list.filter((one) => one.rule === rule.rule && one.severity === rule.severity && org.isIn(unit, one.post));
    if (unit !== null && list.length === 0) return [];
    const count = unit === null ? rule.count : list.length;
    const known = ruleText(rule.rule, lang);
    type One = (typeof list)[number];
    const inFile = list.some((one) => one.file !== null);
    return el('details', { class: `rule ${rule.severity}`, 'data-rule': rule.rule },
      el('summary', {},
        el('span', { class: `severity ${rule.severity}` }, words.severity[rule.severity]), ' ',
        el('span', { class: 'strong' }, known ? known[0] : rule.rule), ' ', data(rule.rule, { class: 'code' }), ' ',
        el('span', { class: 'count' }, words.places(count, integer(count)))),
      known ? el('p', { class: 'todo' }, `${words.todo}: ${known[1]}.`) : null,
      table(known ? known[0] : rule.rule, [
        { head: words.post, cell: (one: One) => (one.position === null ? ABSENT : data(shorten(one.position, 80), { class: 'code' })) },
        ...(inFile ? [
          { head: words.file, cell: (one: One) => (one.file === null ? ABSENT : data(shorten(one.file, 100))) },
          { head: words.row, cell: (one: One) => integer(one.row), number: true },
          { head: words.column, cell: (one: One) => (one.column === null ? ABSENT : data(shorten(one.column, 60))) },
        ] : []),
        { head: words.detail, cell: (one: One) => (one.detail ? detailOf(one, lang) : ABSENT) },
        ...(inFile ? [{ head: words.action, cell: (one: One) => (one.action ? english(one.action) : ABSENT) }] : []),
      ], list),
      list.length < count ? el('p', { class: 'note' }, words.listed(integer(list.length), integer(count))) : null);
  });
}

