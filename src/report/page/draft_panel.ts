// SPDX-License-Identifier: BSL-1.0
/**
 * A scenario by hand: what may be done with a post, and the steps so far. The page shows who comes
 * where; it measures nothing, that is what the file is saved for.
 */
import { data, el, GAP, isolated, replace, shorten, type Child } from './dom';
import type { Draft, DraftStep, Step } from './draft';
import { integer, number, parse } from './numbers';
import type { Organisation } from './organisation';
import { postName } from './path';
import { saveText } from './save';
import { searchField } from './search';
import type { Store } from './state';
import { table } from './table';
import type { Text } from './text_en';

const ACTS = ['move', 'merge', 'abolish', 'retitle', 're-rank', 'seats'] as const;
type Act = (typeof ACTS)[number];

/** Rows of the table of who comes where. */
const LISTED = 100;

/** What may be done with the post that is looked at. */
export function changeOf(org: Organisation, draft: Draft, post: number, text: Text): HTMLElement {
  const words = text.draft;
  const form = el('div', { class: 'draft-form' });
  const buttons = new Map<Act, HTMLElement>();
  const open = (act: Act | null): void => {
    for (const [key, button] of buttons) button.setAttribute('aria-expanded', String(key === act));
    replace(form, act && formFor(org, draft, post, act, text));
    form.querySelector<HTMLElement>('input, select, textarea')?.focus();
  };
  const ranks = org.report.ranks.filter((rank) => rank.order !== null);
  for (const act of ACTS)
    if (act !== 're-rank' || ranks.length > 0)
      buttons.set(act, el('button', { type: 'button', 'data-act': act, 'aria-expanded': 'false', onclick: () => open(buttons.get(act)!.getAttribute('aria-expanded') === 'true' ? null : act) }, words.acts[act]));
  const ended = draft.endedBy(post);
  return el('div', { class: 'draft-post screen' }, el('h4', {}, words.change),
    ended !== null ? el('p', {}, words.endedBy(integer(ended + 1))) : [
      draft.superiorOf(post) !== org.before.trees.superior[post] && draft.superiorOf(post) >= 0
        ? el('p', { class: 'note' }, words.reportsNow, ' ', postName(org, draft.superiorOf(post))) : null,
      el('div', { class: 'buttons' }, [...buttons.values()]), form]);
}

