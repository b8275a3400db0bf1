import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { parseWriterOptions, type BufferedWriterOptions } from './buffered-writer-options.ts';
import { createBufferedWriter, type BufferedWriter } from './buffered-writer.ts';
import { nodeFiles, type FileCalls } from './file-calls.ts';
import { openForWriting } from './open-for-writing.ts';
import { SlabWriter } from './slab-writer.ts';

const folder = scratchFolder();
let count = 0;
const newPath = (): string => join(folder, `file-${++count}`);
const small = { slabBytes: 4096, maxBufferedBytes: 8192 } as const;

async function over(calls: Partial<FileCalls>, path: string, options: BufferedWriterOptions = {}): Promise<BufferedWriter> {
  const settings = parseWriterOptions({ ...small, ...options });
  const files = { ...nodeFiles, ...calls };
  return new SlabWriter(files, await openForWriting(files, path, settings), settings);
}

/** As `toBe`, without printing megabytes. */
function expectSame(actual: string, expected: string): void {
  const at = Array.from({ length: Math.min(actual.length, expected.length) }, (_, index) => index).find(
    (index) => actual[index] !== expected[index],
  );
  const around = at === undefined ? '' : actual.slice(Math.max(0, at - 30), at + 30);
  expect({ length: actual.length, at, around }).toEqual({ length: expected.length, at: undefined, around: '' });
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

test('what is read is what was written, in order, whatever the pieces and the slabs', async () => {
  const chunk = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 3000 }),
    fc.uint8Array({ maxLength: 9000 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { maxLength: 30 }), fc.boolean(), async (chunks, append) => {
      const path = newPath();
      writeFileSync(path, 'before');
      {
        await using writer = await createBufferedWriter(path, { ...small, append });
        for (const one of chunks) {
          const room = writer.write(one);
          if (room !== true) await room;
        }
      }

      const expected = Buffer.concat(chunks.map((one) => Buffer.from(one as string)));
      expect(readFileSync(path)).toEqual(append ? Buffer.concat([Buffer.from('before'), expected]) : expected);
    }),
    { numRuns: 60 },
  );
});

test('small writes reach the system in slabs, and none is split over two', async () => {
  const sizes: number[] = [];
  const writer = await over(
    { write: (file, bytes, position) => (sizes.push(bytes.length), nodeFiles.write(file, bytes, position)) },
    newPath(),
  );
  for (let index = 0; index < 1000; index++) void writer.write('0123456789\n');
  await writer.close();

  expect(sizes.reduce((sum, size) => sum + size)).toBe(11_000);
  expect(sizes.every((size) => size % 11 === 0)).toBe(true);
  expect(sizes.length).toBeLessThanOrEqual(3);
});

test('asks the caller to wait when much is buffered, and stays within bounds when the caller does not', async () => {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const path = newPath();
  const writer = await over({ write: async (file, bytes, position) => (await gate, nodeFiles.write(file, bytes, position)) }, path);
  const line = Buffer.alloc(1000, 'a');
  const answers = Array.from({ length: 100 }, () => writer.write(line));

  expect(answers[0]).toBe(true);
  expect(answers.find((answer) => answer !== true)).toBeInstanceOf(Promise);
  expect(writer.bufferedBytes).toBeLessThanOrEqual(2 * 8192 + 4096);
  release();
  await answers.find((answer) => answer !== true);
  await writer.close();
  expect(readFileSync(path).equals(Buffer.alloc(100_000, 'a'))).toBe(true);
});

test('writes everything when the system takes a few bytes at a time', async () => {
  const path = newPath();
  const writer = await over({ write: (file, bytes, position) => nodeFiles.write(file, bytes.subarray(0, 701), position) }, path);
  for (let index = 0; index < 3000; index++) void writer.write(`${index}\n`);
  await writer.close();

  expect(readFileSync(path, 'utf8')).toBe(Array.from({ length: 3000 }, (_, index) => `${index}\n`).join(''));
});

