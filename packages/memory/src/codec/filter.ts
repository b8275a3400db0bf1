import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import type { ElementLayout } from './element-type.ts';

/**
 * What is done to the elements before they are encoded: an arrangement (`shuffle` by bytes, `bitshuffle` by bits, `bitpack` into as few bits
 * as a group of 256 needs), with or without taking differences first.
 */
export type Filter = 'none' | 'shuffle' | 'bitshuffle' | 'bitpack' | 'delta' | 'delta-shuffle' | 'delta-bitshuffle' | 'delta-bitpack';

/** In the order of their numbers in packed bytes: the two low bits are the arrangement, the third is `delta`. Never reordered. */
export const filters: readonly Filter[] = Object.freeze([
  'none',
  'shuffle',
  'bitshuffle',
  'bitpack',
  'delta',
  'delta-shuffle',
  'delta-bitshuffle',
  'delta-bitpack',
]);

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
