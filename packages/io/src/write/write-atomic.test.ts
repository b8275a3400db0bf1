import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNsiError } from '@nsi/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseAtomicOptions } from './atomic-options.ts';
import { nodeFiles, type FileCalls } from './file-calls.ts';
import { replaceFile } from './replace-file.ts';
import { replaceMany, writeAtomicMany } from './write-atomic-many.ts';
import { writeAtomic } from './write-atomic.ts';

let folder: string;
let target: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsi-atomic-'));
  target = join(folder, 'target');
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (path = target): string => readFileSync(path, 'utf8');

/** The calls that are made, by name; a call that `faults` names fails, as often as it says. */
function recorded(faults: Partial<Record<keyof FileCalls, { code: string; times: number }>> = {}): { files: FileCalls; calls: string[] } {
  const calls: string[] = [];
  const left = new Map(Object.entries(faults).map(([name, fault]) => [name, { ...fault }]));
  const files = Object.fromEntries(
    Object.entries(nodeFiles).map(([name, run]) => [
      name,
      (...input: unknown[]): unknown => {
        calls.push(name);
        const fault = left.get(name);
        if (fault && fault.times-- > 0) {
          const error = Object.assign(new Error(fault.code), { code: fault.code });
          if (name.endsWith('Sync')) throw error;
          return Promise.reject(error);
        }
        return (run as (...input: unknown[]) => unknown)(...input);
      },
    ]),
  ) as unknown as FileCalls;
  return { files, calls };
}

test.each(['none', 'file', 'full'] as const)('writes a new file and replaces one, durability %s', async (durability) => {
  await writeAtomic(target, 'first ✓', { durability });
  expect(read()).toBe('first ✓');
  await writeAtomic(target, new Uint16Array([0x4142]), { durability });

  expect(read()).toBe('BA');
  expect(readdirSync(folder)).toEqual(['target']);
});

test('syncs the contents before the rename and the directory after it', async () => {
  const { files, calls } = recorded();
  await replaceFile(files, target, Buffer.from('x'), parseAtomicOptions({}));

  const order = calls.filter((name) => ['write', 'fdatasync', 'rename', 'fsync'].includes(name));
  expect(order).toEqual(['write', 'fdatasync', 'rename', 'fsync']);
});

test('syncs less when less is asked for', async () => {
  const [none, file] = [recorded(), recorded()];
  await replaceFile(none.files, target, Buffer.from('x'), parseAtomicOptions({ durability: 'none' }));
  await replaceFile(file.files, target, Buffer.from('x'), parseAtomicOptions({ durability: 'file' }));

  expect(none.calls.filter((name) => name.includes('sync'))).toEqual([]);
  expect(file.calls.filter((name) => /^f(?:data)?sync$/.test(name))).toEqual(['fdatasync']);
});

test('keeps the mode of the file it replaces, set-user-ID bits included', async () => {
  writeFileSync(target, 'old');
  chmodSync(target, 0o4750);
  await writeAtomic(target, 'new');

  expect(statSync(target).mode & 0o7777).toBe(0o4750);
});

test('gives the mode that is asked for, whatever the umask', async () => {
  await writeAtomic(target, 'new', { mode: 0o666 });

  expect(statSync(target).mode & 0o7777).toBe(0o666);
});

test('gives a new file the mode that any new file gets', async () => {
  writeFileSync(join(folder, 'plain'), '');
  await writeAtomic(target, 'new');

  expect(statSync(target).mode).toBe(statSync(join(folder, 'plain')).mode);
});

test.runIf(process.getuid?.() === 0)('keeps the owner of the file it replaces', async () => {
  writeFileSync(target, 'old');
  chownSync(target, 12_345, 23_456);
  chmodSync(target, 0o4755);
  await writeAtomic(target, 'new');

  expect(statSync(target)).toMatchObject({ uid: 12_345, gid: 23_456 });
  expect(statSync(target).mode & 0o7777).toBe(0o4755);
});

test('a temporary file is never more open than the file it replaces', async () => {
  writeFileSync(target, 'secret');
  chmodSync(target, 0o600);
  const modes: number[] = [];
  const files: FileCalls = { ...nodeFiles, open: (path, flags, mode) => (modes.push(mode), nodeFiles.open(path, flags, mode)) };
  await replaceFile(files, target, Buffer.from('x'), parseAtomicOptions({ durability: 'file' }));

  expect(modes).toEqual([0o600]);
});

