import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import type { ElementLayout } from './element-type.ts';
import { filters, type Filter } from './filter-names.ts';

/** The kernels' bit for signed integers. */
const signedBit = 8;

/** The kernels' number for `filter` over elements of this layout. */
export function filterNumber(filter: Filter, { kind }: ElementLayout): number {
  const number = filters.indexOf(filter);
  if (number < 0) throw memoryError('NSI_MEMORY_CODEC_OPTION', `expected a filter of auto, ${filters.join(', ')}, got ${describe(filter)}`);
  return kind === 'signed' ? number | signedBit : number;
}

/** The kernels' number without the bit that only concerns packing: what packed bytes hold. */
export function storedNumber(number: number): number {
  return number & ~signedBit;
}

/** Whether the filter's result has a length of its own. */
export function isBitpacked(number: number): boolean {
  return (number & 3) === 3;
}
