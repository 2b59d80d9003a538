// SPDX-License-Identifier: BSL-1.0
/** Makes elements. Text from the data gets into the page through here, and as text only. */

export type Child = Node | string | null | undefined | false | Child[];
type Value = string | number | boolean | null | undefined;

/**
 * An element with attributes (true: without a value; false, null: none), `on…` listeners and
 * children; a string becomes a text node.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, Value | ((event: never) => void)> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  set(element, attributes);
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  set(element, attributes);
  append(element, children);
  return element;
}

function set(element: Element, attributes: Record<string, Value | ((event: never) => void)>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, String(value));
  }
}

export function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (typeof child === 'string') parent.appendChild(document.createTextNode(child));
    else if (child) parent.appendChild(child);
  }
}

export function replace(parent: Node, ...children: Child[]): void {
  parent.textContent = '';
  append(parent, children);
}

/** Text of the data: isolated, so that its direction does not turn what stands around it. */
export function data(text: string, attributes: Record<string, Value> = {}): HTMLElement {
  return el('bdi', { dir: 'auto', ...attributes }, text);
}

/** What stands in a sentence for a text of the data; see isolated(). */
export const GAP = '\u0000';

/** A sentence with a part of the page where GAP stands. */
export function isolated(sentence: string, part: Node): (string | Node)[] {
  const [start, end] = sentence.split(GAP);
  return [start, part, end ?? ''];
}

/** A long text of the data: its beginning, and the whole of it on demand. */
export function long(text: string, most = 240): HTMLElement {
  if (text.length <= most) return data(text);
  return el(
    'details',
    { class: 'long' },
    el('summary', {}, data(shorten(text, most))),
    data(text, { class: 'whole' }),
  );
}

/** At most `most` UTF-16 units, without half a character at the end. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = most - 1;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) --end; // first half of a pair
  return `${text.slice(0, end).trimEnd()}…`;
}
