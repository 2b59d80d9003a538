// SPDX-License-Identifier: BSL-1.0
/** Integrity: which duties are in one hand, how few hands carry a case, and what the change did to both. */
import type { Breach, BreachKind, IntegrityChange, IntegritySide } from './data';
import { data, el, long, shorten } from './dom';
import { ABSENT, integer, percent } from './numbers';
import { folded, table } from './table';
import type { Text } from './text_en';

const SHOWN = 50;

export function integrity(found: IntegritySide | IntegrityChange, text: Text): HTMLElement {
  const words = text.integrity;
  const change = 'after' in found ? found : null;
  const now = change ? change.after : (found as IntegritySide);
  const sides: [string, IntegritySide][] = change ? [[words.before, change.before], [words.after, now]] : [[words.now, now]];
  const element = el('div', {}, el('p', {}, words.note));
  if (change) element.append(el('p', { class: 'strong', 'data-figure': 'integrity' }, words.change(integer(change.new), integer(change.gone), integer(change.kept))));

  const kinds = (Object.keys(words.kinds) as BreachKind[]).filter((kind) => sides.some(([, side]) => side.counts[kind] > 0));
  element.append(kinds.length === 0 ? el('p', {}, words.none) : table(words.list, [
    { head: words.kind, cell: (kind: BreachKind) => words.kinds[kind] },
    ...sides.map(([head, side]) => ({ head, cell: (kind: BreachKind) => integer(side.counts[kind]), number: true })),
  ], kinds));

  const listed = change ? now.breaches.filter((one) => one.new) : now.breaches;
  const whole = change ? change.new : kinds.reduce((sum, kind) => sum + now.counts[kind], 0);
  if (listed.length > 0) {
    const codes = (all: string[]): HTMLElement => data(shorten(all.join(', '), 160), { class: 'code' });
    element.append(el('h3', {}, change ? words.newList : words.list), table(change ? words.newList : words.list, [
      { head: words.rule, cell: (one: Breach) => data(one.rule) },
      { head: words.severity, cell: (one: Breach) => words.severities[one.severity] },
      { head: words.matter, cell: (one: Breach) => (one.matter === null ? ABSENT : data(shorten(one.matter, 60))) },
      { head: words.posts, cell: (one: Breach) => codes(one.positions) },
      { head: words.duties, cell: (one: Breach) => (one.duties.length === 0 ? words.kinds[one.kind] : data(shorten(one.duties.join(' + '), 100))) },
      ...(change ? [
        { head: words.because, cell: (one: Breach) => (one.caused_by.length === 0 ? ABSENT : codes(one.caused_by.map((cause) => cause.position ?? cause.rule))) },
        { head: words.repair, cell: (one: Breach) => (one.repair ? el('span', { lang: 'en' }, long(one.repair.words, 200)) : ABSENT) },
      ] : []),
    ], listed.slice(0, SHOWN)));
    if (whole > Math.min(SHOWN, listed.length)) element.append(el('p', { class: 'note' }, words.listed(integer(Math.min(SHOWN, listed.length)))));
  }

  const processes = [...new Set(sides.flatMap(([, side]) => Object.keys(side.collusion)))];
  if (processes.length > 0)
    element.append(folded(words.hands, table(words.hands, [
      { head: words.matter, cell: (name: string) => data(shorten(name, 80)) },
      ...sides.map(([head, side]) => ({ head, cell: (name: string) => (name in side.collusion ? integer(side.collusion[name]) : ABSENT), number: true })),
    ], processes)));
  if (now.concentration.alone !== null) element.append(el('p', {}, words.alone(percent(now.concentration.alone))));
  return element;
}
