import fs from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SeenSite } from './call-site.ts';
import { readOpenFlags } from './open-flags.ts';
import type { Record } from './record.ts';
import { beforeCallback, quietly, sizeOf, wrap, type Functions } from './wrap.ts';

/** Blocking calls that only count as such. */
const otherSync = Object.freeze(
  'accessSync statSync lstatSync fstatSync existsSync readdirSync opendirSync mkdirSync mkdtempSync rmSync rmdirSync readSync readvSync realpathSync readlinkSync symlinkSync linkSync chmodSync chownSync utimesSync cpSync'.split(
    ' ',
  ),
);
const existsSync = fs.existsSync;

/** What a call is about, seen from its arguments before it is made. */
export interface Described {
  readonly path: string;
  readonly file?: number;
  /** Left out: the size of what it returns. */
  readonly bytes?: number;
  /** Whether it makes the file. */
  readonly isNew?: boolean;
}

/** A call that is done: its arguments, where it was made, and what `describe` said. */
export type Done = (input: unknown[], seen: SeenSite, described: Described) => void;

export interface ObserveOptions {
  readonly record: Record;
  /** Whether the program has turned its event loop once. */
  readonly hasStarted: () => boolean;
}

/** Replaces the functions of `node:fs`, those with callbacks and those that block. */
export function observeFs({ record, hasStarted }: ObserveOptions): void {
  const target = fs as unknown as Functions;
  /** Calls that Node.js makes on behalf of one that is observed, and the descriptors those open, are part of that one. */
  let depth = 0;
  const partsOfOthers = new Set<number>();

  function within<Value>(run: () => Value): Value {
    depth += 1;
    try {
      return run();
    } finally {
      depth -= 1;
    }
  }

  const isPart = (file: unknown): boolean => depth > 0 || partsOfOthers.has(file as number);

  function blocking(name: string, describe: (input: unknown[]) => Described, onDone?: Done): void {
    wrap(target, name, (original, self, input) => {
      if (depth > 0) return original.apply(self, input);
      const described = quietly(() => within(() => describe(input)));
      const start = process.hrtime.bigint();
      const result = within(() => original.apply(self, input));
      const ns = Number(process.hrtime.bigint() - start);
      quietly(() => {
        if (!described) return;
        const seen = record.see(name, described.path, described.file);
        record.call(name, seen, described.path, described.bytes ?? sizeOf(result), { isLate: hasStarted() && !seen.isLoading, ns });
        onDone?.(input, seen, described);
      });
      return result;
    });
  }

  /** Where a call is made is looked up while the caller is on the stack; it is counted when the outcome is there. */
  function called(name: string, describe: (input: unknown[]) => Described, onDone?: Done): void {
    wrap(target, name, (original, self, input) => {
      if (isPart(input[0])) return original.apply(self, input);
      const before = quietly(() => {
        const described = within(() => describe(input));
        return { described, seen: record.see(name, described.path, described.file) };
      });
      const observed = beforeCallback(input, (error, result) => {
        if (error || !before) return;
        const { described, seen } = before;
        record.call(name, seen, described.path, described.bytes ?? sizeOf(result));
        onDone?.(input, seen, described);
      });
      return within(() => original.apply(self, observed));
    });
  }

  const ofFile = ([file]: unknown[]): Described => ({ path: record.pathOf(file as number) ?? '', file: file as number, bytes: 0 });
  const ofPath = ([path]: unknown[]): Described => ({ path: pathText(path, record) });
  const wholeFile = (input: unknown[]): Described => describeWholeFile(record, input, input[0]);
  const written = ([file, data]: unknown[]): Described => ({ ...ofFile([file]), bytes: sizeOf(data) });

  function opening(input: unknown[], file: unknown, seen: SeenSite): void {
    const path = pathText(input[0], record);
    record.opened(file as number, path, seen);
  }

  // `open`: what is there before says whether the name is new; so it is asked before the call.
  for (const name of ['open', 'openSync']) {
    wrap(target, name, (original, self, input) => {
      const flags = quietly(() => readOpenFlags(typeof input[1] === 'function' ? undefined : input[1])) ?? readOpenFlags('r');
      const path = quietly(() => pathText(input[0], record)) ?? '';
      const isInner = depth > 0;
      const isNew = flags.creates && !isInner && !within(() => existsSync(path));
      const seen = isInner ? undefined : quietly(() => record.see(name, path));
      const done = (file: unknown): void => {
        if (isInner) partsOfOthers.add(file as number);
        if (!seen) return;
        opening(input, file, seen);
        if (flags.writes) record.step('open', path, seen, { flags: { ...flags, isNew } });
      };
      if (name === 'openSync') {
        const file = within(() => original.apply(self, input));
        if (isInner) return file;
        quietly(() => done(file));
        return file;
      }
      const observed = beforeCallback(input, (error, file) => {
        if (!error) done(file);
      });
      return within(() => original.apply(self, observed));
    });
  }
  for (const name of ['close', 'closeSync']) {
    wrap(target, name, (original, self, input) => {
      quietly(() => {
        if (depth === 0) record.closed(input[0] as number);
        partsOfOthers.delete(input[0] as number);
      });
      return within(() => original.apply(self, input));
    });
  }

  const stepOf =
    (step: 'fdatasync' | 'fsync' | 'truncate'): Done =>
    (_, seen, { path }) => {
      if (path !== '') record.step(step, path, seen);
    };
  const writeStep: Done = (_, seen, { path, bytes = 0 }) => {
    if (path !== '') record.step('write', path, seen, { bytes });
  };
  const whole =
    (truncates: boolean): Done =>
    (input, seen, described) =>
      recordWholeFile(record, input, seen, { ...described, truncates });

  blocking('writeSync', written, writeStep);
  blocking('writevSync', written, writeStep);
  called('write', written, writeStep);
  called('writev', written, writeStep);
  blocking('fsyncSync', ofFile, stepOf('fsync'));
  blocking('fdatasyncSync', ofFile, stepOf('fdatasync'));
  blocking('ftruncateSync', ofFile, stepOf('truncate'));
  called('fsync', ofFile, stepOf('fsync'));
  called('fdatasync', ofFile, stepOf('fdatasync'));
  called('ftruncate', ofFile, stepOf('truncate'));
  blocking('writeFileSync', wholeFile, whole(true));
  blocking('appendFileSync', wholeFile, whole(false));
  called('writeFile', wholeFile, whole(true));
  called('appendFile', wholeFile, whole(false));
  blocking('readFileSync', ofPath);
  called('readFile', ofPath);
  for (const [name, step] of Object.entries({ rename: 'rename', copyFile: 'copy' } as const)) {
    const moved: Done = ([from, to], seen) => record.step(step, pathText(from, record), seen, { to: pathText(to, record) });
    blocking(`${name}Sync`, ofPath, moved);
    called(name, ofPath, moved);
  }
  const gone: Done = (_, seen, { path }) => record.step('unlink', path, seen);
  blocking('unlinkSync', ofPath, gone);
  called('unlink', ofPath, gone);
  for (const name of otherSync)
    blocking(name, (input) => ({ ...(typeof input[0] === 'number' ? ofFile(input) : ofPath(input)), bytes: 0 }));
  for (const name of ['createWriteStream', 'createReadStream']) {
    wrap(target, name, (original, self, input) => {
      quietly(() => record.streamMade(pathText(input[0], record)));
      return original.apply(self, input);
    });
  }
}

