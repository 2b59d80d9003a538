// SPDX-License-Identifier: BSL-1.0
/**
 * The organisation chart of one side, a tree that is walked by keyboard. Only the posts in sight are
 * in the page; the superiors of what is in sight stay in sight.
 */
import { chartLayout, seenIn, type ChartLayout } from './chart_layout';
import { palette, type Colours } from './colour';
import { data, el, replace, shorten, svg } from './dom';
import { Drawing } from './drawing';
import { chain } from './forest';
import { integer } from './numbers';
import { OUTCOMES } from './data';
import { ABOLISHED, CONVERTED, KEPT_EXEMPT, type Organisation, type SideModel } from './organisation';
import { outsideOf } from './outside';
import { savePicture, type PictureKind } from './save';
import type { State, Store } from './state';
import { fit, SvgSurface } from './surface';
import type { Text } from './text_en';

const BOX_HEIGHT = 42;
const ROW = BOX_HEIGHT + 8;
const MARGIN = 10;
const HEAD = 26;
/** Where the layers are columns: narrowest and widest box, and the gap to the next column. */
const BESIDE = { box: [186, 270], gap: 34 };
/** Where they are set in: narrowest and widest box and step. */
const SET_IN = { box: [190, 330], step: [20, 44] };
/** Rows that are put into the page for the printer, and the width that they are laid out for. */
const PRINTED = 60;
const PRINT_WIDTH = 720;

const clamp = (x: number, [low, high]: number[]): number => Math.max(low, Math.min(high, x));

/** The lit path on this side. */
export interface LitPath {
  /** From each step to the next, on the line of the originator. */
  links: [from: number, to: number][];
  /** Posts of two steps that follow each other, of which one is beside that line. */
  beside: number[][];
  numbers: ReadonlyMap<number, string>;
  /** Posts of the path on either side, with all that stands above them. */
  with: ReadonlySet<number>;
}

export class Chart extends Drawing {
  readonly element: HTMLElement;
  private readonly scroller: HTMLElement;
  private readonly heads: HTMLElement;
  private readonly tree: HTMLElement;
  private readonly lines: SVGSVGElement;
  private readonly boxes = new Map<number, HTMLElement>();
  private layout!: ChartLayout;
  private beside = false;
  private boxWidth = BESIDE.box[0];
  private step = BESIDE.box[0] + BESIDE.gap;
  private laidOutFor = 0;
  private lit: LitPath | null = null;

  constructor(
    private readonly org: Organisation,
    private readonly side: SideModel,
    private readonly place: number,
    private readonly store: Store,
    private readonly text: Text,
    colours: Colours,
  ) {
    super(colours);
    const label = text.structure.chartLabel(text.side[side.which]);
    this.heads = el('div', { class: 'heads', 'aria-hidden': 'true' });
    this.lines = svg('svg', { class: 'lines', 'aria-hidden': 'true' });
    this.tree = el('div', { class: 'tree', role: 'tree', tabindex: 0, 'aria-label': label });
    this.scroller = el('div', { class: 'scroller' }, this.heads, el('div', { class: 'field' }, this.lines, this.tree));
    this.element = el('div', { class: 'chart' }, this.scroller);
    this.scroller.addEventListener('scroll', () => this.draw());
    this.tree.addEventListener('keydown', (event) => this.key(event));
    this.tree.addEventListener('click', (event) => this.click(event));
    new ResizeObserver(() => {
      if (this.width === this.laidOutFor) {
        this.draw();
        return;
      }
      this.arrange();
      // Rows are others now: who was in sight stays there.
      const { post } = this.store.state;
      if (post !== null && this.layout.index.has(post)) this.reveal(post);
    }).observe(this.scroller);
    store.follow(['depth', 'turned', 'pathAlone', 'changesOnly'], () => this.arrange());
    store.follow(['post', 'drafted'], () => this.draw());
    this.arrange();
  }

