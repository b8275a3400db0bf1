import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempDisposableSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { filePermits } from '../permits/file-permits.ts';
import { readMany } from './read-many.ts';
import { readModes } from './read-mode.ts';
import { endFileWorker } from './worker-thread.ts';

const folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-read-'));
const at = (name: string): string => join(folder.path, name);
afterAll(async () => {
  await endFileWorker();
  folder.remove();
});

/** Contents of many sizes, some beyond a slab. */
const contents = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: fc.uint8Array({ maxLength: 300 }) },
    { weight: 2, arbitrary: fc.constantFrom(16_384, 65_535, 65_536, 300_000).map((length) => new Uint8Array(length).fill(length & 255)) },
    { weight: 1, arbitrary: fc.constant(new Uint8Array(9 * 2 ** 20).fill(7)) },
  ),
  { maxLength: 24 },
);

test.each(readModes)('mode %s gives the bytes that readFileSync gives, in the order of the paths', async (mode) => {
  await fc.assert(
    fc.asyncProperty(contents, async (files) => {
      const paths = files.map((bytes, index) => {
        writeFileSync(at(`${mode}-${index}`), bytes);
        return at(`${mode}-${index}`);
      });

      const set = await readMany(paths, { mode });

      expect(set.length).toBe(paths.length);
      expect(set.byteLength).toBe(files.reduce((sum, { length }) => sum + length, 0));
      for (const [index, path] of paths.entries()) {
        expect(set.bytes(index).equals(readFileSync(path))).toBe(true);
        expect(set.size(index)).toBe(files[index]!.length);
      }
      expect(Array.from(set, ({ path }) => path)).toEqual(paths);
    }),
    { numRuns: 12 },
  );
});

test.each(readModes)('mode %s gives what is readable and names what is not', async (mode) => {
  writeFileSync(at('good'), 'good');
  mkdirSync(at('folder'), { recursive: true });
  const errors: [number, unknown][] = [];

  const files = await readMany([at('good'), at('missing'), at('folder'), pathToFileURL(at('good'))], {
    mode,
    onError: (error, index) => errors.push([index, (error as NodeJS.ErrnoException).code]),
  });

  expect(errors).toEqual([
    [1, 'ENOENT'],
    [2, 'EISDIR'],
  ]);
  expect(files.failed).toBe(2);
  expect(files.text(0)).toBe('good');
  expect(files.text(3)).toBe('good');
  expect(files.size(1)).toBe(-1);
  expect(() => files.bytes(1)).toThrow(expect.objectContaining({ code: 'ENOENT', path: at('missing') }));
  expect(Array.from(files, ({ index }) => index)).toEqual([0, 3]);
  await expect(readMany([at('good'), at('missing')], { mode })).rejects.toMatchObject({
    code: 'NSI_IO_READ_FAILED',
    cause: { code: 'ENOENT', syscall: 'open' },
  });
});

test.each(readModes)('mode %s holds every file against maxFileBytes, to the byte', async (mode) => {
  const paths = [99, 100, 101].map((length) => {
    writeFileSync(at(`size-${length}`), 'x'.repeat(length));
    return at(`size-${length}`);
  });
  truncateSync(at('size-99'), 99);

  const files = await readMany(paths, { mode, maxFileBytes: 100, onError: () => {} });

  expect(paths.map((_, index) => files.size(index))).toEqual([99, 100, -1]);
  expect(files.error(2)).toMatchObject({ code: 'NSI_IO_READ_TOO_LARGE' });
});

test.each(readModes)('mode %s refuses a sparse terabyte without reading it', async (mode) => {
  writeFileSync(at('sparse'), '');
  truncateSync(at('sparse'), 2 ** 40);

  const files = await readMany([at('sparse')], { mode, maxFileBytes: '1MiB', onError: () => {} });

  expect(files.error(0)).toMatchObject({ code: 'NSI_IO_READ_TOO_LARGE' });
});

test.each(readModes)('mode %s stops at maxTotalBytes', async (mode) => {
  const paths = Array.from({ length: 10 }, (_, index) => {
    writeFileSync(at(`total-${index}`), 'x'.repeat(100));
    return at(`total-${index}`);
  });

  const files = await readMany(paths, { mode, maxTotalBytes: 450, onError: () => {} });

  expect(files.byteLength).toBe(400);
  expect(files.failed).toBe(6);
});

test.each(readModes)('mode %s reads files without a stated size, and does not wait at a pipe', async (mode) => {
  execFileSync('mkfifo', [at(`pipe-${mode}`)]);

  const files = await readMany(['/proc/self/limits', at(`pipe-${mode}`)], { mode });

  expect(files.text(0)).toContain('Max open files');
  expect(files.size(1)).toBe(0);
});

test.each(readModes)('mode %s reads a file whose name is not UTF-8', async (mode) => {
  const name = Buffer.concat([Buffer.from(at('name-')), Buffer.of(0xff, 0xfe)]);
  writeFileSync(name, 'found');
  writeFileSync(at('ünïcödé'), 'too');

  const files = await readMany([name, at('ünïcödé')], { mode });

  expect([files.text(0), files.text(1)]).toEqual(['found', 'too']);
  expect(files.path(0)).toEqual(name);
});

