// SPDX-License-Identifier: BSL-1.0
/** What the data say of one post: beside the page where there is room, else below the pictures. */
import { KINDS, LINES, OUTCOMES, PLACEMENTS } from './data';
import { data, el, GAP, isolated, long, replace, shorten, type Child } from './dom';
import type { Draft } from './draft';
import { changeOf } from './draft_panel';
import { Entries } from './entries';
import { ruleText } from './finding_text';
import { detailOf } from './findings';
import { ABSENT, brief, integer, number } from './numbers';
import type { Organisation, SideModel } from './organisation';
import { postName } from './path';
import type { Store } from './state';
import { sideName } from './structure';
import { folded, table } from './table';
import type { Text } from './text_en';

/** Entries of the ledger, and lines of other types, that are listed of one post. */
const ENTRIES = 20;
const MOST_LINES = 10;

/**
 * @param draft     null: no scenario can be made of this page.
 * @param walkFrom  A listed path that the post begins; null: there is none.
 */
export function postPanel(org: Organisation, store: Store, text: Text, draft: Draft | null, walkFrom: (post: number) => number | null): HTMLElement {
  const panel = el('section', { class: 'chosen', 'aria-labelledby': 'chosen-heading', tabindex: -1 });
  const ledger = org.report.ledger && new Entries(org, org.report.ledger, text);
  const show = (): void => {
    const { post } = store.state;
    panel.classList.toggle('open', post !== null);
    const hadFocus = panel.contains(document.activeElement);
    replace(panel, content(org, store, text, draft, ledger, walkFrom));
    if (hadFocus) panel.focus({ preventScroll: true });
  };
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !(event.target as Element).closest('input, textarea, select')) store.set({ post: null });
  });
  store.follow(['post', 'undrawn'], show);
  draft?.follow(show);
  show();
  return panel;
}

function content(org: Organisation, store: Store, text: Text, draft: Draft | null, ledger: Entries | null, walkFrom: (post: number) => number | null): Child[] {
  const words = text.structure;
  const { post, undrawn } = store.state;
  const heading = el('h3', { id: 'chosen-heading' }, words.chosen);
  const found = undrawn && undrawn.superior === post
    ? el('p', { class: 'notice', role: 'status' }, isolated(post === null ? words.undrawnOpensNone(GAP) : words.undrawnOpens(GAP),
        el('span', {}, undrawn.title ? [data(shorten(undrawn.title, 160)), ' '] : null, data(shorten(undrawn.code, 60), { class: 'code' }))))
    : null;
  if (post === null) return [heading, found ?? el('p', { class: 'note screen' }, words.noneChosen)];
  const unit = org.units.at(post);
  const filled = org.filled.at(post);
  const outcome = org.change ? OUTCOMES[org.change.outcome[post]] : null;
  const walk = walkFrom(post);
  return [
    el('div', { class: 'panel-head' }, heading, el('button', { type: 'button', class: 'plain close screen', onclick: () => store.set({ post: null }) }, text.panel.close)),
    found,
    el('p', { class: 'strong' }, long(org.name(post)), ' ', data(shorten(org.codes[post], 80), { class: 'code' })),
    el('p', { class: 'note' },
      unit ? [words.unit, ': ', el('button', { type: 'button', class: 'plain post', onclick: () => store.set({ unit }) }, data(shorten(unit, 200))), ' · '] : '',
      words.seats, ': ', number(org.seats.at(post)), ', ', filled === 0 ? words.vacant : `${words.filled} ${number(filled)}`,
      outcome ? ` · ${words.outcome}: ${outcome === 'unchanged' && org.report.head.policy?.steps ? text.flows.keptByHand : text.outcomes[outcome]}` : ''),
    rows(org, store, post, text),
    loadOf(org, post, text),
    walk === null ? null : el('p', { class: 'screen' }, el('button', { type: 'button', class: 'plain', onclick: () => store.set({ walk, pathAlone: true, changesOnly: false }) }, text.panel.path)),
    ledger && entriesOf(ledger, post, text),
    findingsOf(org, post, text),
    draft && !org.isNew(post) && changeOf(org, draft, post, text),
  ];
}

