import { isPlain } from './plain-value.ts';
import { isBranded } from './worker-error.ts';

/** An error as plain data: what structured cloning would lose of it is kept. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: WireError;
  /** Its own properties, such as `code`. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly isNsi?: true;
  /** What was thrown, when it was no error. */
  readonly thrown?: { readonly value: unknown };
}

const deepestCause = 5;

/** Any thrown value as plain data. */
export function encodeError(error: unknown, depth = 0): WireError {
  if (!(error instanceof Error)) {
    const value = isPlain(error) ? error : String(error);
    return { name: 'Error', message: String(value), properties: {}, thrown: { value } };
  }
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    ...(typeof stack === 'string' ? { stack } : {}),
    ...(cause === undefined || depth >= deepestCause ? {} : { cause: encodeError(cause, depth + 1) }),
    properties: Object.fromEntries(Object.entries(error).filter(([key, value]) => key !== 'cause' && isPlain(value))),
    ...(isBranded(error) ? { isNsi: true as const } : {}),
  };
}
