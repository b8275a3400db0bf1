import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import type { BaseColumnType, ColumnType } from './column-type.ts';
import { type NumberArray, numberTypes } from './number-type.ts';
import { StringDictionary } from './string-dictionary.ts';

/** One typed array that grows, with the marks of missing values and the dictionary of a string column. */
export class Column {
  readonly name: string;
  readonly base: BaseColumnType;
  readonly isOptional: boolean;
  readonly dictionary: StringDictionary | undefined;
  /** Longer than the column: rows past its end are room to grow. */
  values: NumberArray;
  /** 1 where a row has a value; `undefined` when no value may be missing. */
  present: Uint8Array | undefined;

  constructor(name: string, type: ColumnType, capacity: number) {
    this.name = name;
    this.isOptional = type.endsWith('?');
    this.base = (this.isOptional ? type.slice(0, -1) : type) as BaseColumnType;
    this.dictionary = this.base === 'string' ? new StringDictionary() : undefined;
    this.values = storageOf(this.base, capacity);
    this.present = this.isOptional ? new Uint8Array(capacity) : undefined;
  }

  get byteLength(): number {
    return this.values.byteLength + (this.present?.byteLength ?? 0) + (this.dictionary?.byteLength ?? 0);
  }

  /** What is stored for `value`. Throws `NSI_MEMORY_STRUCTURE_COLUMN` when the column cannot hold it. */
  encode(value: unknown): number {
    if (value === null || value === undefined) {
      if (this.isOptional) return 0;
      throw this.#misfit(value);
    }
    if (this.dictionary) {
      if (typeof value === 'string') return this.dictionary.add(value);
    } else if (this.base === 'boolean') {
      if (typeof value === 'boolean') return value ? 1 : 0;
    } else if (typeof value === 'number') {
      const { isWhole, low, high } = numberTypes[this.base as keyof typeof numberTypes];
      if (!isWhole || (Number.isInteger(value) && value >= low && value <= high)) return value;
    }
    throw this.#misfit(value);
  }

  decode(row: number): string | number | boolean | null {
    if (this.present?.[row] === 0) return null;
    const stored = this.values[row] as number;
    if (this.dictionary) return this.dictionary.at(stored) as string;
    return this.base === 'boolean' ? stored === 1 : stored;
  }

  grow(capacity: number): void {
    const values = storageOf(this.base, capacity);
    values.set(this.values);
    this.values = values;
    if (!this.present) return;
    const present = new Uint8Array(capacity);
    present.set(this.present);
    this.present = present;
  }

  #misfit(value: unknown): Error {
    const expected = `${this.base}${this.isOptional ? ' or null' : ''}`;
    return memoryError('NSI_MEMORY_STRUCTURE_COLUMN', `\`${this.name}\`: expected ${expected}, got ${describe(value)}`);
  }
}

function storageOf(base: BaseColumnType, capacity: number): NumberArray {
  if (base === 'string') return new Uint32Array(capacity);
  return base === 'boolean' ? new Uint8Array(capacity) : numberTypes[base].create(capacity);
}
