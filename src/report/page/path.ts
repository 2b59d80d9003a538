// SPDX-License-Identifier: BSL-1.0
/** The path of one decision: which one, and its steps beside the pictures that light it up. */
import type { Authority } from './data';
import { data, el, replace, shorten, type Child } from './dom';
import { chain } from './forest';
import type { LitPath } from './chart';
import { integer, number } from './numbers';
import type { Organisation, SideModel } from './organisation';
import { searchField } from './search';
import type { Store } from './state';
import type { Text } from './text_en';
import { AllWalks, isBeside, stages, type Step, type Walk } from './walks';

export interface PathPanel {
  element: HTMLElement;
  /** The lit path by side; nothing if none is. */
  lit: () => (LitPath | null)[];
  /** The first listed path that a post begins; null: there is none. */
  ofOriginator: (post: number) => number | null;
}

export function pathPanel(org: Organisation, store: Store, text: Text): PathPanel {
  const words = text.walk;
  const { paths } = org.report;
  const walks = new AllWalks(paths.walks);
  const matterName = (m: number): string =>
    paths.default_matter ? words.defaultShort : paths.matters[m]?.name || paths.matters[m]?.code || '';

  let lit: (LitPath | null)[] = org.sides.map(() => null);
  const light = (): void => {
    const pair = store.state.walk;
    if (pair === null) {
      lit = org.sides.map(() => null);
      return;
    }
    const all = walks.sides.map((side) => side.at(pair).steps);
    const posts = new Set([walks.originator[pair], ...all.flat().map((step) => step.post)]);
    lit = org.sides.map((side, s) => {
      const steps = all[s] ?? [];
      const numbers = new Map<number, string>();
      steps.forEach((step, k) => {
        const before = numbers.get(step.post);
        numbers.set(step.post, before ? `${before}, ${k + 1}` : String(k + 1));
      });
      const around = new Set<number>();
      for (const post of posts) for (const p of chain(side.trees, post)) around.add(p);
      const line = new Set(chain(side.trees, walks.originator[pair]));
      const order = stages(steps);
      const links: [number, number][] = [];
      const beside: number[][] = [];
      order.slice(1).forEach((next, k) => {
        const joined = new Set<number>();
        for (const from of order[k])
          for (const to of next)
            if (isBeside(from, line) || isBeside(to, line)) joined.add(from.post).add(to.post);
            else links.push([from.post, to.post]);
        if (joined.size > 1) beside.push([...joined]);
      });
      return { links, beside, numbers, with: around };
    });
  };

  const matter = el('select', { id: 'path-matter' });
  paths.matters.forEach((_, m) => {
    const [from, to] = walks.of(m);
    if (to > from) matter.append(el('option', { value: m }, shorten(matterName(m), 80)));
  });
  const chosenMatter = (): number => Number(matter.value || 0);

  const quick = (label: string, pair: () => number | null): HTMLElement =>
    el('button', { type: 'button', class: 'plain', onclick: () => {
      const found = pair();
      if (found !== null) store.set({ walk: found, pathAlone: true, changesOnly: false });
    } }, label);
  const range = (): [number, number] => walks.of(chosenMatter());
  const quicks = el('div', { class: 'buttons' },
    quick(words.longest, () => walks.most(...range(), (before) => before)),
    org.after && [
      quick(words.longestAfter, () => walks.most(...range(), (_, after) => after)),
      quick(words.worst, () => walks.most(...range(), (b, a) => (b === null || a === null ? null : a - b))),
      quick(words.best, () => walks.most(...range(), (b, a) => (b === null || a === null ? null : b - a))),
    ]);

  const search = searchField(org, text, words.originator, words.originatorHint, function* () {
    const [from, to] = range();
    for (let i = from; i < to; ++i) yield { key: i, post: walks.originator[i] };
  }, (found) => store.set({ walk: found.key, pathAlone: true, changesOnly: false }));

  const alone = el('input', { type: 'checkbox', id: 'path-alone', onchange: () => store.set({ pathAlone: alone.checked, changesOnly: false }) });
  const clear = el('button', { type: 'button', class: 'plain', onclick: () => store.set({ walk: null }) }, words.clear);
  const heading = el('p', { class: 'raised' });
  const steps = el('div', { class: 'steps-of-sides', 'aria-live': 'polite' });

  const show = (): void => {
    light();
    const pair = store.state.walk;
    alone.checked = store.state.pathAlone;
    clear.hidden = pair === null;
    alone.parentElement!.hidden = pair === null;
    if (pair === null) {
      heading.textContent = '';
      steps.textContent = '';
      return;
    }
    matter.value = String(walks.matter[pair]);
    const originator = walks.originator[pair];
    replace(heading,
      data(shorten(matterName(walks.matter[pair]), 200), { class: 'strong' }),
      ' · ', words.originator.toLowerCase(), ' ', postName(org, originator));
    replace(steps, walks.sides.map((side, s) =>
      sideSteps(org, store, text, org.sides[s], org.sides.length > 1 ? words.steps(text.side[org.sides[s].which]) : null, originator, side.at(pair), paths.matters[walks.matter[pair]]?.limit_hours ?? null)));
  };
  matter.addEventListener('change', () => {
    const found = walks.most(...range(), (before, after) => after ?? before);
    store.set({ walk: found, pathAlone: true, changesOnly: false });
  });

  const { complete, listed, total, most_steps } = walks.data;
  const leftOut =
    most_steps !== undefined
      ? el('p', { class: 'note' }, words.someSteps(integer(listed), integer(total), integer(most_steps)))
      : complete || listed === 0 ? '' : el('p', { class: 'note' }, words.some(integer(listed), integer(total)));
  const element = el('section', { class: 'path', 'aria-labelledby': 'path-heading' },
    el('h3', { id: 'path-heading' }, words.heading));
  if (walks.count === 0) element.append(el('p', {}, words.none), leftOut);
  else
    element.append(
      paths.default_matter ? el('p', { class: 'note' }, words.defaultMatter) : '',
      el('div', { class: 'controls' },
        el('div', { class: 'field-of', hidden: paths.matters.length < 2 }, el('label', { for: 'path-matter' }, words.matter), matter),
        search),
      quicks,
      leftOut,
      heading,
      el('div', { class: 'buttons' }, el('label', { class: 'check' }, alone, ' ', words.alone), clear),
      steps);
  store.follow(['walk', 'pathAlone'], show);
  if (walks.count > 0) {
    // The page opens with the path that makes most hand-offs a year more after the reform, or the longest one.
    const each = paths.matters.map((one) => one.volume / Math.max(1, one.originators));
    const largest = Math.max(1, ...each);
    const first = walks.most(0, walks.count, (before, after, m) =>
      (before === null ? null : (Math.max(0, (after ?? before) - before) * each[m]) / largest * 1e6 + before));
    store.set({ walk: first ?? 0 });
    show();
  }
  const ofOriginator = (post: number): number | null => {
    const pair = walks.originator.indexOf(post);
    return pair < 0 ? null : pair;
  };
  return { element, lit: () => lit, ofOriginator };
}