test('keeps what did not fit on a full disk, says so, and goes on from there after room was made', async () => {
  const path = newPath();
  let isFull = true;
  const writer = await over(
    {
      write: (file, bytes, position) =>
        isFull && position !== null && position + bytes.length > 5000
          ? position >= 5000
            ? Promise.reject(failure('ENOSPC'))
            : nodeFiles.write(file, bytes.subarray(0, 5000 - position), position)
          : nodeFiles.write(file, bytes, position),
    },
    path,
  );
  for (let index = 0; index < 4; index++) void writer.write(Buffer.alloc(2000, String(index)));
  await expect(writer.flush()).rejects.toMatchObject({ code: 'NSI_IO_WRITE_FAILED', cause: { code: 'ENOSPC' } });
  expect(() => writer.write('x')).toThrow('ENOSPC');
  isFull = false;
  await writer.flush();
  await writer.close();

  expect(readFileSync(path, 'latin1')).toBe([0, 1, 2, 3].map((digit) => String(digit).repeat(2000)).join(''));
});

test('a device that is really full is reported', async () => {
  const writer = await createBufferedWriter('/dev/full', small);
  void writer.write('x');

  await expect(writer.flush()).rejects.toMatchObject({ code: 'NSI_IO_WRITE_FAILED', cause: { code: 'ENOSPC' } });
  expect(() => writer.flushSync()).toThrow('ENOSPC');
  expect(await codeOfAsync(writer.close())).toBe('NSI_IO_WRITE_FAILED');
});

test('a sync that fails is final: what it should have kept may be gone', async () => {
  let faults = 1;
  const writer = await over(
    { fdatasync: (file) => (faults-- > 0 ? Promise.reject(failure('EIO')) : nodeFiles.fdatasync(file)) },
    newPath(),
    {
      sync: 'flush',
    },
  );
  void writer.write('x');

  expect(await codeOfAsync(writer.flush())).toBe('NSI_IO_WRITE_FAILED');
  expect(await codeOfAsync(writer.flush())).toBe('NSI_IO_WRITE_FAILED');
  expect(await codeOfAsync(writer.close())).toBe('NSI_IO_WRITE_FAILED');
});

test.each([
  ['never', 0, 0],
  ['flush', 1, 1],
  ['slab', 3, 1],
] as const)('syncs as it is told: %s', async (sync, data, directory) => {
  const calls = { fdatasync: 0, fsync: 0 };
  const writer = await over(
    {
      fdatasync: (file) => ((calls.fdatasync += 1), nodeFiles.fdatasync(file)),
      fsync: (file) => ((calls.fsync += 1), nodeFiles.fsync(file)),
    },
    newPath(),
    { sync },
  );
  void writer.write(Buffer.alloc(4096));
  void writer.write(Buffer.alloc(4096));
  await writer.flush();

  expect(calls).toEqual({ fdatasync: data, fsync: directory });
  await writer.close();
});

test('a slab that is not full is written after `maxDelayMs`', async () => {
  const written = Promise.withResolvers<string>();
  const writer = await over(
    { write: (file, bytes, position) => (written.resolve(Buffer.from(bytes).toString()), nodeFiles.write(file, bytes, position)) },
    newPath(),
    { maxDelayMs: 1 },
  );
  void writer.write('tick');

  expect(await written.promise).toBe('tick');
  await writer.close();
});

test('flushSync finishes what another thread is writing, once', async () => {
  for (const append of [false, true]) {
    const path = newPath();
    const writer = await createBufferedWriter(path, { ...small, append });
    for (let index = 0; index < 2000; index++) void writer.write(`${index}\n`);
    writer.flushSync();

    const expected = Array.from({ length: 2000 }, (_, index) => `${index}\n`).join('');
    expect(readFileSync(path, 'utf8')).toBe(expected);
    await writer.close();
    expect(readFileSync(path, 'utf8')).toBe(expected);
  }
});

