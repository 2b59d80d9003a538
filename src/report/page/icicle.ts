// SPDX-License-Identifier: BSL-1.0
/** The icicle of one side: what the reader does with it. */
import { firstNot } from './bound';
import { palette, type Colours } from './colour';
import { el, shorten } from './dom';
import { drawIcicle, postAt, rowsOf, type IcicleView, type Rows } from './icicle_drawing';
import { Drawing } from './drawing';
import { integer } from './numbers';
import type { Organisation, SideModel } from './organisation';
import { savePicture, type PictureKind } from './save';
import { outsideOf } from './outside';
import type { Store } from './state';
import { CanvasSurface, SvgSurface } from './surface';
import type { Text } from './text_en';

/** Numbers of the steps that posts make on the lit path, by side and post. */
export type Lit = ReadonlyMap<number, string>;

interface Part {
  canvas: HTMLCanvasElement;
  rows: Rows;
  depth: number;
  /** The whole of it, in positions from the left. */
  from: number;
  to: number;
  zooms: boolean;
}

const HEIGHT = 400;
const PRINT_WIDTH = 660;

export class Icicle extends Drawing {
  readonly element: HTMLElement;
  private readonly parts: Part[] = [];
  private readonly tip: HTMLElement;
  /** Layers of the deeper side, so that both have rows of the same height. */
  private readonly most: number;
  private lit: Lit = new Map();

  constructor(
    private readonly org: Organisation,
    private readonly side: SideModel,
    private readonly place: number,
    private readonly store: Store,
    private readonly text: Text,
    colours: Colours,
    private readonly describe: (post: number) => string,
  ) {
    super(colours);
    const rows = rowsOf(side);
    this.most = Math.max(1, ...org.sides.map((one) => one.layers));
    this.tip = el('div', { class: 'tip', 'aria-hidden': 'true', hidden: true });
    this.element = el('div', { class: 'icicle' });
    const label = text.structure.icicleLabel(
      text.side[side.which],
      integer(side.placed),
      integer(side.layers),
    );
    if (side.placed > 0) this.add(rows, side.layers, 0, side.placed, true, label);
    if (side.trees.total > side.placed) {
      const outside = outsideOf(org, side, text);
      this.element.append(el('p', { class: 'caption apart' }, outside));
      this.add(rows, side.layersOutside, side.placed, side.trees.total, false, outside);
    }
    this.element.append(this.tip);
    new ResizeObserver(() => this.draw()).observe(this.element);
    store.follow(['window', 'post', 'dark'], () => this.draw());
  }

  light(lit: Lit): void {
    this.lit = lit;
    this.draw();
  }

  protected override paint(): void {
    for (const part of this.parts) this.paintPart(part);
  }

  /** For the printer: at once, as wide as the paper, and sharper. */
  print(on: boolean): void {
    this.printing = on;
    this.paint();
  }

  async save(kind: PictureKind): Promise<void> {
    const part = this.parts[0];
    if (!part) return;
    const colours = palette(this.store.state);
    const view = this.view(part, part.canvas.clientWidth || 900);
    const surface = new SvgSurface(view.width, view.depth * view.rowHeight, part.canvas.getAttribute('aria-label') ?? '');
    surface.rect(0, 0, view.width, view.depth * view.rowHeight, colours.ground);
    this.drawOn(surface, part, view);
    await savePicture(kind, `icicle-${this.side.which}`, surface.toString(), `${this.text.structure.icicle}, ${this.text.side[this.side.which]}`, colours);
  }

  private add(rows: Rows, depth: number, from: number, to: number, zooms: boolean, label: string): void {
    const canvas = el('canvas', {
      tabindex: 0,
      role: 'application',
      'aria-label': label,
      'aria-roledescription': 'icicle',
    });
    // Rows of the trees outside begin with posts of the placed ones: the drawing leaves out what
    // is not in its range.
    const part: Part = { canvas, rows, depth, from, to, zooms };
    this.parts.push(part);
    this.element.append(canvas);
    canvas.addEventListener('keydown', (event) => this.key(part, event));
    canvas.addEventListener('click', (event) => this.choose(part, event));
    canvas.addEventListener('dblclick', (event) => {
      const post = this.at(part, event);
      if (post !== null && zooms) this.zoomTo(post);
    });
    canvas.addEventListener('pointermove', (event) => this.point(part, event));
    canvas.addEventListener('pointerleave', () => (this.tip.hidden = true));
    if (zooms) {
      canvas.addEventListener('wheel', (event) => this.wheel(part, event), { passive: false });
      this.drags(part);
    }
  }

  private view(part: Part, width: number): IcicleView {
    const [from, to] = part.zooms && !this.printing ? this.store.state.window : [part.from, part.to];
    return {
      width,
      rowHeight: Math.max(5, Math.min(44, Math.floor(HEIGHT / this.most))),
      from,
      to: Math.max(to, from + 1),
      depth: part.depth,
    };
  }

  private paintPart(part: Part): void {
    const width = this.printing ? PRINT_WIDTH : this.element.clientWidth;
    if (width === 0) return;
    const view = this.view(part, width);
    const height = view.depth * view.rowHeight;
    const sharpness = this.printing ? 3 : Math.min(3, devicePixelRatio || 1);
    const { canvas } = part;
    canvas.style.height = `${height}px`;
    canvas.style.width = this.printing ? '100%' : `${width}px`;
    if (this.printing) canvas.style.height = 'auto';
    canvas.width = Math.round(width * sharpness);
    canvas.height = Math.round(height * sharpness);
    const context = canvas.getContext('2d')!;
    context.setTransform(sharpness, 0, 0, sharpness, 0, 0);
    context.clearRect(0, 0, width, height);
    this.drawOn(new CanvasSurface(context), part, view);
  }