  light(lit: LitPath | null): void {
    this.lit = lit;
    this.arrange();
    if (lit) this.scroller.scrollTo({ top: 0, left: 0 });
  }

  /** What changed, with all that stands above it on this side; made when first asked for. */
  private changes: Set<number> | null = null;

  private get only(): ReadonlySet<number> | null {
    const { change } = this.org;
    if (this.store.state.changesOnly && change) {
      if (!this.changes) {
        this.changes = new Set();
        for (let post = 0; post < this.org.count; ++post)
          if (this.org.isChanged(post))
            for (let p = post; p >= 0 && !this.changes.has(p); p = this.side.trees.superior[p]) this.changes.add(p);
      }
      return this.changes;
    }
    return this.lit && this.store.state.pathAlone ? this.lit.with : null;
  }

  private isOpen(post: number, state: Readonly<State> = this.store.state): boolean {
    if (this.only) return this.only.has(post);
    return state.turned.get(post) ?? this.side.trees.depth[post] + 1 < state.depth;
  }

  private get hasOutside(): boolean {
    return this.side.trees.total > this.side.placed;
  }

  private get width(): number {
    return this.printing ? PRINT_WIDTH : this.scroller.clientWidth;
  }

  /** Finds out which posts are seen, and where they stand. */
  arrange(): void {
    const choice = {
      open: (post: number) => this.isOpen(post),
      only: this.only,
      outside: (top: number) => this.side.placement[top] !== 0,
    };
    this.laidOutFor = this.width;
    const room = this.width - 2 * MARGIN;
    this.layout = chartLayout(this.side.trees, { ...choice, beside: true });
    const { columns } = this.layout;
    const share = (room + BESIDE.gap) / Math.max(1, columns) - BESIDE.gap;
    this.beside = share >= BESIDE.box[0];
    if (this.beside) {
      this.boxWidth = clamp(share, BESIDE.box);
      this.step = this.boxWidth + BESIDE.gap;
    } else {
      this.layout = chartLayout(this.side.trees, { ...choice, beside: false });
      this.step = clamp((room - 240) / Math.max(1, columns - 1), SET_IN.step);
      this.boxWidth = clamp(room - (columns - 1) * this.step, SET_IN.box);
    }
    const width = (columns - 1) * this.step + this.boxWidth + 2 * MARGIN;
    const field = this.tree.parentElement!;
    field.style.width = `${width}px`;
    field.style.height = `${this.layout.height * ROW + MARGIN}px`;
    field.style.setProperty('--box', `${this.boxWidth}px`);
    this.heads.style.width = `${width}px`;
    replace(
      this.heads,
      Array.from({ length: columns }, (_, i) => {
        const head = el('span', {}, `${this.beside ? `${this.text.structure.layer} ` : ''}${integer(i + 1)}`);
        head.style.left = `${MARGIN + i * this.step}px`;
        return head;
      }),
    );
    this.draw();
  }

  /** For the printer: the first rows, whether in sight or not. */
  print(on: boolean): void {
    this.printing = on;
    this.arrange();
    this.paint();
  }

  /** Brings a post into sight, opening what is above it. */
  reveal(post: number): void {
    const above = chain(this.side.trees, post).slice(1);
    if (above.some((p) => !this.isOpen(p)) || (this.only && !this.only.has(post))) {
      const turned = new Map(this.store.state.turned);
      for (const p of above) turned.set(p, true);
      this.store.set({ turned, pathAlone: false, changesOnly: false });
    }
    const i = this.layout.index.get(post);
    if (i === undefined) return;
    const y = this.layout.row[i] * ROW;
    const { scrollTop, clientHeight, scrollLeft, clientWidth } = this.scroller;
    const x = this.x(post);
    const top = y < scrollTop || y + ROW > scrollTop + clientHeight - HEAD ? Math.max(0, y - clientHeight / 3) : scrollTop;
    const end = x + this.boxWidth;
    const left = x < scrollLeft || end > scrollLeft + clientWidth ? Math.max(0, end + MARGIN - clientWidth) : scrollLeft;
    if (top !== scrollTop || left !== scrollLeft) this.scroller.scrollTo({ top, left });
    this.draw();
  }

