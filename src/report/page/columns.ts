// SPDX-License-Identifier: BSL-1.0
/** Unpacks the packed columns of the data. */
import type { Column, Dictionary, Numbers } from './data';

const ARRAYS = { i8: Int8Array, i16: Int16Array, i32: Int32Array, f64: Float64Array };

function bytes(base64: string): ArrayBuffer {
  const text = atob(base64);
  const result = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) result[i] = text.charCodeAt(i);
  return result.buffer;
}

/** @throws Error if the bytes are not as many as the column says. */
export function unpack(column: Column): Numbers {
  const array = ARRAYS[column.type];
  if (column.data === undefined) return new array(column.length).fill(column.all ?? 0);
  const numbers = new array(bytes(column.data));
  if (numbers.length !== column.length)
    throw new Error(`a column holds ${numbers.length} numbers, not ${column.length}`);
  return numbers;
}

/** A column of which some values are absent. */
export class Values {
  readonly numbers: Numbers;
  readonly none: number | null;

  constructor(column: Column) {
    this.numbers = unpack(column);
    this.none = column.none;
  }

  get length(): number {
    return this.numbers.length;
  }

  at(i: number): number | null {
    const value = this.numbers[i];
    return value === undefined || value === this.none ? null : value;
  }
}

/** A column of texts that repeat. */
export class Texts {
  readonly values: string[];
  readonly index: Numbers;

  constructor(dictionary: Dictionary) {
    this.values = dictionary.values;
    this.index = unpack(dictionary.index);
  }

  /** Empty where there is no text. */
  at(i: number): string {
    return this.values[this.index[i]] ?? '';
  }
}