  private drawOn(surface: CanvasSurface | SvgSurface, part: Part, view: IcicleView): void {
    const colours = palette(this.store.state);
    drawIcicle(
      surface,
      this.org,
      this.side,
      part.rows,
      view,
      this.colours.of[this.place],
      this.colours.categories.map((category) => category.colour(colours)),
      { selected: this.store.state.post, lit: this.lit },
      colours,
    );
  }

  private at(part: Part, event: MouseEvent): number | null {
    const box = part.canvas.getBoundingClientRect();
    const view = this.view(part, box.width);
    return postAt(this.side, part.rows, view, event.clientX - box.left, event.clientY - box.top);
  }

  private choose(part: Part, event: MouseEvent): void {
    if (part.canvas.dataset.dragged) return;
    const post = this.at(part, event);
    if (post !== null) this.store.set({ post });
  }

  private point(part: Part, event: PointerEvent): void {
    const post = event.pointerType === 'mouse' ? this.at(part, event) : null;
    this.tip.hidden = post === null;
    if (post === null) return;
    this.tip.textContent = shorten(this.describe(post), 300);
    const box = this.element.getBoundingClientRect();
    const x = event.clientX - box.left;
    const left = Math.max(0, Math.min(x + 14, box.width - this.tip.offsetWidth - 4));
    this.tip.style.transform = `translate(${left}px, ${event.clientY - box.top + 18}px)`;
  }

  /* --- moving about --------------------------------------------------------------------------- */

  zoom(factor: number, around?: number): void {
    const [from, to] = this.store.state.window;
    const middle = around ?? (from + to) / 2;
    this.show(middle - (middle - from) * factor, middle + (to - middle) * factor);
  }

  zoomTo(post: number): void {
    const { left, size } = this.side.trees;
    const margin = Math.max(0.5, size[post] * 0.02);
    this.show(left[post] - margin, left[post] + size[post] + margin);
  }

  private show(from: number, to: number): void {
    const total = this.org.width;
    const width = Math.max(Math.min(4, total), Math.min(to - from, total));
    const start = Math.max(0, Math.min((from + to - width) / 2, total - width));
    this.store.set({ window: [start, start + width] });
  }

  private wheel(part: Part, event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    const box = part.canvas.getBoundingClientRect();
    const [from, to] = this.store.state.window;
    this.zoom(Math.exp(event.deltaY * 0.004), from + ((event.clientX - box.left) / box.width) * (to - from));
  }

  private drags(part: Part): void {
    const { canvas } = part;
    let start: { x: number; from: number; to: number } | null = null;
    canvas.addEventListener('pointerdown', (event) => {
      const [from, to] = this.store.state.window;
      start = { x: event.clientX, from, to };
      delete canvas.dataset.dragged;
    });
    canvas.addEventListener('pointermove', (event) => {
      if (!start || !(event.buttons & 1)) return;
      const shift = event.clientX - start.x;
      if (Math.abs(shift) < 4 && !canvas.dataset.dragged) return;
      if (start.to - start.from >= this.org.width) return;
      canvas.dataset.dragged = '1';
      canvas.setPointerCapture(event.pointerId);
      const moved = (shift / canvas.clientWidth) * (start.to - start.from);
      this.show(start.from - moved, start.to - moved);
    });
    const end = (): void => void (start = null);
    canvas.addEventListener('pointerup', end);
    canvas.addEventListener('pointercancel', end);
  }

  private key(part: Part, event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { trees } = this.side;
    const post = this.store.state.post;
    const inside = (p: number): boolean => trees.left[p] >= part.from && trees.left[p] < part.to;
    const first = (): number | null => trees.tops.find(inside) ?? null;
    let to: number | null = null;
    switch (event.key) {
      case 'ArrowUp':
        to = post === null ? first() : trees.superior[post] >= 0 ? trees.superior[post] : post;
        break;
      case 'ArrowDown':
        if (post === null) to = first();
        else to = trees.begin[post] < trees.begin[post + 1] ? trees.children[trees.begin[post]] : post;
        break;
      case 'ArrowLeft':
      case 'ArrowRight':
        to = post === null ? first() : this.beside(part, post, event.key === 'ArrowLeft' ? -1 : 1);
        break;
      case 'Enter':
        if (post !== null && part.zooms && inside(post)) this.zoomTo(post);
        break;
      case '+':
      case '=':
        if (part.zooms) this.zoom(0.5, post === null ? undefined : trees.left[post] + trees.size[post] / 2);
        break;
      case '-':
        if (part.zooms) this.zoom(2);
        break;
      case 'Home':
      case '0':
        this.show(0, this.org.width);
        break;
      default:
        return;
    }
    event.preventDefault();
    if (to === null) return;
    this.store.set({ post: to });
    const [from, until] = this.store.state.window;
    const middle = trees.left[to] + trees.size[to] / 2;
    if (part.zooms && (middle < from || middle > until)) this.show(middle - (until - from) / 2, middle + (until - from) / 2);
  }

  /** The post beside another one in the same row. */
  private beside(part: Part, post: number, step: number): number {
    const row = part.rows[this.side.trees.depth[post]];
    const place = this.side.trees.left;
    const other = row[firstNot(0, row.length, (i) => place[row[i]] < place[post]) + step];
    return other !== undefined && place[other] >= part.from && place[other] < part.to ? other : post;
  }
}