  /* --- drawing -------------------------------------------------------------------------------- */

  private y(i: number, first: number): number {
    if (!this.beside) return this.layout.row[i] * ROW + MARGIN / 2;
    // A superior stays in sight as long as one of its rows is.
    const last = this.layout.row[i] + this.layout.rows[i] - 1;
    return Math.max(this.layout.row[i], Math.min(first, last)) * ROW + MARGIN / 2;
  }

  private x(post: number): number {
    return MARGIN + this.side.trees.depth[post] * this.step;
  }

  protected override paint(): void {
    const { scrollTop, clientHeight } = this.scroller;
    if (clientHeight === 0 && !this.printing) return;
    const sticky = this.printing ? 0 : Math.max(0, scrollTop / ROW);
    const first = Math.floor(sticky);
    const last = this.printing ? PRINTED - 1 : first + Math.ceil(clientHeight / ROW) + 1;
    const seen = seenIn(this.layout, this.side.trees, first, last);
    const posts = new Set(seen.map((i) => this.layout.posts[i]));
    const colours = palette(this.store.state);

    for (const [post, box] of this.boxes)
      if (!posts.has(post)) {
        box.remove();
        this.boxes.delete(post);
      }
    let previous: Element | null = null;
    for (const i of seen) {
      const post = this.layout.posts[i];
      let box = this.boxes.get(post);
      if (!box) {
        box = this.box(post);
        this.boxes.set(post, box);
      }
      if (previous ? previous.nextElementSibling !== box : this.tree.firstElementChild !== box) {
        if (previous) previous.after(box);
        else this.tree.prepend(box);
      }
      previous = box;
      box.style.transform = `translate(${this.x(post)}px, ${this.y(i, sticky)}px)`;
      const category = this.colours.categories[this.colours.of[this.place][post]];
      box.style.setProperty('--post', category ? category.colour(colours) : colours.unknown);
      this.setState(box, post);
    }
    const chosen = this.store.state.post;
    if (chosen !== null && posts.has(chosen)) this.tree.setAttribute('aria-activedescendant', this.id(chosen));
    else this.tree.removeAttribute('aria-activedescendant');
    const printed = `${Math.min(PRINTED, this.layout.height) * ROW + MARGIN}px`;
    this.element.style.setProperty('--printed-height', printed);
    // The lines are drawn for what is in sight: a picture of all rows could be millions of pixels high.
    const top = this.printing ? 0 : scrollTop;
    const height = this.printing ? PRINTED * ROW : clientHeight + ROW;
    const width = this.tree.parentElement!.offsetWidth;
    this.lines.setAttribute('viewBox', `0 ${top} ${width} ${height}`);
    this.lines.style.cssText = `top:${top}px;width:${width}px;height:${height}px`;
    replace(this.lines, this.connections(seen, sticky), this.path(sticky), this.pathBeside(sticky));
    this.paintOutside();
  }

  private paintOutside(): void {
    this.tree.parentElement!.querySelector('.outside')?.remove();
    if (!this.hasOutside || this.layout.outside === null) return;
    const heading = el('p', { class: 'outside' }, outsideOf(this.org, this.side, this.text));
    heading.style.top = `${this.layout.outside * ROW + MARGIN}px`;
    this.tree.parentElement!.append(heading);
  }

  private id(post: number): string {
    return `post-${this.side.which}-${post}`;
  }

