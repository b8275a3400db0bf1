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
