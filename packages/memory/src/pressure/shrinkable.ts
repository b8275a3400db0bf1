import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';

/** What can give memory back when there is little, and take it again: caches, pools, or anything of the user's own. */
export interface Shrinkable {
  /** Holds it to `ratio` (0 to 1) of its configured bounds until `restore`. Called again with each step down or up. */
  shrink(ratio: number): void;
  /** Back to the configured bounds. */
  restore(): void;
}

/** `ratio` when it is one. Throws `NSI_MEMORY_PRESSURE_OPTION`. */
export function checkedRatio(ratio: number): number {
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw memoryError('NSI_MEMORY_PRESSURE_OPTION', `expected \`ratio\` to be from 0 to 1, got ${describe(ratio)}`);
}
