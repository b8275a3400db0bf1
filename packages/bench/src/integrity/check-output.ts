import type { Difference, Integrity, Validation } from '@nsi/core/report';
import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { brief, findDifference } from './difference.ts';

/** Compares a variant's output with the baseline's the way the suite asks for. Pure; never throws: what `check` throws is a difference. */
export function checkOutput(expected: unknown, actual: unknown, validation: Validation<unknown> = { mode: 'deepEqual' }): Integrity {
  const { mode } = validation;
  if (mode === 'custom') return judged(mode, customDifference(expected, actual, validation.check));
  if (mode === 'deepEqual') return judged(mode, findDifference(expected, actual, validation.float));
  if (mode === 'bytes') return { ...judged(mode, findDifference(bytesOf(expected), bytesOf(actual))), digest: digestOf(actual) };
  const digests = [digestOf(expected), digestOf(actual)] as const;
  return { ...judged(mode, findDifference(...digests)), digest: digests[1] };
}

function judged(mode: string, difference: Difference | undefined): Integrity {
  return difference ? { status: 'failed', mode, difference } : { status: 'ok', mode };
}

function customDifference(
  expected: unknown,
  actual: unknown,
  check: (expected: unknown, actual: unknown) => boolean | string,
): Difference | undefined {
  const verdict = attempt(() => check(expected, actual));
  if (verdict === true) return undefined;
  return { at: typeof verdict === 'string' ? verdict : '', expected: brief(expected), actual: brief(actual) };
}

function attempt(check: () => boolean | string): boolean | string {
  try {
    return check();
  } catch (error) {
    return `the check threw ${String(error)}`;
  }
}

/** The bytes of binary values and text; anything else as V8 serializes it, which tells `-0` from `0`. */
function bytesOf(value: unknown): Uint8Array {
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return new Uint8Array(serialize(value));
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(bytesOf(value)).digest('hex');
}