test.each(readModes)('mode %s gives every permit back and keeps no file open', async (mode) => {
  writeFileSync(at('one'), '1');

  await readMany(
    Array.from({ length: 50 }, () => at('one')),
    { mode },
  );
  await readMany([at('missing')], { mode, onError: () => {} });

  expect(filePermits()).toMatchObject({ taken: 0, waiting: 0 });
});

test.each(['worker', 'async'] as const)('mode %s gives whole reads of files that are cut and refilled meanwhile', async (mode) => {
  writeFileSync(at('flickers'), '');
  const paths = Array.from({ length: 300 }, () => at('flickers'));
  let isOver = false;
  let length = 0;
  const flicker = (): void => {
    truncateSync(at('flickers'), (length = length === 0 ? 100_000 : 0));
    if (!isOver) setImmediate(flicker);
  };
  flicker();

  const files = await readMany(paths, { mode });

  isOver = true;
  expect(files.failed).toBe(0);
  for (const { bytes } of files) expect(bytes.length === 0 || (bytes.length <= 100_000 && bytes.every((byte) => byte === 0))).toBe(true);
});

test('a call whose signal is aborted rejects with its reason, before or in the midst', async () => {
  writeFileSync(at('one'), '1');
  const paths = Array.from({ length: 5000 }, () => at('one'));
  const reason = new Error('enough');

  await expect(readMany(paths, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  for (const mode of ['worker', 'async'] as const) {
    const controller = new AbortController();
    const reading = readMany(paths, { mode, signal: controller.signal });
    setImmediate(() => controller.abort(reason));
    await expect(reading).rejects.toBe(reason);
    expect((await readMany([at('one')], { mode })).text(0)).toBe('1');
  }
});

test.each([
  ['a bare string', 'path' as unknown as string[]],
  ['nothing', undefined as unknown as string[]],
  ['an empty path', ['']],
  ['a path with a zero byte', ['a\0b']],
  ['a number among the paths', [7 as unknown as string]],
  ['a web address', [new URL('https://example.com/x')]],
])('refuses %s', async (_, paths) => {
  await expect(readMany(paths)).rejects.toMatchObject({ code: 'NSI_IO_READ_OPTION' });
});

test('refuses options it cannot use, and says which', async () => {
  await expect(readMany([], { concurrency: 0 })).rejects.toMatchObject({ code: 'NSI_IO_READ_OPTION' });
  await expect(readMany([], { maxFileByte: 1 } as object)).rejects.toMatchObject({ hint: 'Did you mean `maxFileBytes`?' });
});

test('waits for descriptors where there are few, in every mode', () => {
  writeFileSync(at('one'), 'x');
  const script = `
    const { openSync, closeSync } = await import('node:fs');
    const { readMany } = await import(${JSON.stringify(new URL('./read-many.ts', import.meta.url).href)});
    const { endFileWorker } = await import(${JSON.stringify(new URL('./worker-thread.ts', import.meta.url).href)});
    const paths = Array.from({ length: 300 }, () => ${JSON.stringify(at('one'))});
    await readMany(paths, { mode: 'worker' });
    const held = [];
    try { for (;;) held.push(openSync('/dev/null')); } catch {}
    setTimeout(() => { for (const file of held) closeSync(file); }, 30);
    const sets = await Promise.all(['worker', 'async', 'worker'].map((mode) => readMany(paths, { mode, concurrency: 64 })));
    console.log(sets.map(({ byteLength, failed }) => byteLength + ':' + failed).join(' '));
    await endFileWorker();`;
  const output = execFileSync(
    'sh',
    ['-c', 'ulimit -n 64; exec "$0" --conditions=@nsi/source --input-type=module -e "$1"', process.execPath, script],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );

  expect(output.trim()).toBe('300:0 300:0 300:0');
});

test('rejects when the worker ends before it answers, and starts another', async () => {
  writeFileSync(at('one'), '1');
  const script = `
    const { readMany } = await import(${JSON.stringify(new URL('./read-many.ts', import.meta.url).href)});
    const { endFileWorker } = await import(${JSON.stringify(new URL('./worker-thread.ts', import.meta.url).href)});
    const { Worker } = await import('node:worker_threads');
    const workers = [];
    const ref = Worker.prototype.ref;
    Worker.prototype.ref = function () { workers.push(this); return ref.call(this); };
    const paths = Array.from({ length: 200000 }, () => ${JSON.stringify(at('one'))});
    const reading = readMany(paths, { mode: 'worker' }).then(() => 'read', ({ code }) => code);
    await new Promise((resolve) => setImmediate(resolve));
    await workers[0].terminate();
    process.stdout.write((await reading) + ' ' + (await readMany(paths.slice(0, 3), { mode: 'worker' })).byteLength);
    await endFileWorker();`;
  const output = execFileSync(process.execPath, ['--conditions=@nsi/source', '--input-type=module', '-e', script], { encoding: 'utf8' });

  expect(output.trim()).toBe('NSI_IO_READ_WORKER 3');
});