  private box(post: number): HTMLElement {
    const { org, side, text } = this;
    const { trees } = side;
    const words = text.structure;
    const title = org.name(post);
    const rank = org.rankName(side, post);
    const code = org.codes[post];
    const outcome = org.change?.outcome[post];
    const isAfter = side.which === 'after';
    const chips: HTMLElement[] = [];
    if (isAfter && outcome === CONVERTED) chips.push(el('span', { class: 'chip converted' }, text.outcomes.converted));
    if (outcome === KEPT_EXEMPT) chips.push(el('span', { class: 'chip exempt' }, text.outcomes['kept-exempt']));
    if (outcome !== undefined && outcome >= ABOLISHED && isAfter !== org.ends(post)) chips.push(el('span', { class: 'chip by-hand' }, text.outcomes[OUTCOMES[outcome]]));
    if (isAfter && org.change?.moved[post]) chips.push(el('span', { class: 'chip moved' }, words.moved));
    const siblings = trees.superior[post] >= 0 ? trees.begin[trees.superior[post] + 1] - trees.begin[trees.superior[post]] : trees.tops.length;
    const hasBelow = trees.begin[post] < trees.begin[post + 1];
    const placeAmong = trees.superior[post] >= 0 ? Array.prototype.indexOf.call(trees.children.subarray(trees.begin[trees.superior[post]], trees.begin[trees.superior[post] + 1]), post) : trees.tops.indexOf(post);
    return el(
      'div',
      {
        class: 'box',
        role: 'treeitem',
        id: this.id(post),
        'data-post': post,
        'aria-level': trees.depth[post] + 1,
        'aria-setsize': siblings,
        'aria-posinset': placeAmong + 1,
        'aria-expanded': hasBelow ? 'false' : null,
        title: shorten(`${title}${title === code ? '' : ` · ${code}`}`, 400),
      },
      data(shorten(title, 160), { class: 'title' }),
      el(
        'span',
        { class: 'meta' },
        title === code ? null : data(shorten(code, 40)),
        rank ? data(shorten(rank, 30), { class: 'rank' }) : null,
        chips,
      ),
      hasBelow ? el('span', { class: 'turn', 'aria-hidden': 'true' }, integer(side.span[post])) : null,
      el('span', { class: 'step', 'aria-hidden': 'true', hidden: true }),
    );
  }

  private setState(box: HTMLElement, post: number): void {
    const { trees } = this.side;
    if (trees.begin[post] < trees.begin[post + 1]) {
      const open = this.isOpen(post);
      box.setAttribute('aria-expanded', String(open));
      box.classList.toggle('open', open);
    }
    const chosen = this.store.state.post === post;
    box.setAttribute('aria-selected', String(chosen));
    box.classList.toggle('chosen', chosen);
    box.classList.toggle('ended', this.side.which === 'before' && this.org.ends(post));
    box.classList.toggle('converted', this.side.which === 'after' && this.org.change?.outcome[post] === CONVERTED);
    const drafted = this.side.which === 'before' ? this.store.state.drafted.get(post) : undefined;
    box.classList.toggle('drafted', drafted !== undefined);
    const chip = box.querySelector('.chip.draft');
    if (chip?.getAttribute('data-draft') !== drafted) {
      chip?.remove();
      if (drafted) box.querySelector('.meta')!.append(el('span', { class: 'chip draft', 'data-draft': drafted }, this.text.draft.marks[drafted]));
    }
    const steps = this.lit?.numbers.get(post);
    box.classList.toggle('lit', steps !== undefined);
    const step = box.querySelector<HTMLElement>('.step')!;
    step.hidden = steps === undefined;
    step.textContent = steps ?? '';
  }

  /** Where the line to the subordinates of a post goes down. */
  private trunk(superior: number): number {
    return this.beside ? this.x(superior) + this.step - 14 : this.x(superior) + Math.min(12, this.step / 2);
  }

  private middle(i: number, sticky: number): number {
    return this.y(i, sticky) + BOX_HEIGHT / 2;
  }

