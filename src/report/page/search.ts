// SPDX-License-Identifier: BSL-1.0
/** A field in which a post is found by its title, code or unit. */
import { data, el, replace, shorten } from './dom';
import { integer } from './numbers';
import type { Organisation } from './organisation';
import type { Text } from './text_en';

const LISTED = 12;
/** More than so many are not counted to the last one: who finds more must say more. */
const COUNTED = 1000;

/** Between code, title and unit of what is searched. */
const SEPARATOR = '\n';

/** Whether a word of the text begins so. */
function beginsWord(text: string, start: string): boolean {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
  return false;
}

let fields = 0;

export interface Found {
  /** What is handed to `choose`: a post, or the place of an originator in a list. */
  key: number;
  post: number;
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
  let found: Found[] = [];
  let active = -1;

  // Folded once: lower case, without accents. What is searched stays in the order of the posts.
  let folded: string[] | null = null;
  const fold = (x: string): string => x.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const textOf = (post: number): string => {
    folded ??= Array.from({ length: org.count }, (_, p) =>
      fold([org.codes[p], org.titles.at(p).slice(0, 500), org.units.at(p).slice(0, 200)].join(SEPARATOR)),
    );
    return folded[post];
  };

  const close = (): void => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const pick = (one: Found): void => {
    input.value = shorten(org.name(one.post), 80);
    close();
    choose(one);
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
      const [first] = words;
      const whole = words.join(' ');
      // By how well a post fits: its code; code or title begin so; every word begins one; or is a part of one.
      const byFit: Found[][] = [[], [], [], []];
      for (const one of candidates()) {
        const where = textOf(one.post);
        if (!words.every((word) => where.includes(word))) continue;
        ++counted;
        const [code, title] = where.split(SEPARATOR, 2);
        const fit = code === whole ? 0
          : code.startsWith(first) || title.startsWith(whole) ? 1
          : words.every((word) => beginsWord(where, word)) ? 2 : 3;
        if (byFit[fit].length < LISTED) byFit[fit].push(one);
      }
      found = byFit.flat().slice(0, LISTED);
    }
    replace(
      list,
      found.map((one, i) =>
        el(
          'li',
          { role: 'option', id: `${id}-${i}`, 'aria-selected': 'false', 'data-place': i },
          data(shorten(org.name(one.post), 90), { class: 'title' }),
          el('span', { class: 'meta' }, data(shorten(org.codes[one.post], 40)), ' ', data(shorten(org.units.at(one.post), 60))),
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
  input.addEventListener('blur', () => setTimeout(close, 150));
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
