import type { NsiError } from '@nsi/core';
import { benchError } from '../errors.ts';

/** The error for a foreign file that is not what it should be. */
export function importError(fileName: string, expected: string, actual: string): NsiError {
  return benchError('NSI_BENCH_IMPORT', `${fileName}: expected ${expected}, got ${actual}`);
}
