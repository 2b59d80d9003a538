// SPDX-License-Identifier: BSL-1.0
/** What a picture is drawn on: a canvas for the screen, SVG text for saving and printing. */

export interface Font {
  size: number;
  bold?: boolean;
}

export interface Surface {
  rect(x: number, y: number, width: number, height: number, fill: string): void;
  outline(
    x: number, y: number, width: number, height: number,
    colour: string, thickness: number, dash?: number[],
  ): void;
  /** Diagonal lines. */
  hatch(x: number, y: number, width: number, height: number, colour: string): void;
  polygon(points: number[], fill: string): void;
  line(points: number[], colour: string, thickness: number): void;
  /** The middle of the line is at y. */
  text(x: number, y: number, text: string, colour: string, font: Font, end?: boolean): void;
}

export const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

export function css(font: Font): string {
  return `${font.bold ? '600 ' : ''}${font.size}px ${FONT}`;
}

const ruler = document.createElement('canvas').getContext('2d')!;

export function widthOf(text: string, font: Font): number {
  ruler.font = css(font);
  return ruler.measureText(text).width;
}

/** As much of a text as fits; empty if not even three characters do. */
export function fit(text: string, font: Font, width: number): string {
  // No line holds so many characters, and measuring 10,000 takes time.
  const whole = text.length > 300 ? text.slice(0, 300) : text;
  if (whole === text && widthOf(whole, font) <= width) return whole;
  let low = 0;
  let high = whole.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(`${whole.slice(0, middle)}…`, font) <= width) low = middle;
    else high = middle - 1;
  }
  if (low < 3) return '';
  const last = whole.charCodeAt(low - 1);
  if (last >= 0xd800 && last <= 0xdbff) --low;
  return `${whole.slice(0, low).trimEnd()}…`;
}

const HATCH = 6;

export class CanvasSurface implements Surface {
  private readonly patterns = new Map<string, CanvasPattern>();

  constructor(private readonly context: CanvasRenderingContext2D) {}

  rect(x: number, y: number, width: number, height: number, fill: string): void {
    this.context.fillStyle = fill;
    this.context.fillRect(x, y, width, height);
  }

  outline(
    x: number, y: number, width: number, height: number,
    colour: string, thickness: number, dash: number[] = [],
  ): void {
    this.context.strokeStyle = colour;
    this.context.lineWidth = thickness;
    this.context.setLineDash(dash);
    this.context.strokeRect(x, y, width, height);
    this.context.setLineDash([]);
  }

  hatch(x: number, y: number, width: number, height: number, colour: string): void {
    let pattern = this.patterns.get(colour);
    if (!pattern) {
      const tile = document.createElement('canvas');
      tile.width = tile.height = HATCH * 2;
      const context = tile.getContext('2d')!;
      context.strokeStyle = colour;
      context.lineWidth = 3;
      context.beginPath();
      for (const shift of [-1, 0, 1]) {
        context.moveTo(-2 + shift * HATCH * 2, HATCH * 2 + 2);
        context.lineTo(HATCH * 2 + 2 + shift * HATCH * 2, -2);
      }
      context.stroke();
      pattern = this.context.createPattern(tile, 'repeat')!;
      pattern.setTransform(new DOMMatrix().scale(0.5));
      this.patterns.set(colour, pattern);
    }
    this.context.fillStyle = pattern;
    this.context.fillRect(x, y, width, height);
  }

  polygon(points: number[], fill: string): void {
    this.context.fillStyle = fill;
    this.trace(points);
    this.context.fill();
  }

  line(points: number[], colour: string, thickness: number): void {
    this.context.strokeStyle = colour;
    this.context.lineWidth = thickness;
    this.context.lineJoin = 'round';
    this.trace(points);
    this.context.stroke();
  }

  text(x: number, y: number, text: string, colour: string, font: Font, end = false): void {
    this.context.font = css(font);
    this.context.fillStyle = colour;
    this.context.textBaseline = 'middle';
    this.context.textAlign = end ? 'right' : 'left';
    this.context.fillText(text, x, y);
  }

  private trace(points: number[]): void {
    this.context.beginPath();
    for (let i = 0; i < points.length; i += 2) {
      if (i === 0) this.context.moveTo(points[0], points[1]);
      else this.context.lineTo(points[i], points[i + 1]);
    }
  }
}

/** For attributes and text nodes of XML 1.0, which has no control characters at all. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

const r = (x: number): string => String(Math.round(x * 100) / 100);

export class SvgSurface implements Surface {
  private readonly parts: string[] = [];
  private readonly hatches = new Map<string, string>();

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly title: string,
  ) {}

  rect(x: number, y: number, width: number, height: number, fill: string): void {
    this.parts.push(`<rect ${this.box(x, y, width, height)} fill="${fill}"/>`);
  }

  outline(
    x: number, y: number, width: number, height: number,
    colour: string, thickness: number, dash: number[] = [],
  ): void {
    const dashes = dash.length ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    this.parts.push(
      `<rect ${this.box(x, y, width, height)} fill="none" stroke="${colour}" stroke-width="${thickness}"${dashes}/>`,
    );
  }

  hatch(x: number, y: number, width: number, height: number, colour: string): void {
    let id = this.hatches.get(colour);
    if (!id) this.hatches.set(colour, (id = `hatch${this.hatches.size}`));
    this.parts.push(`<rect ${this.box(x, y, width, height)} fill="url(#${id})"/>`);
  }

  polygon(points: number[], fill: string): void {
    this.parts.push(`<polygon points="${points.map(r).join(' ')}" fill="${fill}"/>`);
  }

  line(points: number[], colour: string, thickness: number): void {
    this.parts.push(
      `<polyline points="${points.map(r).join(' ')}" fill="none" stroke="${colour}" stroke-width="${thickness}" stroke-linejoin="round"/>`,
    );
  }

  text(x: number, y: number, text: string, colour: string, font: Font, end = false): void {
    const bold = font.bold ? ' font-weight="600"' : '';
    const anchor = end ? ' text-anchor="end"' : '';
    this.parts.push(
      `<text x="${r(x)}" y="${r(y)}" dominant-baseline="central" fill="${colour}" font-size="${font.size}"${bold}${anchor}>${escape(text)}</text>`,
    );
  }

  toString(): string {
    const patterns = [...this.hatches].map(
      ([colour, id]) =>
        `<pattern id="${id}" width="${HATCH}" height="${HATCH}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="1.1" height="${HATCH}" fill="${colour}"/></pattern>`,
    );
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${r(this.width)}" height="${r(this.height)}" viewBox="0 0 ${r(this.width)} ${r(this.height)}" font-family="${escape(FONT)}">`,
      `<title>${escape(this.title)}</title>`,
      patterns.length ? `<defs>${patterns.join('')}</defs>` : '',
      ...this.parts,
      '</svg>',
    ].join('\n');
  }

  private box(x: number, y: number, width: number, height: number): string {
    return `x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(height)}"`;
  }
}
