import type { CpuErrorCode } from '../errors.ts';

/**
 * An error of this room as a thread makes it: the table of hints is on the other side, where `decodeError` makes an `NsiError` of it. Loading
 * that for every thread would take a quarter of the time that a thread takes to start.
 */
export function workerError(code: CpuErrorCode, message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, cause === undefined ? {} : { cause }), { name: 'NsiError', code, [brand]: true });
}

/** What `isNsiError` of `@nsi/core` looks for. */
const brand = Symbol.for('nsi.error');

/** Whether an error is of this toolkit. */
export function isBranded(error: object): boolean {
  return brand in error;
}