/** Its row before and after. */
function rows(org: Organisation, store: Store, post: number, text: Text): HTMLElement {
  const words = text.structure;
  const cells: [string, (side: SideModel) => Child][] = [
    [words.kind, (side) => {
      const kind = side.kind.at(post);
      return kind === null ? text.kinds.unknown : text.kinds[KINDS[kind]];
    }],
    [words.rank, (side) => {
      const rank = org.rankName(side, post);
      return rank ? data(shorten(rank, 80)) : text.noRank;
    }],
    [words.layer, (side) => {
      const layer = side.layer.at(post);
      return layer === null ? `${words.notPlaced} (${text.placements[PLACEMENTS[side.placement[post]]]})` : integer(layer);
    }],
    [words.superior, (side) => {
      const superior = side.trees.superior[post];
      return superior < 0 ? (side.placement[post] === 0 ? words.top : text.unknown)
        : el('button', { type: 'button', class: 'plain post', onclick: () => store.set({ post: superior }) }, postName(org, superior));
    }],
    [words.span, (side) => integer(side.span[post])],
    [words.under, (side) => integer(side.trees.size[post] - 1)],
  ];
  if (org.sides.some((side) => linesOf(org, side, post, text).length > 0)) cells.push([words.lines, (side) => linesOf(org, side, post, text)]);
  return table(words.chosen, [
    { head: text.aspect, cell: ([label]: (typeof cells)[number]) => label },
    ...org.sides.map((side) => ({ head: sideName(org, side, text), cell: ([, cell]: (typeof cells)[number]) => cell(side) })),
  ], cells);
}

/** Lines other than command that lead to a post, the first ones. */
function linesOf(org: Organisation, side: SideModel, post: number, text: Text): Node[] {
  const { superior, subordinate, type, role } = org.lines(side);
  const result: Node[] = [];
  for (let i = 0; i < subordinate.length && result.length < MOST_LINES; ++i)
    if (subordinate[i] === post)
      result.push(el('div', {}, role.at(i) ? data(shorten(role.at(i), 60)) : text.lineTypes[LINES[type[i]]], ': ', postName(org, superior[i])));
  return result;
}

/** Of the busiest posts, of which alone the page knows it. */
function loadOf(org: Organisation, post: number, text: Text): HTMLElement | null {
  const load = org.report.load?.find((one) => one.post === post);
  if (!load) return null;
  return el('p', {}, `${text.panel.load}: `, load.after === null ? '' : `${brief(load.before)} → `, text.load.years(brief(load.after ?? load.before)));
}

/** What the ledger says of it. */
function entriesOf(ledger: Entries, post: number, text: Text): HTMLElement | null {
  const own: number[] = [];
  for (let i = 0; i < ledger.count; ++i) if (ledger.post[i] === post) own.push(i);
  if (own.length === 0) return null;
  const words = text.ledger;
  return el('details', { class: 'folded', open: own.length <= 4 }, el('summary', {}, `${text.sections.ledger} (${integer(own.length)})`),
    el('ul', { class: 'posts entries' }, own.slice(0, ENTRIES).map((i) => {
      const entry = ledger.at(i);
      const told = entry.was !== ABSENT || entry.is !== ABSENT;
      return el('li', {}, el('span', { class: 'strong' }, words.changes[entry.change]),
        told ? [': ', long(entry.was, 120), ' → ', long(entry.is, 120)] : null,
        entry.reason ? el('span', { class: 'why' }, long(entry.reason, 200)) : null,
        entry.source ? el('span', { class: 'why' }, long(entry.source, 160)) : null);
    })),
    own.length > ENTRIES ? el('p', { class: 'note' }, text.more(integer(own.length - ENTRIES))) : null);
}

/** What checks and data have to say of it. */
function findingsOf(org: Organisation, post: number, text: Text): HTMLElement | null {
  const own = [...(org.report.checks?.list ?? []), ...org.report.findings.list].filter((one) => one.post === post);
  if (own.length === 0) return null;
  return folded(`${text.sections.findings} (${integer(own.length)})`, el('ul', { class: 'posts entries' }, own.map((one) =>
    el('li', {}, el('span', { class: `severity ${one.severity}` }, text.findings.severity[one.severity]), ' ',
      ruleText(one.rule, org.report.head.lang)?.[0] ?? one.rule,
      one.detail ? el('span', { class: 'why' }, detailOf(one, org.report.head.lang)) : null))));
}
