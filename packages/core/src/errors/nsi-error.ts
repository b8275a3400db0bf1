const brand = Symbol.for('nsi.error');

/** `NSI_<ROOM>_<WHAT>`: stable, listed in the room's `errors.ts`, never reused. */
export type NsiErrorCode = `NSI_${string}_${string}`;

/** What an `NsiError` carries beside its code and message. */
export interface NsiErrorOptions {
  /** What the reader should do about it, as an imperative sentence. */
  readonly hint?: string;
  /** The error that led here, kept as it was. */
  readonly cause?: unknown;
  /** Facts for programs, such as `{ path: 'memory.pool' }`. Never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An error of this toolkit: a stable code, what was expected and what came, and what to do. Recognise it by `isNsiError`, not by `instanceof`. */
export class NsiError extends Error {
  readonly code: NsiErrorCode;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: NsiErrorCode, message: string, { hint, cause, details = {} }: NsiErrorOptions = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'NsiError';
    this.code = code;
    this.hint = hint;
    this.details = details;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether `error` is an `NsiError`, of `code` when one is given. True over duplicate installs of this package. */
export function isNsiError(error: unknown, code?: NsiErrorCode): error is NsiError {
  return (
    typeof error === 'object' && error !== null && brand in error && (code === undefined || (error as unknown as NsiError).code === code)
  );
}
