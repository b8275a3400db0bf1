/** Why one file among many could not be handled, in a form that crosses threads. */
export interface FileFailure {
  readonly index: number;
  /** The system's code, such as `ENOENT`, or `TOO_LARGE`. */
  readonly code: string;
  readonly message: string;
  readonly errno?: number;
  readonly syscall?: string;
}

/** Code of a failure by `maxFileBytes` or `maxTotalBytes`. */
export const tooLarge = 'TOO_LARGE';

/** What a system call threw, as a failure of the file at `index`. */
export function failureOf(index: number, error: unknown): FileFailure {
  const { code, message, errno, syscall } = error as NodeJS.ErrnoException;
  return {
    index,
    code: code ?? 'UNKNOWN',
    message,
    ...(errno === undefined ? {} : { errno }),
    ...(syscall === undefined ? {} : { syscall }),
  };
}

/** Whether a file failed for want of a descriptor, and may be tried again. */
export function isOutOfFilesCode(code: string): boolean {
  return code === 'EMFILE' || code === 'ENFILE';
}