test('goes on where the owner cannot be kept', async () => {
  writeFileSync(target, 'old');
  const { files } = recorded({ fchown: { code: 'EPERM', times: 1 } });
  const foreign: FileCalls = {
    ...files,
    lstat: async (path) => Object.assign(await nodeFiles.lstat(path), { uid: 4242 }),
  };
  await replaceFile(foreign, target, Buffer.from('new'), parseAtomicOptions({}));

  expect(read()).toBe('new');
});

test('replaces the file behind symbolic links and leaves the links', async () => {
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real', 'file'), 'old');
  symlinkSync('real/file', join(folder, 'link'));
  symlinkSync('link', target);
  await writeAtomic(target, 'new');

  expect(readlinkSync(target)).toBe('link');
  expect(read(join(folder, 'real', 'file'))).toBe('new');
  expect(readdirSync(join(folder, 'real'))).toEqual(['file']);
});

test('creates the file that a dangling link names', async () => {
  symlinkSync('not-yet', target);
  await writeAtomic(target, 'new');

  expect(lstatSync(target).isSymbolicLink()).toBe(true);
  expect(read(join(folder, 'not-yet'))).toBe('new');
});

test('refuses a directory, a loop of links and a device, and leaves them alone', async () => {
  symlinkSync('loop', join(folder, 'loop'));
  for (const path of [folder, join(folder, 'loop'), '/dev/null']) {
    await expect(writeAtomic(path, 'x')).rejects.toSatisfy((error) => isNsiError(error, 'NSI_IO_ATOMIC_TARGET'));
  }

  expect(readdirSync(folder)).toEqual(['loop']);
});

test('the last of many calls for one path wins, and no call sees another’s temporary file', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => writeAtomic(target, `content ${index}`)));

  expect(read()).toBe('content 19');
  expect(readdirSync(folder)).toEqual(['target']);
});

test('one directory sync serves writers that come together', async () => {
  const { files, calls } = recorded();
  const settings = parseAtomicOptions({});
  await Promise.all(Array.from({ length: 24 }, (_, index) => replaceFile(files, join(folder, `f${index}`), Buffer.from('x'), settings)));

  expect(calls.filter((name) => name === 'rename')).toHaveLength(24);
  expect(calls.filter((name) => name === 'fsync').length).toBeLessThan(24);
  expect(calls.lastIndexOf('fsync')).toBeGreaterThan(calls.lastIndexOf('rename'));
});

test.each([
  ['write', 'ENOSPC'],
  ['write', 'EIO'],
  ['fdatasync', 'EIO'],
  ['rename', 'EACCES'],
  ['fsync', 'EIO'],
] as const)('a failing %s (%s) is reported as it is, leaves a whole file and no temporary one', async (name, code) => {
  writeFileSync(target, 'old');
  const { files } = recorded({ [name]: { code, times: 1 } });
  await expect(replaceFile(files, target, Buffer.from('new'), parseAtomicOptions({}))).rejects.toMatchObject({ code });

  expect(read()).toBe(name === 'fsync' ? 'new' : 'old');
  expect(readdirSync(folder)).toEqual(['target']);
});

test('writes all however few bytes the system takes at a time', async () => {
  const few: FileCalls = { ...nodeFiles, write: (file, bytes, position) => nodeFiles.write(file, bytes.subarray(0, 7), position) };
  const content = Buffer.from(Array.from({ length: 100 }, (_, index) => index));
  await replaceFile(few, target, content, parseAtomicOptions({}));

  expect(readFileSync(target)).toEqual(content);
});

test('writes more than one call can take', async () => {
  const sizes: number[] = [];
  const counting: FileCalls = { ...nodeFiles, write: (_, { length }) => (sizes.push(length), Promise.resolve(length)) };
  await replaceFile(counting, target, new Uint8Array(new SharedArrayBuffer(150 * 2 ** 20)), parseAtomicOptions({ durability: 'none' }));

  expect(sizes).toEqual([64, 64, 22].map((mebibytes) => mebibytes * 2 ** 20));
});