  private connections(seen: number[], sticky: number): SVGElement {
    const { trees } = this.side;
    const parts: string[] = [];
    const lastOf = new Map<number, number>();
    for (const i of seen) {
      const post = this.layout.posts[i];
      const superior = trees.superior[post];
      if (superior < 0 || !this.layout.index.has(superior)) continue;
      const y = this.middle(i, sticky);
      parts.push(`M${this.trunk(superior)} ${y}H${this.x(post)}`);
      lastOf.set(superior, Math.max(lastOf.get(superior) ?? 0, y));
    }
    // Subordinates out of sight are reached by a line that leaves it.
    const bottom = this.printing ? PRINTED * ROW : this.scroller.scrollTop + this.scroller.clientHeight;
    for (const i of seen) {
      const superior = this.layout.posts[i];
      const last = lastOf.get(superior) ?? (this.layout.rows[i] > 1 ? bottom : null);
      if (last === null) continue;
      const end = this.layout.row[i] + this.layout.rows[i] - 1 > bottom / ROW && this.hasMoreBelow(superior, last) ? bottom : last;
      const y = this.middle(i, sticky);
      parts.push(this.beside ? `M${this.x(superior) + this.boxWidth} ${y}H${this.trunk(superior)}V${end}` : `M${this.trunk(superior)} ${y}V${end}`);
    }
    return svg('path', { d: parts.join(''), class: 'connection' });
  }

  /** Whether a subordinate stands lower than `y`. */
  private hasMoreBelow(superior: number, y: number): boolean {
    const { trees } = this.side;
    for (let c = trees.begin[superior + 1] - 1; c >= trees.begin[superior]; --c) {
      const i = this.layout.index.get(trees.children[c]);
      if (i !== undefined) return this.layout.row[i] * ROW > y;
    }
    return false;
  }

  /** The lit path, from each step to the next. */
  private path(sticky: number): SVGElement | null {
    if (!this.lit) return null;
    const { superior } = this.side.trees;
    let d = '';
    for (const [from, to] of this.lit.links) {
      const a = this.layout.index.get(from);
      const b = this.layout.index.get(to);
      if (a === undefined || b === undefined || a === b) continue;
      const [ya, yb] = [this.middle(a, sticky), this.middle(b, sticky)];
      const [xa, xb] = [this.x(from), this.x(to)];
      if (superior[from] === to) {
        const x = this.trunk(to);
        d += this.beside ? `M${xa} ${ya}H${x}V${yb}H${xb + this.boxWidth}` : `M${xa} ${ya}H${x}V${yb}`;
      } else {
        // Not up the command line: around the right side of the boxes.
        const right = Math.max(xa, xb) + this.boxWidth + 9;
        d += `M${xa + this.boxWidth} ${ya}H${right}V${yb}H${xb + this.boxWidth}`;
      }
    }
    return svg('path', { d, class: 'path' });
  }

  /** Where the lit path leaves the line: a branch to each post, so that no dashes cover each other. */
  private pathBeside(sticky: number): SVGElement | null {
    let d = '';
    this.lit?.beside.forEach((posts, k) => {
      const seen = posts.filter((post) => this.layout.index.has(post));
      if (seen.length < 2) return;
      const ys = seen.map((post) => this.middle(this.layout.index.get(post)!, sticky));
      const right = Math.max(...seen.map((post) => this.x(post))) + this.boxWidth + 3 + 3 * (k % 3);
      seen.forEach((post, i) => (d += `M${this.x(post) + this.boxWidth} ${ys[i]}H${right}`));
      d += `M${right} ${Math.min(...ys)}V${Math.max(...ys)}`;
    });
    return d ? svg('path', { d, class: 'path beside-line' }) : null;
  }