export function postName(org: Organisation, post: number): HTMLElement {
  const title = org.titles.at(post);
  const code = data(shorten(org.codes[post], 60), { class: 'code' });
  return title ? el('span', {}, data(shorten(title, 160)), ' ', code) : el('span', {}, code);
}

function sideSteps(org: Organisation, store: Store, text: Text, side: SideModel, heading: string | null, originator: number, walk: Walk, limit: number | null): HTMLElement {
  const words = text.walk;
  const result = el('div', { class: 'steps' });
  if (heading) result.append(el('h4', {}, heading));
  if (!walk.lengths) {
    result.append(el('p', { class: 'bad' }, words.undecidable(walk.reason ? text.undecidable[walk.reason] : text.unknown)));
    return result;
  }
  const line = new Set(chain(side.trees, originator));
  const item = (step: Step): HTMLElement => {
    const beside = isBeside(step, line);
    const more: string[] = [];
    if (beside) more.push(words.besideLine);
    if (step.actsFor !== null) more.push(words.actsFor(shorten(org.name(step.actsFor), 100)));
    if (step.passedOver > 0) more.push(words.passedOver(step.passedOver));
    return el('li', { class: beside ? `${step.role} beside-line` : step.role },
      el('button', { type: 'button', class: 'plain post', onclick: () => store.set({ post: step.post }) }, postName(org, step.post)),
      el('span', { class: 'what' }, ` ${whatIsDone(org, side, text, step, step === walk.steps[0])}`, more.length ? ` (${more.join('; ')})` : ''),
      step.role === 'decider' ? el('span', { class: 'why' }, walk.authority ? why(walk.authority, text) : words.asFallback) : null);
  };
  const list = el('ol', {}, stages(walk.steps).map((stage) =>
    stage.length === 1
      ? item(stage[0])
      : el('li', { class: 'together' }, el('span', { class: 'why' }, words.together), el('ol', {}, stage.map(item)))));
  const { command, withRoles, withCoordination } = walk.lengths;
  result.append(list, el('p', { class: 'note' }, words.lengths(integer(command), integer(withRoles), integer(withCoordination))));
  if (walk.hours !== null) {
    result.append(el('p', { class: 'note' }, words.hours(number(walk.hours))));
    if (limit !== null)
      result.append(el('p', { class: walk.late ? 'bad' : 'note' }, (walk.late ? words.late : words.inTime)(number(limit))));
  }
  return result;
}

function whatIsDone(org: Organisation, side: SideModel, text: Text, step: Step, first: boolean): string {
  const words = text.walk;
  if (step.role === 'decider') return first ? words.draftsAndDecides : words.roles.decider;
  if (step.role === 'role-step') {
    const role = org.roleName(side, step.post);
    return role ? words.asRole(shorten(role, 60)) : words.roles['role-step'];
  }
  if (step.role === 'drafter' || step.act === null) return words.roles[step.role];
  return step.after ? words.afterDecision(words.acts[step.act]) : words.acts[step.act];
}

/** By which authority it is decided. */
function why(authority: Authority, text: Text): Child[] {
  const words = text.walk;
  const part = (before: string, who: string | undefined): Child => who && [`, ${before} `, data(shorten(who, 120))];
  return [
    words.authority[authority.source],
    authority.acting && `, ${words[authority.acting]}`,
    part(words.heldBy, authority.whoever),
    authority.for === 'all' ? `, ${words.heldForAll}` : part(words.heldFor, authority.for),
    part(words.heldWith, authority.with),
    authority.legal_source && [': ', data(shorten(authority.legal_source, 200))],
  ];
}