function formFor(org: Organisation, draft: Draft, post: number, act: Act, text: Text): HTMLElement {
  const words = text.draft;
  /** null: nobody was chosen. */
  let other: number | null = null;
  const otherNote = el('p', { class: 'note', hidden: true });
  const choose = (found: number): void => {
    other = found;
    otherNote.hidden = false;
    replace(otherNote, `${words.chosenOther} `, postName(org, found));
    problem.textContent = '';
  };
  const field = (label: string, input: HTMLElement): HTMLElement => el('div', { class: 'field-of' }, el('label', { for: input.id }, label), input);
  const target = (label: string): Child[] => [searchField(org, text, label, text.walk.originatorHint, function* () {
    for (let p = 0; p < org.count; ++p) yield { key: p, post: p };
  }, (found) => choose(found.post)), otherNote];
  const title = el('input', { id: 'draft-title', type: 'text', value: draft.titleOf(post), dir: 'auto' });
  const unit = el('input', { id: 'draft-unit', type: 'text', value: draft.unitOf(post), dir: 'auto' });
  const rank = el('select', { id: 'draft-rank' }, org.report.ranks.filter((one) => one.order !== null).sort((a, b) => a.order! - b.order!).map((one) => el('option', { value: one.name }, shorten(one.name, 60))));
  rank.value = draft.rankOf(post);
  const seats = el('input', { id: 'draft-seats', type: 'text', inputmode: 'decimal', value: number(draft.seatsOf(post)) });
  const filled = el('input', { id: 'draft-filled', type: 'text', inputmode: 'decimal', value: draft.filledOf(post) === null ? '' : number(draft.filledOf(post)) });
  const reason = el('textarea', { id: 'draft-reason', rows: 2, required: true, dir: 'auto' });
  const source = el('input', { id: 'draft-step-source', type: 'text', placeholder: words.sourceHint, dir: 'auto' });
  const problem = el('p', { class: 'bad', role: 'alert' });
  const fields: Record<Act, Child[]> = {
    move: target(words.moveTo),
    merge: target(words.mergeInto),
    abolish: target(draft.superiorOf(post) < 0 ? words.abolishTo : words.abolishToOr),
    retitle: [field(words.title, title), field(text.structure.unit, unit)],
    're-rank': [field(text.structure.rank, rank)],
    seats: [field(text.structure.seats, seats), field(words.filled, filled)],
  };
  const made = (): Step | string => {
    const changed = (input: HTMLInputElement, was: string): string | null => (input.value.trim() === was ? null : input.value.trim());
    switch (act) {
      case 'move':
        return other === null ? words.whom : { do: act, position: post, to: other };
      case 'merge':
        return other === null ? words.whom : { do: act, position: post, into: other };
      case 'abolish':
        return { do: act, position: post, to: other };
      case 'retitle':
        return { do: act, position: post, title: changed(title, draft.titleOf(post)), unit: changed(unit, draft.unitOf(post)) };
      case 're-rank':
        return { do: act, position: post, rank: rank.value };
      case 'seats': {
        const [all, some] = [parse(seats.value), filled.value.trim() === '' ? draft.filledOf(post) : parse(filled.value)];
        if (all === null || (some === null && filled.value.trim() !== '')) return words.refusals.seats;
        return { do: act, position: post, seats: all === draft.seatsOf(post) ? null : all, filled: some === draft.filledOf(post) ? null : some };
      }
    }
  };
  const add = (): void => {
    const step = made();
    const refused = typeof step === 'string' ? step : ((why) => why && words.refusals[why])(draft.refuses(step));
    problem.textContent = refused ?? (reason.value.trim() === '' ? words.needsReason : '');
    if (problem.textContent !== '' || typeof step === 'string') return;
    draft.add({ ...step, reason: reason.value.trim(), source: source.value.trim() });
  };
  return el('div', { class: 'draft-fields' }, el('p', { class: 'note' }, words.what[act]), fields[act],
    field(words.reason, reason), field(words.stepSource, source), problem,
    el('button', { type: 'button', class: 'add', onclick: add }, words.add));
}

/** A step in words. */
function told(org: Organisation, draft: Draft, step: DraftStep, i: number, text: Text): Child {
  const words = text.draft;
  const name = (post: number): Node => postName(org, post);
  const sentence = (pattern: string, ...parts: Node[]): Child[] =>
    pattern.split(GAP).flatMap((piece, k): Child[] => (k < parts.length ? [piece, parts[k]] : [piece]));
  const along = draft.movedBy(i).filter((post) => post !== step.position).length;
  switch (step.do) {
    case 'move':
      return step.to === null ? sentence(words.toldTop(GAP), name(step.position)) : sentence(words.toldMove(GAP), name(step.position), name(step.to));
    case 'merge':
      return [...sentence(words.toldMerge(GAP), name(step.position), name(step.into)), ' ', words.along(along, integer(along))];
    case 'abolish':
      return [...(step.to === null ? sentence(words.toldAbolish(GAP), name(step.position)) : sentence(words.toldAbolishTo(GAP), name(step.position), name(step.to))), ' ', words.along(along, integer(along))];
    case 'retitle':
      return sentence(words.toldRetitle(GAP), name(step.position), data([step.title, step.unit].filter((one) => one !== null).join(', ')));
    case 're-rank':
      return sentence(words.toldRank(GAP), name(step.position), data(step.rank));
    case 'seats':
      return sentence(words.toldSeats(step.seats === null ? null : number(step.seats), step.filled === null ? null : number(step.filled), GAP), name(step.position));
  }
}