  async save(kind: PictureKind): Promise<void> {
    const colours = palette(this.store.state);
    const seen = seenIn(this.layout, this.side.trees, 0, 1999);
    const width = this.tree.parentElement!.offsetWidth;
    const height = Math.min(this.layout.height, 2000) * ROW + MARGIN;
    const surface = new SvgSurface(width, height, this.text.structure.chart);
    surface.rect(0, 0, width, height, colours.ground);
    for (const i of seen) {
      const post = this.layout.posts[i];
      const superior = this.side.trees.superior[post];
      const above = this.layout.index.get(superior);
      if (above === undefined) continue;
      const [y, ys, x] = [this.middle(i, 0), this.middle(above, 0), this.trunk(superior)];
      surface.line([this.x(post), y, x, y, x, ys, ...(this.beside ? [this.x(superior) + this.boxWidth, ys] : [])], colours.soft, 1);
    }
    for (const i of seen) {
      const post = this.layout.posts[i];
      const [x, y] = [this.x(post), this.y(i, 0)];
      const fill = this.colours.categories[this.colours.of[this.place][post]]?.colour(colours) ?? colours.unknown;
      const lit = this.lit?.numbers.get(post);
      const converted = this.side.which === 'after' && this.org.change?.outcome[post] === CONVERTED;
      surface.rect(x, y, this.boxWidth, BOX_HEIGHT, colours.ground);
      surface.outline(x, y, this.boxWidth, BOX_HEIGHT, lit ? colours.accent : colours.soft, lit ? 2 : 1, converted ? [4, 3] : []);
      surface.rect(x, y, 6, BOX_HEIGHT, fill);
      surface.text(x + 12, y + 14, fit(this.org.name(post), { size: 12 }, this.boxWidth - 40), colours.ink, { size: 12 });
      const meta = [this.org.codes[post], this.org.rankName(this.side, post), converted ? this.text.outcomes.converted : ''];
      surface.text(x + 12, y + 30, fit(meta.filter(Boolean).join(' · '), { size: 10.5 }, this.boxWidth - 20), colours.soft, { size: 10.5 });
      if (lit) surface.text(x + this.boxWidth - 6, y + 14, lit, colours.accent, { size: 12, bold: true }, true);
    }
    await savePicture(kind, `chart-${this.side.which}`, surface.toString(), `${this.text.structure.chart}, ${this.text.side[this.side.which]}`, colours);
  }

  /* --- the reader ----------------------------------------------------------------------------- */

  private turn(post: number, open: boolean): void {
    const { trees } = this.side;
    if (trees.begin[post] === trees.begin[post + 1]) return;
    const turned = new Map(this.store.state.turned);
    turned.set(post, open);
    this.store.set({ turned, pathAlone: false, changesOnly: false });
  }

  private click(event: MouseEvent): void {
    const target = event.target as Element;
    const box = target.closest<HTMLElement>('.box');
    if (!box) return;
    const post = Number(box.dataset.post);
    this.store.set({ post });
    if (target.closest('.turn')) this.turn(post, !this.isOpen(post));
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { trees } = this.side;
    const { posts, index } = this.layout;
    if (posts.length === 0) return;
    const post = this.store.state.post;
    const i = post === null ? undefined : index.get(post);
    let to: number | undefined;
    if (i === undefined) {
      if (!['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
      to = posts[event.key === 'End' ? posts.length - 1 : 0];
    } else {
      const p = posts[i];
      const seenBelow = i + 1 < posts.length && trees.superior[posts[i + 1]] === p;
      if (event.key === 'ArrowDown') to = posts[Math.min(i + 1, posts.length - 1)];
      else if (event.key === 'ArrowUp') to = posts[Math.max(i - 1, 0)];
      else if (event.key === 'Home') to = posts[0];
      else if (event.key === 'End') to = posts[posts.length - 1];
      else if (event.key === 'ArrowRight') {
        if (seenBelow) to = posts[i + 1];
        else this.turn(p, true);
      } else if (event.key === 'ArrowLeft') {
        if (seenBelow) this.turn(p, false);
        else if (trees.superior[p] >= 0) to = trees.superior[p];
      } else if (event.key === 'Enter' || event.key === ' ') this.turn(p, !this.isOpen(p));
      else return;
    }
    event.preventDefault();
    if (to === undefined) return;
    this.store.set({ post: to });
    this.reveal(to);
  }
}
