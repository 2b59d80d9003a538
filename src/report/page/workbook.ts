// SPDX-License-Identifier: BSL-1.0
/** A table as a workbook of Office Open XML (ECMA-376): one sheet, in a ZIP without compression. */

export type CellValue = string | number;

/** As text of XML: no character that XML does not have. */
function xml(text: string): string {
  return text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);
}

/** A, B, … Z, AA, … */
export function columnName(column: number): string {
  let name = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/** Numbers are numbers, and texts are texts: a spreadsheet runs none of them as a formula. */
function sheet(rows: readonly (readonly CellValue[])[]): string {
  const body = rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => {
    const at = `r="${columnName(c)}${r + 1}"`;
    return typeof value === 'number' ? `<c ${at}><v>${value}</v></c>`
      : value === '' ? '' : `<c ${at} t="inlineStr"><is><t xml:space="preserve">${xml(value.slice(0, 32_767))}</t></is></c>`;
  }).join('')}</row>`).join('');
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body}</sheetData></worksheet>`;
}

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function workbook(name: string, rows: readonly (readonly CellValue[])[]): Blob {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  // A name of a sheet has at most 31 characters, and none of these.
  const title = xml(name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31).trim() || 'Sheet');
  const files: [string, string][] = [
    ['[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${MAIN}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${MAIN}.worksheet+xml"/></Types>`],
    ['_rels/.rels', `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets><sheet name="${title}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`],
    ['xl/worksheets/sheet1.xml', sheet(rows)],
  ];
  return zip(files.map(([path, text]) => [path, new TextEncoder().encode(head + text)]));
}

let table: Uint32Array | null = null;

/** CRC-32 of ISO 3309, as ZIP has it. */
export function crc32(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Files stored as they are; the names are ASCII. All stamps are the first that ZIP knows. */
function zip(files: [string, Uint8Array][]): Blob {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  const record = (fields: [number, number][]): Uint8Array => {
    const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (const [size, value] of fields) {
      if (size === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += size;
    }
    return bytes;
  };
  for (const [path, content] of files) {
    const name = new TextEncoder().encode(path);
    const common: [number, number][] = [[2, 20], [2, 0], [2, 0], [2, 0], [2, 0x21], [4, crc32(content)], [4, content.length], [4, content.length], [2, name.length], [2, 0]];
    parts.push(record([[4, 0x04034b50], ...common]), name, content);
    directory.push(record([[4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), name);
    offset += 30 + name.length + content.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = record([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]]);
  return new Blob([...parts, ...directory, end] as BlobPart[], { type: `${MAIN}.sheet` });
}