/** The steps so far, what moves by them, and the file. */
export function draftSection(org: Organisation, store: Store, draft: Draft, text: Text): HTMLElement {
  const words = text.draft;
  const name = el('input', { id: 'draft-name', type: 'text', value: draft.name, placeholder: words.nameHint, dir: 'auto', oninput: () => void (draft.name = name.value.trim()) });
  const source = el('input', { id: 'draft-source', type: 'text', value: draft.source, placeholder: words.sourceExample, dir: 'auto', oninput: () => void (draft.source = source.value.trim()) });
  const undo = el('button', { type: 'button', id: 'draft-undo', onclick: () => draft.undo() }, words.undo);
  const redo = el('button', { type: 'button', id: 'draft-redo', onclick: () => draft.redo() }, words.redo);
  const problem = el('p', { class: 'bad', role: 'alert' });
  const save = (): void => {
    problem.textContent = draft.name === '' ? words.needsName
      : draft.source === '' && draft.steps.some((step) => step.source === '') ? words.needsSource : '';
    if (problem.textContent !== '') return;
    const file = `${draft.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'scenario'}.toml`;
    const [input] = org.report.head.inputs;
    const line = (part: string): string => part.replace(/\p{Cc}/gu, ' ');
    saveText(file, 'application/toml', draft.toml([
      `Made by hand in the report "${line(org.report.head.title)}", Pangkas ${org.report.head.pangkas}, on`,
      ...org.report.head.inputs.map((one) => `${line(one.file)} (SHA-256 ${one.sha256})`),
      `pangkas apply ${line(input?.file ?? 'FILE')} --scenario ${file}`,
    ].join('\n')));
  };
  const saving = el('button', { type: 'button', id: 'draft-save', onclick: save }, words.save);
  const body = el('div', { class: 'draft-steps', 'aria-live': 'polite' });
  const show = (): void => {
    const { steps } = draft;
    undo.toggleAttribute('disabled', steps.length === 0);
    redo.toggleAttribute('disabled', !draft.canRedo);
    saving.toggleAttribute('disabled', steps.length === 0);
    const { moved } = draft;
    replace(body, steps.length === 0 ? el('p', {}, words.none) : [
      el('ol', {}, steps.map((step, i) => el('li', {}, told(org, draft, step, i, text), el('span', { class: 'why' }, data(step.reason), step.source ? [' · ', data(step.source)] : null)))),
      moved.length === 0 ? null : [
        el('h3', {}, words.moves(moved.length, integer(moved.length))),
        table(words.moves(moved.length, integer(moved.length)), [
          { head: text.structure.unplacedPost, cell: (post: number) => el('button', { type: 'button', class: 'plain post', onclick: () => store.set({ post }) }, postName(org, post)) },
          { head: words.reportedTo, cell: (post: number) => superior(org, org.before.trees.superior[post], words.nobody) },
          { head: words.reportsTo, cell: (post: number) => (draft.endedBy(post) !== null ? words.ends : superior(org, draft.superiorOf(post), words.nobody)) },
        ], moved.slice(0, LISTED)),
        moved.length > LISTED ? el('p', { class: 'note' }, text.more(integer(moved.length - LISTED))) : null,
      ],
    ]);
  };
  draft.follow(show);
  show();
  return el('div', { class: 'draft' }, el('p', {}, words.note), body,
    el('div', { class: 'buttons' }, undo, redo),
    el('div', { class: 'controls' },
      el('div', { class: 'field-of' }, el('label', { for: 'draft-name' }, words.name), name),
      el('div', { class: 'field-of grow' }, el('label', { for: 'draft-source' }, words.source), source), saving),
    problem, el('p', { class: 'note' }, isolated(words.play(GAP), el('code', {}, `pangkas apply FILE --scenario …`))));
}

function superior(org: Organisation, post: number, nobody: string): Child {
  return post < 0 ? nobody : postName(org, post);
}