test('flushSync keeps bytes whose write by another thread fails', async () => {
  let isFull = true;
  const path = newPath();
  const full = (): never => {
    throw failure('ENOSPC');
  };
  const writer = await over(
    {
      write: (...call) => (isFull ? Promise.reject(failure('ENOSPC')) : nodeFiles.write(...call)),
      writeSync: (...call) => (isFull ? full() : nodeFiles.writeSync(...call)),
    },
    path,
    { append: true },
  );
  void writer.write('x'.repeat(4096));
  void writer.write('y');
  expect(() => writer.flushSync()).toThrow('ENOSPC');
  isFull = false;
  await writer.close();

  expect(readFileSync(path, 'utf8')).toBe(`${'x'.repeat(4096)}y`);
});

test('aborting closes the file, drops what is buffered and rejects with the reason', async () => {
  const controller = new AbortController();
  const path = newPath();
  const writer = await createBufferedWriter(path, { ...small, signal: controller.signal });
  void writer.write('x');
  controller.abort(new Error('enough'));

  expect(() => writer.write('y')).toThrow('enough');
  await expect(writer.flush()).rejects.toThrow('enough');
  await writer.close();
  expect(readFileSync(path, 'utf8')).toBe('');
  await expect(createBufferedWriter(path, { signal: controller.signal })).rejects.toThrow('enough');
});

test('refuses to go on after closing, and closes twice without harm', async () => {
  const writer = await createBufferedWriter(newPath(), small);
  await writer.close();
  await writer[Symbol.asyncDispose]();

  expect(await codeOfAsync(() => writer.write('x'))).toBe('NSI_IO_WRITE_CLOSED');
  expect(await codeOfAsync(writer.flush())).toBe('NSI_IO_WRITE_CLOSED');
});

test('writes to a descriptor that was handed in, and leaves it open', async () => {
  const path = newPath();
  const file = openSync(path, 'w');
  const writer = await createBufferedWriter(file, small);
  for (let index = 0; index < 2000; index++) void writer.write('0123456789');
  await writer.close();

  expect(statSync(path).size).toBe(20_000);
  closeSync(file);
});

test('waits while a pipe is full, and loses nothing', async () => {
  const path = newPath();
  execFileSync('mkfifo', [path]);
  // Somebody who reads must be there before a pipe can be opened for writing without waiting.
  const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = await createBufferedWriter(path, { slabBytes: 4096, maxBufferedBytes: '1MiB' });
  const sent = Array.from({ length: 60_000 }, (_, index) => `${index}\n`).join('');
  for (let start = 0; start < sent.length; start += 500) void writer.write(sent.slice(start, start + 500));
  expect(writer.bufferedBytes).toBeGreaterThan(0);
  const closed = writer.close();
  const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(reader, 'close');
  const parts: Buffer[] = [];
  reader.stdout.on('data', (chunk: Buffer) => parts.push(chunk));
  await closed;
  closeSync(readEnd);
  await ended;

  expectSame(Buffer.concat(parts).toString(), sent);
});

test('flushSync in the middle of a full pipe writes nothing twice', async () => {
  const path = newPath();
  let isFull = false;
  const taken: string[] = [];
  const writer = await over(
    {
      fstat: async (file) => Object.assign(await nodeFiles.fstat(file), { isFile: () => false }),
      writeSync: (_file, bytes) => {
        isFull = !isFull;
        if (!isFull) throw failure('EAGAIN');
        taken.push(Buffer.from(bytes.subarray(0, 1500)).toString());
        return Math.min(bytes.length, 1500);
      },
    },
    path,
  );
  const sent = Array.from({ length: 2000 }, (_, index) => `${index}\n`).join('');
  void writer.write(sent.slice(0, 4000));
  const flushed = writer.flush();
  void writer.write(sent.slice(4000));
  writer.flushSync();
  await flushed;
  await writer.close();

  expectSame(taken.join(''), sent);
});

const ends: Readonly<Record<string, string>> = {
  'its natural end': '',
  'process.exit': 'process.exit(3);',
  'an uncaught error': 'throw new Error("planned");',
};

