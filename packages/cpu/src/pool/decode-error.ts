import { NsiError, type NsiErrorCode } from '@nsi/core';
import { cpuErrors, type CpuErrorCode } from '../errors.ts';
import type { WireError } from './wire-error.ts';

const builtIns: Readonly<Record<string, ErrorConstructor>> = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

/** The error again, of the same built-in class, with its own properties. */
export function decodeError({ name, message, stack, cause, properties, isNsi, thrown }: WireError): unknown {
  if (thrown) return thrown.value;
  const inner = cause === undefined ? undefined : decodeError(cause);
  if (isNsi) {
    const { code, hint = hintOf(code), details } = properties as { code: NsiErrorCode; hint?: string; details?: Record<string, unknown> };
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

function hintOf(code: NsiErrorCode): string | undefined {
  return Object.hasOwn(cpuErrors, code) ? cpuErrors[code as CpuErrorCode].hint : undefined;
}
