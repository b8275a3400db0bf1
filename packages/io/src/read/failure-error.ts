import { ioError } from '../errors.ts';
import { tooLarge, type FileFailure } from './file-failure.ts';
import type { SystemPath } from './packed-paths.ts';

/** The failure as an error: of the system's form, with code, errno, syscall and path, or `NSI_IO_READ_TOO_LARGE`. */
export function errorOfFailure({ code, message, errno, syscall }: FileFailure, path: SystemPath): Error {
  const name = path.toString();
  if (code === tooLarge) return ioError('NSI_IO_READ_TOO_LARGE', `${message}: ${name}`, { details: { path: name } });
  return Object.assign(new Error(message), {
    code,
    path: name,
    ...(errno === undefined ? {} : { errno }),
    ...(syscall === undefined ? {} : { syscall }),
  });
}

/** Gives every failure to `onError`; without it, throws one error for all of them, with the first as its cause. */
export function reportFailures(
  failures: readonly FileFailure[],
  paths: readonly SystemPath[],
  verb: 'read' | 'look at' | 'write',
  onError: ((error: Error, index: number) => void) | undefined,
): void {
  if (failures.length === 0) return;
  const sorted = failures.toSorted((left, right) => left.index - right.index);
  const errors = sorted.map((failure) => errorOfFailure(failure, paths[failure.index] as SystemPath));
  if (onError) {
    for (const [place, error] of errors.entries()) onError(error, (sorted[place] as FileFailure).index);
    return;
  }
  const [cause] = errors as [Error];
  throw ioError(
    'NSI_IO_READ_FAILED',
    `expected to ${verb} ${paths.length} files, got ${errors.length} that failed, the first with: ${cause.message}`,
    { cause },
  );
}