test('tries a rename again on Windows, where another program may hold the file, and nowhere else', async () => {
  const [windows, posix] = [recorded({ rename: { code: 'EPERM', times: 2 } }), recorded({ rename: { code: 'EPERM', times: 2 } })];
  await replaceFile(windows.files, target, Buffer.from('new'), parseAtomicOptions({ retries: 2 }), 'windows');
  await expect(replaceFile(posix.files, target, Buffer.from('newer'), parseAtomicOptions({}), 'posix')).rejects.toMatchObject({
    code: 'EPERM',
  });

  expect(read()).toBe('new');
  expect(windows.calls.filter((name) => name === 'rename')).toHaveLength(3);
});

test('gives up after `retries`', async () => {
  const { files } = recorded({ rename: { code: 'EBUSY', times: 9 } });

  await expect(replaceFile(files, target, Buffer.from('x'), parseAtomicOptions({ retries: 1 }), 'windows')).rejects.toMatchObject({
    code: 'EBUSY',
  });
});

test('aborting leaves the old content and nothing else', async () => {
  writeFileSync(target, 'old');
  const controller = new AbortController();
  const slow: FileCalls = {
    ...nodeFiles,
    write: async (file, bytes, position) => {
      controller.abort(new Error('enough'));
      return nodeFiles.write(file, bytes, position);
    },
  };
  const { signal } = controller;
  await expect(replaceFile(slow, target, Buffer.from('new'), parseAtomicOptions({ signal }))).rejects.toThrow('enough');
  await expect(writeAtomic(target, 'new', { signal })).rejects.toThrow('enough');

  expect(read()).toBe('old');
  expect(readdirSync(folder)).toEqual(['target']);
});

test('a process that exits in the middle removes its temporary file', () => {
  const source = `
    import { writeAtomic } from ${JSON.stringify(join(import.meta.dirname, 'write-atomic.ts'))};
    import { readdirSync } from 'node:fs';
    void writeAtomic(${JSON.stringify(target)}, Buffer.alloc(64 * 2 ** 20, 1));
    const timer = setInterval(() => { if (readdirSync(${JSON.stringify(folder)}).length > 0) process.exit(0); }, 0);
  `;
  const { status, stderr } = spawnSync(process.execPath, ['--conditions=@nsi/source', '--input-type=module', '-e', source], {
    encoding: 'utf8',
  });

  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test.each([{ durability: 'some' }, { mode: 0o77777 }, { mode: 1.5 }, { retries: -1 }, { signal: {} }, { durabilty: 'full' }])(
  'refuses the option %o',
  async (options) => {
    await expect(writeAtomic(target, 'x', options as never)).rejects.toSatisfy((error) => isNsiError(error, 'NSI_IO_WRITE_OPTION'));
    expect(existsSync(target)).toBe(false);
  },
);

test('refuses what is neither text nor bytes', async () => {
  for (const data of [null, 7, {}, undefined]) {
    await expect(writeAtomic(target, data as never)).rejects.toSatisfy((error) => isNsiError(error, 'NSI_IO_WRITE_OPTION'));
  }
});

test('many files take one sync of each directory', async () => {
  const { files, calls } = recorded();
  mkdirSync(join(folder, 'other'));
  const paths = Array.from({ length: 40 }, (_, index) => join(folder, index % 2 === 0 ? '.' : 'other', `f${index}`));
  await replaceMany(files, new Map(paths.map((path) => [path, Buffer.from(path)])), parseAtomicOptions({}));

  expect(paths.map(read)).toEqual(paths);
  expect(calls.filter((name) => name === 'fsync')).toHaveLength(2);
});

test('many files: those that can be written are, and the others are named', async () => {
  const failure = writeAtomicMany([
    { path: target, data: 'first' },
    { path: join(folder, 'missing', 'file'), data: 'x' },
    { path: join(folder, '.', 'target'), data: 'second' },
  ]);

  await expect(failure).rejects.toMatchObject({ code: 'NSI_IO_ATOMIC_MANY', details: { failed: [join(folder, 'missing', 'file')] } });
  expect(read()).toBe('second');
});
