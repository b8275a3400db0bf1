import { coreError } from '../errors.ts';
import type { NsiError } from '../errors/nsi-error.ts';

/** What it means to the person who typed the command, by the code of the operating system. */
const meanings: Readonly<Record<string, { readonly message: (place: string) => string; readonly hint?: string }>> = Object.freeze({
  ENOENT: { message: (place) => `expected something${place}, got nothing there` },
  EISDIR: { message: (place) => `expected a file${place}, got a folder` },
  ENOTDIR: { message: (place) => `expected a folder${place}, got a file` },
  EEXIST: { message: (place) => `expected nothing${place}, got something there` },
  EACCES: { message: (place) => `expected to be allowed to use what is${place}, got a refusal`, hint: 'Check its permissions.' },
  EPERM: { message: (place) => `expected to be allowed to use what is${place}, got a refusal`, hint: 'Check its permissions.' },
  EROFS: { message: (place) => `expected a place that can be written${place}, got one for reading only`, hint: 'Name another place.' },
  ENOSPC: { message: (place) => `expected room${place}, got a full device`, hint: 'Make room, or name another place.' },
  ELOOP: { message: (place) => `expected a path that ends${place}, got links that lead to each other` },
  ENAMETOOLONG: { message: (place) => `expected a name that the file system takes${place}, got a longer one` },
  EMFILE: { message: () => 'expected a free file handle, got the limit of this process', hint: 'Raise it with `ulimit -n`.' },
});

interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
}

/**
 * A call of the operating system that failed, said in words, with where; any other error as it is. `path` is used instead of the error's own.
 * Where cleaning up failed as well, the first error is the one that matters.
 */
export function explainSystemError(error: unknown, path?: string): unknown {
  if (isSuppressing(error)) return explainSystemError(error.suppressed, path);
  if (!isSystemError(error)) return error;
  const meaning = meanings[error.code];
  if (!meaning) return explained(error.message, error);
  const where = path ?? error.path;
  return explained(`${meaning.message(where === undefined ? '' : ` at ${where}`)} (${error.code}, ${error.syscall})`, error, meaning.hint);
}

function explained(message: string, cause: SystemError, hint?: string): NsiError {
  return coreError('NSI_CORE_COMMAND_SYSTEM', message, { cause, ...(hint === undefined ? {} : { hint }) });
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'syscall' in error && 'errno' in error && typeof (error as { code?: unknown }).code === 'string';
}

/** By name: Node.js 22 has the class of the compiled code only. */
function isSuppressing(error: unknown): error is Error & { readonly suppressed: unknown } {
  return error instanceof Error && error.name === 'SuppressedError' && 'suppressed' in error;
}
