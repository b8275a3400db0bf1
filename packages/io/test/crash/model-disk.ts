import { constants } from 'node:fs';
import type { FileCalls, FileFacts } from '../../src/write/file-calls.ts';

/** What a power cut may tear apart. */
const sectorBytes = 512;

type FileChange = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };

interface ModelFile {
  content: Buffer;
  durable: Buffer;
  /** Changes since the last sync, in order. */
  pending: FileChange[];
}

type NameChange =
  | { readonly name: string; readonly file: ModelFile | undefined }
  | { readonly from: string; readonly to: string; readonly file: ModelFile };

/** A moment at which everything stops. */
export interface Stop {
  /** The call that is under way then, counted from 1. */
  readonly atCall: number;
  readonly random: () => number;
}

/**
 * One directory of files in memory that promises exactly what POSIX does: a write may be torn at any sector, reordered or lost until the file
 * is synced; a name may be lost or not, whatever became of others, until the directory is synced. After `stop` no call returns.
 */
export class ModelDisk {
  readonly #names: Map<string, ModelFile>;
  readonly #durableNames: Map<string, ModelFile>;
  readonly #open = new Map<number, ModelFile | 'directory'>();
  readonly #stop: Stop | undefined;
  readonly #faults: (call: string) => string | undefined;
  #pendingNames: NameChange[] = [];
  #lastFile = 2;
  #calls = 0;
  #hasStopped = false;
  readonly #stopped = Promise.withResolvers<void>();
  readonly files: FileCalls = this.#makeCalls();

  constructor(
    contents: ReadonlyMap<string, Buffer>,
    { stop, faults = () => undefined }: { readonly stop?: Stop; readonly faults?: (call: string) => string | undefined } = {},
  ) {
    const entries = Array.from(contents, ([name, content]): [string, ModelFile] => [name, { content, durable: content, pending: [] }]);
    this.#names = new Map(entries);
    this.#durableNames = new Map(entries);
    this.#stop = stop;
    this.#faults = faults;
  }

  /** Resolves when everything stops. */
  get stopped(): Promise<void> {
    return this.#stopped.promise;
  }

  get calls(): number {
    return this.#calls;
  }

