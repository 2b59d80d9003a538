// SPDX-License-Identifier: BSL-1.0
/** What the checks found after the simplification, and what is wrong in the data. */
import type { Findings, Report } from './data';
import { data, el, long, shorten } from './dom';
import { ruleText } from './finding_text';
import { ABSENT, integer, percent } from './numbers';
import { measuresOf } from './organisation';
import { table } from './table';
import type { Text } from './text_en';

export function findings(report: Report, text: Text): HTMLElement {
  const words = text.findings;
  const element = el('div', {});
  if (report.checks) {
    element.append(el('h3', { id: 'checks' }, words.checks));
    if (report.checks.by_rule.length === 0) element.append(el('p', {}, words.checksNone));
    else element.append(el('p', {}, words.checksNote), rules(report.checks, report, text));
  }
  element.append(el('h3', {}, words.data));
  const [{ positions, placed, orphans, unrooted, external }] = measuresOf(report);
  if (positions > 0)
    element.append(
      el('p', {}, words.covered(integer(placed), integer(positions), percent(placed / positions))),
      el('p', { class: 'equation' }, words.equation(integer(positions), integer(placed), integer(orphans), integer(unrooted), external ? integer(external) : null)));
  element.append(report.findings.by_rule.length === 0 ? el('p', {}, words.dataNone) : rules(report.findings, report, text));
  return element;
}

function rules(found: Findings, report: Report, text: Text): HTMLElement {
  const words = text.findings;
  const { lang } = report.head;
  return el('div', { class: 'rules' }, found.by_rule.map((rule) => {
    const list = found.list.filter((one) => one.rule === rule.rule && one.severity === rule.severity);
    const known = ruleText(rule.rule, lang);
    type One = (typeof list)[number];
    const inFile = list.some((one) => one.file !== null);
    const english = (sentence: string): HTMLElement => el('span', { lang: 'en' }, long(sentence, 300));
    return el('details', { class: `rule ${rule.severity}`, 'data-rule': rule.rule },
      el('summary', {},
        el('span', { class: `severity ${rule.severity}` }, words.severity[rule.severity]), ' ',
        el('span', { class: 'strong' }, known ? known[0] : rule.rule), ' ', data(rule.rule, { class: 'code' }), ' ',
        el('span', { class: 'count' }, words.places(rule.count, integer(rule.count)))),
      known ? el('p', { class: 'todo' }, `${words.todo}: ${known[1]}.`) : null,
      table(known ? known[0] : rule.rule, [
        { head: words.post, cell: (one: One) => (one.position === null ? ABSENT : data(shorten(one.position, 80), { class: 'code' })) },
        ...(inFile ? [
          { head: words.file, cell: (one: One) => (one.file === null ? ABSENT : data(shorten(one.file, 100))) },
          { head: words.row, cell: (one: One) => integer(one.row), number: true },
          { head: words.column, cell: (one: One) => (one.column === null ? ABSENT : data(shorten(one.column, 60))) },
        ] : []),
        { head: words.detail, cell: (one: One) => (one.detail ? english(one.detail) : ABSENT) },
        ...(inFile ? [{ head: words.action, cell: (one: One) => (one.action ? english(one.action) : ABSENT) }] : []),
      ], list),
      list.length < rule.count ? el('p', { class: 'note' }, words.listed(integer(list.length), integer(rule.count))) : null);
  }));
}