/** What `writeFile` and `appendFile` are about; `file` is their first argument, or the descriptor behind it. */
export function describeWholeFile(record: Record, [, data]: unknown[], file: unknown): Described {
  const path = pathText(file, record);
  return { path, bytes: sizeOf(data), isNew: typeof file !== 'number' && !existsSync(path) };
}

/** `writeFile` and `appendFile` are an open, a write and, if asked for, a sync. */
export function recordWholeFile(
  record: Record,
  [file, , options]: unknown[],
  seen: SeenSite,
  { path, bytes = 0, isNew = false, truncates }: Described & { readonly truncates: boolean },
): void {
  const { flag, flush } = (typeof options === 'object' && options !== null ? options : {}) as {
    readonly flag?: unknown;
    readonly flush?: boolean;
  };
  const isOpen = typeof file === 'number' || (typeof file === 'object' && file !== null && 'fd' in file);
  if (!isOpen) record.step('open', path, seen, { flags: { ...readOpenFlags(flag ?? (truncates ? 'w' : 'a')), isNew } });
  record.step('write', path, seen, { bytes });
  if (flush === true) record.step('fsync', path, seen);
}

/** The absolute path that a call is about, from a path, a URL or a descriptor. */
export function pathText(target: unknown, record: Record): string {
  if (typeof target === 'number') return record.pathOf(target) ?? '';
  if (target instanceof URL) return fileURLToPath(target);
  if (typeof target === 'string' || Buffer.isBuffer(target)) return resolve(String(target));
  return '';
}
