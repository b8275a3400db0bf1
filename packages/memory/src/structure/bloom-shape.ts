import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';

/** 16 words of 32 bits: one cache line. */
export const wordsPerBlock: number = 16;
const bitsPerBlock = wordsPerBlock * 32;
export const maxBlocks: number = 2 ** 26;
export const maxBitsPerKey: number = 24;

export interface BloomShape {
  readonly blocks: number;
  /** Bits set for each key. */
  readonly bitsPerKey: number;
}

/** The smallest filter that keeps `capacity` keys within the ratio. */
export function bloomShape(capacity: number, falsePositiveRatio: number): BloomShape {
  if (!Number.isSafeInteger(capacity) || capacity < 1) {
    throw memoryError('NSI_MEMORY_STRUCTURE_SIZE', `expected \`capacity\` to be a whole number from 1, got ${describe(capacity)}`);
  }
  if (!(falsePositiveRatio >= 1e-6 && falsePositiveRatio <= 0.5)) {
    throw memoryError(
      'NSI_MEMORY_STRUCTURE_SIZE',
      `expected \`falsePositiveRatio\` to be from 1e-6 to 0.5, got ${describe(falsePositiveRatio)}`,
    );
  }
  for (let keysPerBlock = bitsPerBlock / 1.5; keysPerBlock > 1; keysPerBlock *= 0.98) {
    const bitsPerKey = bestBitsPerKey(keysPerBlock);
    if (blockedRatio(keysPerBlock, bitsPerKey) > falsePositiveRatio) continue;
    const blocks = Math.ceil(capacity / keysPerBlock);
    if (blocks <= maxBlocks) return { blocks, bitsPerKey };
    break;
  }
  throw memoryError('NSI_MEMORY_STRUCTURE_SIZE', `expected a filter of at most ${maxBlocks * 64} bytes, got more for ${capacity} keys`);
}

function bestBitsPerKey(keysPerBlock: number): number {
  const ideal = (bitsPerBlock / keysPerBlock) * Math.LN2;
  return Math.min(maxBitsPerKey, Math.max(1, Math.floor(ideal)));
}

/**
 * False positives of a blocked filter: keys fall on blocks as a Poisson process, and each block is a small plain filter
 * (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007, equation 3).
 */
export function blockedRatio(keysPerBlock: number, bitsPerKey: number): number {
  let probability = Math.exp(-keysPerBlock);
  let ratio = 0;
  const last = Math.ceil(keysPerBlock + 12 * Math.sqrt(keysPerBlock) + 12);
  for (let keys = 0; keys <= last; keys++) {
    if (keys > 0) probability *= keysPerBlock / keys;
    ratio += probability * (1 - (1 - 1 / bitsPerBlock) ** (keys * bitsPerKey)) ** bitsPerKey;
  }
  return ratio;
}
