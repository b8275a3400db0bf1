export { createIo, createPlainIo, type Io } from './io.ts';
export type { IoOptions, IoOptionsInput } from './options.ts';
export { ioErrors, type IoErrorCode } from './errors.ts';

export { filePermits, type FilePermit, type FilePermits } from './permits/file-permits.ts';
export { openPermitted, type OpenPermittedOptions, type PermittedFile } from './permits/open-permitted.ts';