test.each(Object.keys(ends).flatMap((end) => [false, true].map((append) => [end, append] as const)))(
  'nothing is lost at %s, appending: %s',
  (end, append) => {
    const path = newPath();
    const source = `
      import { createBufferedWriter } from ${JSON.stringify(join(import.meta.dirname, 'buffered-writer.ts'))};
      const writer = await createBufferedWriter(${JSON.stringify(path)}, { slabBytes: 65536, append: ${append} });
      for (let index = 0; index < 100_000; index++) writer.write(index + '\\n');
      ${ends[end]}
    `;
    const { status } = spawnSync(process.execPath, ['--conditions=@nsi/source', '--input-type=module', '-e', source]);

    expect(status).toBe(end === 'process.exit' ? 3 : end === 'an uncaught error' ? 1 : 0);
    expectSame(readFileSync(path, 'utf8'), Array.from({ length: 100_000 }, (_, index) => `${index}\n`).join(''));
  },
);

test('what is written while the process exits is not lost either', () => {
  const path = newPath();
  const source = `
    import { createBufferedWriter } from ${JSON.stringify(join(import.meta.dirname, 'buffered-writer.ts'))};
    process.on('exit', () => void writer.write('first '));
    const writer = await createBufferedWriter(${JSON.stringify(path)});
    process.on('exit', () => { void writer.write('second '); void writer.write(Buffer.from('third')); });
    void writer.write('before ');
    process.exit();
  `;
  const { status } = spawnSync(process.execPath, ['--conditions=@nsi/source', '--input-type=module', '-e', source]);

  expect(status).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe('before first second third');
});

test('nothing is lost when a process exits while its pipe is full', async () => {
  const source = `
    import { createBufferedWriter } from ${JSON.stringify(join(import.meta.dirname, 'buffered-writer.ts'))};
    const writer = await createBufferedWriter(1);
    for (let index = 0; index < 100_000; index++) writer.write(index + '\\n');
    process.exit();
  `;
  const child = spawn(process.execPath, ['--conditions=@nsi/source', '--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const parts: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => parts.push(chunk));
  await once(child, 'close');

  expectSame(Buffer.concat(parts).toString(), Array.from({ length: 100_000 }, (_, index) => `${index}\n`).join(''));
});

test('two processes that append to one file leave each other’s lines whole', async () => {
  const path = newPath();
  const source = (name: string): string => `
    import { createBufferedWriter } from ${JSON.stringify(join(import.meta.dirname, 'buffered-writer.ts'))};
    const writer = await createBufferedWriter(${JSON.stringify(path)}, { slabBytes: 4096, append: true });
    for (let index = 0; index < 20_000; index++) { const room = writer.write('${name} ' + index + '\\n'); if (room !== true) await room; }
    await writer.close();
  `;
  const children = ['a', 'b'].map((name) =>
    spawn(process.execPath, ['--conditions=@nsi/source', '--input-type=module', '-e', source(name)]),
  );
  await Promise.all(children.map((child) => once(child, 'close')));

  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  for (const name of ['a', 'b']) {
    expect(lines.filter((line) => line.startsWith(name))).toEqual(Array.from({ length: 20_000 }, (_, index) => `${name} ${index}`));
  }
});

test.each([{ slabBytes: 100 }, { maxBufferedBytes: 'much' }, { maxDelayMs: -1 }, { sync: 'always' }, { mode: -1 }, { slabByte: 1 }])(
  'refuses the options %o',
  async (options) => {
    expect(await codeOfAsync(createBufferedWriter(newPath(), options as never))).toBe('NSI_IO_WRITE_OPTION');
  },
);

test('refuses what is neither text nor bytes', async () => {
  await using writer = await createBufferedWriter(newPath(), small);

  for (const chunk of [null, 7, {}, new Uint16Array(1)])
    expect(await codeOfAsync(() => writer.write(chunk as never))).toBe('NSI_IO_WRITE_OPTION');
});