  /** What another process sees now, and what is left when this process alone is killed. */
  afterKill(): Map<string, Buffer> {
    return new Map(Array.from(this.#names, ([name, { content }]) => [name, content]));
  }

  /** One of the many things that may be left when the power fails now. */
  afterPowerCut(random: () => number): Map<string, Buffer> {
    const names = new Map(this.#durableNames);
    const share = [0, 0.5, 0.9, 1][Math.floor(random() * 4)] as number;
    for (const change of this.#pendingNames) {
      if (random() >= share) continue;
      if ('from' in change) {
        names.delete(change.from);
        names.set(change.to, change.file);
      } else if (change.file) names.set(change.name, change.file);
      else names.delete(change.name);
    }
    const kept = new Map<ModelFile, Buffer>();
    return new Map(
      Array.from(names, ([name, file]) => {
        const content = kept.get(file) ?? tear(file, random);
        kept.set(file, content);
        return [name, content];
      }),
    );
  }

  /** A call that may be the last one: what it changes then happens or not, and it never returns. */
  #call<Value>(name: string, run: () => Value): Promise<Value> {
    if (this.#hasStopped) return new Promise(() => undefined);
    this.#calls += 1;
    if (this.#stop?.atCall === this.#calls) {
      this.#hasStopped = true;
      if (this.#stop.random() < 0.5) quietly(run);
      this.#stopped.resolve();
      return new Promise(() => undefined);
    }
    const fault = this.#faults(name);
    if (fault !== undefined) return Promise.reject(failure(fault));
    try {
      return Promise.resolve(run());
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #makeCalls(): FileCalls {
    const never = (what: string) => (): never => {
      throw new Error(`the model has no ${what}`);
    };
    return {
      open: (path, flags) => this.#call('open', () => this.#openFile(path, flags)),
      write: (file, bytes, position) =>
        this.#call('write', () => {
          const target = this.#fileOf(file);
          const at = position ?? target.content.length;
          // The system may take less than it is given.
          const taken = Buffer.from(
            bytes.subarray(0, this.#stop && this.#stop.random() < 0.1 ? Math.ceil(bytes.length / 2) : bytes.length),
          );
          target.pending.push({ at, bytes: taken });
          target.content = changed(target.content, { at, bytes: taken });
          return taken.length;
        }),
      read: (file, into, position) =>
        this.#call('read', () => this.#fileOf(file).content.copy(into, 0, Math.min(position, this.#fileOf(file).content.length))),
      fdatasync: (file) => this.#call('fdatasync', () => this.#sync(file)),
      fsync: (file) => this.#call('fsync', () => this.#sync(file)),
      ftruncate: (file, size) =>
        this.#call('ftruncate', () => {
          const target = this.#fileOf(file);
          target.pending.push({ size });
          target.content = changed(target.content, { size });
        }),
      fchmod: () => this.#call('fchmod', () => undefined),
      fchown: () => this.#call('fchown', () => undefined),
      fstat: (file) => this.#call('fstat', () => factsOf(this.#fileOf(file))),
      lstat: (path) => this.#call('lstat', () => factsOf(this.#lookUp(path))),
      readlink: never('links'),
      rename: (from, to) =>
        this.#call('rename', () => {
          const file = this.#lookUp(from);
          this.#names.delete(from);
          this.#names.set(to, file);
          this.#pendingNames.push({ from, to, file });
        }),
      unlink: (path) =>
        this.#call('unlink', () => {
          this.#lookUp(path);
          this.#names.delete(path);
          this.#pendingNames.push({ name: path, file: undefined });
        }),
      close: (file) => this.#call('close', () => void this.#open.delete(file)),
      closeSync: (file) => void this.#open.delete(file),
      writeSync: (_file, bytes) => bytes.length,
      fdatasyncSync: () => undefined,
      fstatSync: (file) => factsOf(this.#fileOf(file)),
    };
  }

  #openFile(path: string, flags: number): number {
    this.#lastFile += 1;
    if (!path.slice(1).includes('/')) {
      this.#open.set(this.#lastFile, 'directory');
      return this.#lastFile;
    }
    let file = this.#names.get(path);
    if (file && flags & constants.O_EXCL) throw failure('EEXIST');
    if (!file && !(flags & constants.O_CREAT)) throw failure('ENOENT');
    if (!file) {
      file = { content: Buffer.alloc(0), durable: Buffer.alloc(0), pending: [] };
      this.#names.set(path, file);
      this.#pendingNames.push({ name: path, file });
    }
    this.#open.set(this.#lastFile, file);
    return this.#lastFile;
  }

  #sync(file: number): void {
    const target = this.#open.get(file);
    if (target === 'directory') {
      this.#durableNames.clear();
      for (const [name, named] of this.#names) this.#durableNames.set(name, named);
      this.#pendingNames = [];
      return;
    }
    const own = this.#fileOf(file);
    own.durable = own.content;
    own.pending = [];
  }

  #fileOf(file: number): ModelFile {
    const found = this.#open.get(file);
    if (found === undefined || found === 'directory') throw failure('EBADF');
    return found;
  }

  #lookUp(path: string): ModelFile {
    const found = this.#names.get(path);
    if (!found) throw failure('ENOENT');
    return found;
  }
}

/** The durable content with some sectors of the changes since, and one of the sizes the file had since. */
function tear({ durable, pending }: ModelFile, random: () => number): Buffer {
  if (pending.length === 0) return durable;
  const share = [0, 0.3, 0.7, 1][Math.floor(random() * 4)] as number;
  let content = durable;
  let size = durable.length;
  const sizes = [size];
  for (const change of pending) {
    size = 'size' in change ? change.size : Math.max(size, change.at + change.bytes.length);
    sizes.push(size);
    if ('size' in change) {
      if (random() < share) content = changed(content, change);
      continue;
    }
    for (let start = 0; start < change.bytes.length;) {
      const length = Math.min(sectorBytes - ((change.at + start) % sectorBytes), change.bytes.length - start);
      if (random() < share) content = changed(content, { at: change.at + start, bytes: change.bytes.subarray(start, start + length) });
      start += length;
    }
  }
  return changed(content, { size: sizes[Math.floor(random() * sizes.length)] as number });
}

function changed(content: Buffer, change: FileChange): Buffer {
  if ('size' in change) {
    const resized = Buffer.alloc(change.size);
    content.copy(resized);
    return resized;
  }
  const result = Buffer.alloc(Math.max(content.length, change.at + change.bytes.length));
  content.copy(result);
  change.bytes.copy(result, change.at);
  return result;
}

function factsOf({ content }: ModelFile): FileFacts {
  return {
    mode: 0o100644,
    uid: 0,
    gid: 0,
    size: content.length,
    mtimeMs: Date.now(),
    isFile: () => true,
    isDirectory: () => false,
    isSymbolicLink: () => false,
  };
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function quietly(run: () => unknown): void {
  try {
    run();
  } catch {
    // A call that fails changes nothing.
  }
}
