import * as fs from 'node:fs';

/** What a file is, as far as writers ask. */
export interface FileFacts {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtimeMs: number;
  isFile(): boolean;
  isSymbolicLink(): boolean;
  isDirectory(): boolean;
}

/**
 * The calls of the operating system that durable writing is made of, and nothing else: tests put a model file system, or one that
 * fails, in their place. Files are numbers, as in `node:fs`; each call may fail with the system's own error.
 */
export interface FileCalls {
  open(path: string, flags: number, mode: number): Promise<number>;
  /** Writes at `position`, or at the file's own position when it is `null`; the number of bytes may be less than asked for. */
  write(file: number, bytes: Uint8Array, position: number | null): Promise<number>;
  read(file: number, into: Uint8Array, position: number): Promise<number>;
  fdatasync(file: number): Promise<void>;
  /** As `fdatasync`, with everything the system knows about the file. Used on directories. */
  fsync(file: number): Promise<void>;
  ftruncate(file: number, size: number): Promise<void>;
  fchmod(file: number, mode: number): Promise<void>;
  fchown(file: number, uid: number, gid: number): Promise<void>;
  fstat(file: number): Promise<FileFacts>;
  lstat(path: string): Promise<FileFacts>;
  readlink(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  close(file: number): Promise<void>;
  closeSync(file: number): void;
  writeSync(file: number, bytes: Uint8Array, position: number | null): number;
  fdatasyncSync(file: number): void;
  fstatSync(file: number): FileFacts;
}

/** The real ones. Callbacks cost a fraction of `FileHandle`, and each is looked up when called, so that `nsi-io trace` sees it. */
export const nodeFiles: FileCalls = Object.freeze({
  open: (path, flags, mode) => answer<number>((done) => fs.open(path, flags, mode, done)),
  write: (file, bytes, position) => answer<number>((done) => fs.write(file, bytes, 0, bytes.length, position, done)),
  read: (file, into, position) => answer<number>((done) => fs.read(file, into, 0, into.length, position, done)),
  fdatasync: (file) => settle((done) => fs.fdatasync(file, done)),
  fsync: (file) => settle((done) => fs.fsync(file, done)),
  ftruncate: (file, size) => settle((done) => fs.ftruncate(file, size, done)),
  fchmod: (file, mode) => settle((done) => fs.fchmod(file, mode, done)),
  fchown: (file, uid, gid) => settle((done) => fs.fchown(file, uid, gid, done)),
  fstat: (file) => answer<FileFacts>((done) => fs.fstat(file, done)),
  lstat: (path) => answer<FileFacts>((done) => fs.lstat(path, done)),
  readlink: (path) => answer<string>((done) => fs.readlink(path, done)),
  rename: (from, to) => settle((done) => fs.rename(from, to, done)),
  unlink: (path) => settle((done) => fs.unlink(path, done)),
  close: (file) => settle((done) => fs.close(file, done)),
  closeSync: (file) => fs.closeSync(file),
  writeSync: (file, bytes, position) => fs.writeSync(file, bytes, 0, bytes.length, position),
  fdatasyncSync: (file) => fs.fdatasyncSync(file),
  fstatSync: (file) => fs.fstatSync(file),
} satisfies FileCalls);

function settle(start: (done: (error: NodeJS.ErrnoException | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}

function answer<Value>(start: (done: (error: NodeJS.ErrnoException | null, value: Value) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))));
}

/** Code of a system error, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
