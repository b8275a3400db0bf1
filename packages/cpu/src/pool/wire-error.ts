import { isNsiError, NsiError, type NsiErrorCode } from '@nsi/core';
import { isPlain } from './plain-value.ts';

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
const builtIns: Readonly<Record<string, ErrorConstructor>> = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

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
    ...(isNsiError(error) ? { isNsi: true as const } : {}),
  };
}

/** The error again, of the same built-in class, with its own properties. */
export function decodeError({ name, message, stack, cause, properties, isNsi, thrown }: WireError): unknown {
  if (thrown) return thrown.value;
  const inner = cause === undefined ? undefined : decodeError(cause);
  if (isNsi) {
    const { code, hint, details } = properties as { code: NsiErrorCode; hint?: string; details?: Record<string, unknown> };
    return withStack(
      new NsiError(code, message, {
        ...(hint === undefined ? {} : { hint }),
        ...(details === undefined ? {} : { details }),
        ...(inner === undefined ? {} : { cause: inner }),
      }),
      stack,
    );
  }
  const error = new (builtIns[name] ?? Error)(message, inner === undefined ? {} : { cause: inner });
  if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
  return withStack(Object.assign(error, properties), stack);
}

function withStack<Kind extends Error>(error: Kind, stack: string | undefined): Kind {
  if (stack !== undefined) error.stack = stack;
  return error;
}
