// SPDX-License-Identifier: BSL-1.0
/** A field in which a post is found by its title, code or unit; what is not drawn, by its code or title. */
import { data, el, GAP, isolated, replace, shorten, type Child } from './dom';
import { fitOf, FITS, fold, SEPARATOR } from './matching';
import { integer } from './numbers';
import type { Organisation } from './organisation';
import type { Text } from './text_en';
import type { UndrawnPosts } from './undrawn';

const LISTED = 12;
/** More than so many are not counted to the last one: who finds more must say more. */
const COUNTED = 1000;

let fields = 0;

const folded = new WeakMap<Organisation, string[]>();

/** What is searched of each post: folded once, for all fields. */
function foldedOf(org: Organisation): string[] {
  let all = folded.get(org);
  if (!all) {
    all = Array.from({ length: org.count }, (_, p) =>
      fold([org.codes[p], org.titles.at(p).slice(0, 500), org.units.at(p).slice(0, 200)].join(SEPARATOR)));
    folded.set(org, all);
  }
  return all;
}

export interface Found {
  /** What is handed to `choose`: a post, or the place of an originator in a list. */
  key: number;
  post: number;
}

/** What is not drawn, and what happens when one of it is chosen: its place in UndrawnPosts. */
export interface Beyond {
  posts: UndrawnPosts;
  choose: (place: number) => void;
}

/**
 * A combobox (WAI-ARIA 1.2, list autocomplete with manual selection).
 *
 * @param candidates  What can be found, in the order of the list.
 */
export function searchField(
  org: Organisation,
  text: Text,
  label: string,
  hint: string,
  candidates: () => Iterable<Found>,
  choose: (found: Found) => void,
  beyond: Beyond | null = null,
): HTMLElement {
  const id = `search-${++fields}`;
  const input = el('input', {
    id,
    type: 'search',
    role: 'combobox',
    placeholder: hint,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-expanded': 'false',
    'aria-controls': `${id}-list`,
    'aria-autocomplete': 'list',
    dir: 'auto',
  });
  const list = el('ul', { id: `${id}-list`, role: 'listbox', 'aria-label': label, hidden: true });
  const status = el('span', { class: 'unseen', role: 'status' });
  /** A number: the place of what is not drawn. */
  let found: (Found | number)[] = [];
  let active = -1;

  const textOf = (post: number): string => foldedOf(org)[post];

  const close = (): void => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const pick = (one: Found | number): void => {
    const undrawn = typeof one === 'number' ? beyond!.posts.at(one) : null;
    input.value = shorten(undrawn ? undrawn.title || undrawn.code : org.name((one as Found).post), 80);
    close();
    if (typeof one === 'number') beyond!.choose(one);
    else choose(one);
  };
  const option = (one: Found | number): Child[] => {
    if (typeof one !== 'number')
      return [data(shorten(org.name(one.post), 90), { class: 'title' }),
        el('span', { class: 'meta' }, data(shorten(org.codes[one.post], 40)), ' ', data(shorten(org.units.at(one.post), 60)))];
    const { code, title, superior } = beyond!.posts.at(one);
    return [data(shorten(title || code, 90), { class: 'title' }),
      el('span', { class: 'meta' }, title ? [data(shorten(code, 40)), ' '] : null,
        superior === null ? text.structure.undrawnAlone : isolated(text.structure.undrawnBelow(GAP), data(shorten(org.name(superior), 60))))];
  };
  const mark = (i: number): void => {
    active = i;
    for (const [k, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(k === active));
    const option = list.children[active];
    if (option) {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  };
  const search = (): void => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    found = [];
    let counted = 0;
    if (words.length) {
      const byFit: (Found | number)[][] = Array.from({ length: FITS }, () => []);
      for (const one of candidates()) {
        const fit = fitOf(textOf(one.post), words);
        if (fit === null) continue;
        ++counted;
        if (byFit[fit].length < LISTED) byFit[fit].push(one);
      }
      const more = beyond?.posts.search(words, LISTED, COUNTED);
      if (more) {
        counted += more.counted;
        more.byFit.forEach((places, fit) => byFit[fit].push(...places));
      }
      found = byFit.flat().slice(0, LISTED);
    }
    replace(
      list,
      found.map((one, i) =>
        el(
          'li',
          { role: 'option', id: `${id}-${i}`, 'aria-selected': 'false', 'data-place': i, class: typeof one === 'number' ? 'undrawn' : null },
          option(one),
        ),
      ),
    );
    const count = counted >= COUNTED ? `${integer(COUNTED)}+` : integer(counted);
    status.textContent = words.length ? text.structure.found(counted, count) : '';
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    mark(-1);
  };

  input.addEventListener('input', search);
  input.addEventListener('focus', () => input.select());
  input.addEventListener('blur', () => setTimeout(() => {
    if (document.activeElement !== input) close(); // the reader may be back already
  }, 150));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) search();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (found.length) mark((active + step + found.length) % found.length);
      event.preventDefault();
    } else if (event.key === 'Enter' && found.length && !list.hidden) {
      pick(found[Math.max(0, active)]);
      event.preventDefault();
    } else if (event.key === 'Escape') close();
  });
  list.addEventListener('pointerdown', (event) => {
    const option = (event.target as Element).closest<HTMLElement>('[data-place]');
    if (!option) return;
    event.preventDefault();
    pick(found[Number(option.dataset.place)]);
  });
  return el('div', { class: 'search' }, el('label', { for: id }, label), input, list, status);
}
