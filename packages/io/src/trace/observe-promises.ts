import fs from 'node:fs';
import type { SeenSite } from './call-site.ts';
import { describeWholeFile, pathText, recordWholeFile, type Described, type ObserveOptions } from './observe-fs.ts';
import { readOpenFlags } from './open-flags.ts';
import { quietly, sizeOf, wrap, type Functions } from './wrap.ts';

interface Handle {
  readonly fd: number;
}

const existsSync = fs.existsSync;

/** Replaces the functions of `node:fs/promises`, and those of `FileHandle` once there is one. */
export function observePromises({ record }: Pick<ObserveOptions, 'record'>): void {
  const target = fs.promises as unknown as Functions;
  let hasHandle = false;

  type OnDone = (input: unknown[], seen: SeenSite, described: Described) => void;

  function promised(
    holder: Functions,
    name: string,
    as: string,
    describe: (input: unknown[], self: unknown) => Described,
    onDone?: OnDone,
  ): void {
    wrap(holder, name, (original, self, input) => {
      const before = quietly(() => {
        const described = describe(input, self);
        return { described, seen: record.see(as, described.path, (self as Partial<Handle> | undefined)?.fd) };
      });
      const result = original.apply(self, input) as Promise<unknown>;
      if (!before) return result;
      return result.then((value) => {
        quietly(() => {
          const { described, seen } = before;
          record.call(as, seen, described.path, described.bytes ?? sizeOf(value));
          onDone?.(input, seen, described);
        });
        return value;
      });
    });
  }

  const behind = (file: unknown): unknown => (typeof file === 'object' && file !== null && 'fd' in file ? (file as Handle).fd : file);
  const ofPath = ([path]: unknown[]): Described => ({ path: pathText(behind(path), record) });
  const ofHandle = (_: unknown[], self: unknown): Described => ({ path: record.pathOf((self as Handle).fd) ?? '' });
  const handleData = (input: unknown[], self: unknown): Described => ({ ...ofHandle([], self), bytes: sizeOf(input[0]) });
  const wholeFile = (input: unknown[]): Described => describeWholeFile(record, input, behind(input[0]));
  const whole =
    (truncates: boolean): OnDone =>
    (input, seen, described) =>
      recordWholeFile(record, input, seen, { ...described, truncates });

  promised(target, 'writeFile', 'promises.writeFile', wholeFile, whole(true));
  promised(target, 'appendFile', 'promises.appendFile', wholeFile, whole(false));
  promised(target, 'readFile', 'promises.readFile', ofPath);
  promised(target, 'rename', 'promises.rename', ofPath, ([from, to], seen) =>
    record.step('rename', pathText(from, record), seen, { to: pathText(to, record) }),
  );
  promised(target, 'copyFile', 'promises.copyFile', ofPath, ([from, to], seen) =>
    record.step('copy', pathText(from, record), seen, { to: pathText(to, record) }),
  );
  promised(target, 'unlink', 'promises.unlink', ofPath, (_, seen, { path }) => record.step('unlink', path, seen));

  wrap(target, 'open', (original, self, input) => {
    const flags = quietly(() => readOpenFlags(input[1])) ?? readOpenFlags('r');
    const path = quietly(() => pathText(input[0], record)) ?? '';
    const isNew = flags.creates && !existsSync(path);
    const seen = quietly(() => record.see('promises.open', path));
    const result = original.apply(self, input) as Promise<Handle>;
    return result.then((handle) => {
      quietly(() => {
        if (!hasHandle) observeHandles(Object.getPrototypeOf(handle) as Functions);
        hasHandle = true;
        if (!seen) return;
        record.opened(handle.fd, path, seen);
        if (flags.writes) record.step('open', path, seen, { flags: { ...flags, isNew } });
      });
      return handle;
    });
  });

  function observeHandles(prototype: Functions): void {
    const wrote: OnDone = (_, seen, { path, bytes = 0 }) => {
      if (path !== '') record.step('write', path, seen, { bytes });
    };
    for (const name of ['write', 'writev', 'writeFile', 'appendFile']) promised(prototype, name, `FileHandle.${name}`, handleData, wrote);
    const step =
      (call: 'fsync' | 'fdatasync' | 'truncate'): OnDone =>
      (_, seen, { path }) => {
        if (path !== '') record.step(call, path, seen);
      };
    promised(prototype, 'sync', 'FileHandle.sync', ofHandle, step('fsync'));
    promised(prototype, 'datasync', 'FileHandle.datasync', ofHandle, step('fdatasync'));
    promised(prototype, 'truncate', 'FileHandle.truncate', ofHandle, step('truncate'));
    promised(prototype, 'readFile', 'FileHandle.readFile', ofHandle);
    wrap(prototype, 'close', (original, self, input) => {
      quietly(() => record.closed((self as Handle).fd));
      return original.apply(self, input);
    });
  }
}
