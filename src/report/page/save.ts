// SPDX-License-Identifier: BSL-1.0
/** Hands files to the reader: nothing leaves the page, the browser writes what the page holds. */
import type { Palette } from './colour';
import { el } from './dom';
import { css, fit } from './surface';
import type { Text } from './text_en';

export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function saveText(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

export function saveSvg(name: string, picture: string): void {
  saveText(`${name}.svg`, 'image/svg+xml', picture);
}

/** As files of a picture: two for print, and two for a slide of 16 : 9. */
export const PICTURES = ['svg', 'png', 'hd', 'full-hd'] as const;
export type PictureKind = (typeof PICTURES)[number];

const SLIDES: Partial<Record<PictureKind, [width: number, height: number]>> = { hd: [1280, 720], 'full-hd': [1920, 1080] };

/** What stands at the foot of a slide: where its figures come from. */
let sourceLine = '';

export function useSource(line: string): void {
  sourceLine = line;
}

export function saveButtons(text: Text, save: (kind: PictureKind) => void): HTMLElement {
  return el('div', { class: 'buttons saves' }, PICTURES.map((kind) =>
    el('button', { type: 'button', class: 'plain', 'data-kind': kind, onclick: () => save(kind) },
      kind === 'svg' ? text.saveSvg : kind === 'png' ? text.savePng : text.saveSlide(...(SLIDES[kind]!)))));
}

/** @param title  Of a slide. */
export async function savePicture(kind: PictureKind, name: string, picture: string, title: string, colours: Palette): Promise<void> {
  if (kind === 'svg') {
    saveSvg(name, picture);
    return;
  }
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([picture], { type: 'image/svg+xml' }));
  await image.decode();
  const slide = SLIDES[kind];
  // At twice its size it is sharp in print.
  const canvas = slide ? el('canvas', { width: slide[0], height: slide[1] }) : el('canvas', { width: image.naturalWidth * 2, height: image.naturalHeight * 2 });
  const context = canvas.getContext('2d')!;
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (slide) drawSlide(context, image, title, colours);
  else context.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob) saveBlob(slide ? `${name}-${canvas.width}x${canvas.height}.png` : `${name}.png`, blob);
}

/** A title, the picture as large as it fits, and the source. */
function drawSlide(context: CanvasRenderingContext2D, image: HTMLImageElement, title: string, colours: Palette): void {
  const { width, height } = context.canvas;
  const scale = width / 1280;
  const margin = 48 * scale;
  const line = (text: string, size: number, bold: boolean, colour: string, y: number): void => {
    const font = { size: size * scale, bold };
    context.font = css(font);
    context.fillStyle = colour;
    context.textBaseline = 'alphabetic';
    context.fillText(fit(text, font, width - 2 * margin), margin, y);
  };
  line(title, 30, true, colours.ink, margin + 26 * scale);
  line(sourceLine, 14, false, colours.soft, height - 28 * scale);
  const [top, bottom] = [margin + 50 * scale, height - 64 * scale];
  const share = Math.min((width - 2 * margin) / image.naturalWidth, (bottom - top) / image.naturalHeight);
  const [w, h] = [image.naturalWidth * share, image.naturalHeight * share];
  context.drawImage(image, (width - w) / 2, top + (bottom - top - h) / 2, w, h);
}
