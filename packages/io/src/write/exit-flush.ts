/** What still holds bytes when the process ends. */
export interface ExitFlush {
  /** Writes what is buffered, blocking. */
  flushAtExit(): void;
}

const open = new Set<ExitFlush>();

/**
 * Has `flush` called when the process exits: at its natural end, by `process.exit` and by an uncaught error. A signal that kills the
 * process, `SIGKILL` above all, gives nobody a chance.
 */
export function flushAtExit(flush: ExitFlush): void {
  // Before locks are given back, and before those listeners that may still write.
  if (open.size === 0) process.prependListener('exit', flushAll);
  open.add(flush);
}

export function forgetAtExit(flush: ExitFlush): void {
  open.delete(flush);
  if (open.size === 0) process.off('exit', flushAll);
}

/** One that fails does not keep the others from writing; lost bytes end the process with an error in any case. */
function flushAll(): void {
  const errors: unknown[] = [];
  for (const flush of open) {
    try {
      flush.flushAtExit();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors, 'bytes were lost at exit');
}
