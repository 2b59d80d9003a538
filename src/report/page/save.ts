// SPDX-License-Identifier: BSL-1.0
/** Hands files to the reader: nothing leaves the page, the browser writes what the page holds. */
import { el } from './dom';

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

/** Draws an SVG at twice its size, so that it is sharp in print. */
export async function savePng(name: string, picture: string, background: string): Promise<void> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([picture], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = el('canvas', { width: image.naturalWidth * 2, height: image.naturalHeight * 2 });
  const context = canvas.getContext('2d')!;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob) saveBlob(`${name}.png`, blob);
}
