import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempDisposableSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { createBufferPool } from '@nsi/memory';
import { afterAll, expect, test } from 'vitest';
import { filePermits } from '../permits/file-permits.ts';
import { openReader, type FileReader } from './file-reader.ts';

const folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-reader-'));
const at = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());

const pattern = (length: number): Buffer =>
  Buffer.from(Uint32Array.from({ length: Math.ceil(length / 4) }, (_, index) => index * 2654435761).buffer).subarray(0, length);
async function collect(reader: FileReader): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const { bytes } of reader) parts.push(Buffer.from(bytes));
  return Buffer.concat(parts);
}
async function oneBlock(reader: FileReader): Promise<string> {
  return (await reader.next())!.bytes.toString();
}

test('gives the bytes that readFileSync gives, whatever the blocks and the range', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60_000 }),
      fc.constantFrom(4096, 5000, 16_384),
      fc.integer({ min: 1, max: 6 }),
      fc.tuple(fc.nat(70_000), fc.nat(70_000)),
      async (length, blockBytes, ahead, range) => {
        writeFileSync(at('any'), pattern(length));
        const [start, end] = range.toSorted((left, right) => left - right) as [number, number];

        expect((await collect(await openReader(at('any'), { blockBytes, ahead }))).equals(pattern(length))).toBe(true);
        expect(
          (await collect(await openReader(at('any'), { blockBytes, ahead, start, end }))).equals(pattern(length).subarray(start, end)),
        ).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
  expect(filePermits().taken).toBe(0);
});

test('reads ahead into no more slabs than it says, and gives them all back', async () => {
  writeFileSync(at('large'), pattern(40 * 4096));
  const buffers = createBufferPool({ name: 'test', maxBytes: '1MiB' });
  const reader = await openReader(at('large'), { blockBytes: 4096, ahead: 3, buffers });

  let most = 0;
  for await (const _ of reader) most = Math.max(most, buffers.stats().leasedCount);

  expect(most).toBe(4);
  expect(buffers.stats()).toMatchObject({ leasedCount: 0, allocated: 4, lost: 0 });
});

test('a block is valid for its turn, and longer when it is kept', async () => {
  writeFileSync(at('blocks'), pattern(5 * 4096));
  const buffers = createBufferPool({ name: 'test', maxBytes: '1MiB' });
  const reader = await openReader(at('blocks'), { blockBytes: 4096, ahead: 1, buffers });

  const first = (await reader.next())!;
  const kept = (await reader.next())!.keep();
  await reader.next();

  expect(() => first.bytes).toThrow(expect.objectContaining({ code: 'NSI_IO_READER_OPTION' }));
  expect(first.isReleased).toBe(true);
  expect(kept.bytes.equals(pattern(5 * 4096).subarray(4096, 8192))).toBe(true);
  await reader.close();
  expect(buffers.stats().leasedCount).toBe(1);
  expect(kept.bytes.equals(pattern(5 * 4096).subarray(4096, 8192))).toBe(true);
  kept.release();
  expect(buffers.stats().leasedCount).toBe(0);
});

test('goes on when its consumer keeps every block', async () => {
  writeFileSync(at('kept'), pattern(20 * 4096));
  const reader = await openReader(at('kept'), { blockBytes: 4096, ahead: 2 });

  const blocks = [];
  for await (const block of reader) blocks.push(block.keep());

  expect(Buffer.concat(blocks.map(({ bytes }) => bytes)).equals(pattern(20 * 4096))).toBe(true);
  for (const block of blocks) block.release();
});

test('aborted in the midst of reads, it lends no slab that the kernel may still write into', async () => {
  writeFileSync(at('abort'), pattern(64 * 65_536));
  for (let round = 0; round < 30; round++) {
    const buffers = createBufferPool({ name: 'test', maxBytes: '4MiB', guard: false });
    const controller = new AbortController();
    const reader = await openReader(at('abort'), { blockBytes: 65_536, ahead: 8, buffers, signal: controller.signal });
    await reader.next();
    const pending = reader.next();
    controller.abort(new Error('enough'));
    const isGivenBackEarly = buffers.stats().leasedCount < 9;

    await expect(Promise.all([pending, reader.next()])).rejects.toThrow('enough');
    await reader.close();
    // Whoever leases the slabs now owns them alone.
    const leases = Array.from({ length: 9 }, () => buffers.acquire(65_536));
    for (const { bytes } of leases) bytes.fill(0xee);
    await collect(await openReader(at('abort'), { blockBytes: 65_536, end: 2 ** 20 }));

    expect(isGivenBackEarly).toBe(false);
    expect(leases.every(({ bytes }) => bytes.every((byte) => byte === 0xee))).toBe(true);
    for (const lease of leases) lease.release();
  }
}, 60_000);

test('closing it ends a wait for a block', async () => {
  execFileSync('mkfifo', [at('silent')]);
  const writer = spawn('sh', ['-c', 'exec 3>"$0"; printf hello >&3; read wait; exec 3>&-', at('silent')], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const reader = await openReader(at('silent'));
  expect(await oneBlock(reader)).toBe('hello');

  const waiting = reader.next();
  const closing = reader.close();
  expect(await waiting).toBeUndefined();
  // The kernel still holds the slab: only what ends the read lets the reader go.
  writer.stdin.end('\n');

  await closing;
  if (writer.exitCode === null) await once(writer, 'exit');
});

test('reads a pipe as it comes, to its end', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  const writer = spawn('sh', ['-c', 'for each in 1 2 3 4 5; do printf "line $each\\n"; done > "$0"', at('pipe')]);

  expect((await collect(await openReader(at('pipe')))).toString()).toBe('line 1\nline 2\nline 3\nline 4\nline 5\n');
  if (writer.exitCode === null) await once(writer, 'exit');
  const again = spawn('sh', ['-c', 'printf x > "$0"', at('pipe')]);
  await expect(openReader(at('pipe'), { start: 5 })).rejects.toMatchObject({ code: 'NSI_IO_READER_OPTION' });
  if (again.exitCode === null) await once(again, 'exit');
});

test('says that a file was truncated while it was read, or takes what is there', async () => {
  for (const onTruncated of ['error', 'end'] as const) {
    writeFileSync(at('shrinks'), pattern(32 * 4096));
    const reader = await openReader(at('shrinks'), { blockBytes: 4096, ahead: 1, onTruncated });
    await reader.next();
    truncateSync(at('shrinks'), 10_000);

    const rest = await collect(reader).then(
      ({ length }) => (length <= 2 * 4096 ? 'what is there' : length),
      ({ code }: { readonly code: string }) => code,
    );

    expect(rest).toBe(onTruncated === 'error' ? 'NSI_IO_READER_TRUNCATED' : 'what is there');
  }
  expect(filePermits().taken).toBe(0);
});

test('reads what is appended meanwhile, and the old file when another takes its name', async () => {
  writeFileSync(at('grows'), 'a'.repeat(4096));
  const growing = await openReader(at('grows'), { blockBytes: 4096, ahead: 1 });
  appendFileSync(at('grows'), 'b');
  writeFileSync(at('replaced'), 'a'.repeat(20_000));
  const replaced = await openReader(at('replaced'), { blockBytes: 4096, ahead: 1 });
  writeFileSync(at('new'), 'b'.repeat(20_000));
  renameSync(at('new'), at('replaced'));

  expect((await collect(growing)).toString()).toBe(`${'a'.repeat(4096)}b`);
  expect((await collect(replaced)).toString()).toBe('a'.repeat(20_000));
  expect(readFileSync(at('replaced'), 'utf8')).toBe('b'.repeat(20_000));
});

test('adapters give the same bytes as buffers of their own, and close the file when they are left', async () => {
  writeFileSync(at('adapted'), pattern(100_000));

  const asReadable = await (await openReader(at('adapted'), { blockBytes: 4096 })).toReadable();
  const kept = (await asReadable.toArray()) as Buffer[];
  const asWeb = (await openReader(at('adapted'), { blockBytes: 4096 })).toWeb();

  expect(Buffer.concat(kept).equals(pattern(100_000))).toBe(true);
  expect((await buffer(asWeb)).equals(pattern(100_000))).toBe(true);
  const byob = (await openReader(at('adapted'), { blockBytes: 65_536 })).toWeb().getReader({ mode: 'byob' });
  expect((await byob.read(new Uint8Array(10))).value).toEqual(new Uint8Array(pattern(10)));
  await byob.cancel();
  for await (const _ of await (await openReader(at('adapted'), { blockBytes: 4096 })).toReadable()) break;
  for await (const _ of (await openReader(at('adapted'), { blockBytes: 4096 })).toWeb()) break;
  expect(filePermits().taken).toBe(0);
});

test('an empty file ends at once, in every form', async () => {
  writeFileSync(at('empty'), '');

  expect(await (await openReader(at('empty'))).next()).toBeUndefined();
  expect(await (await (await openReader(at('empty'))).toReadable()).toArray()).toEqual([]);
  expect((await buffer((await openReader(at('empty'))).toWeb())).length).toBe(0);
});

test('serves one consumer', async () => {
  writeFileSync(at('one'), pattern(8192));
  await using reader = await openReader(at('one'), { blockBytes: 4096 });
  const first = reader.next();

  await expect(reader.next()).rejects.toMatchObject({ code: 'NSI_IO_READER_OPTION' });
  expect(() => reader.toWeb()).toThrow(expect.objectContaining({ code: 'NSI_IO_READER_OPTION' }));
  await first.catch(() => {});
});

test.each([{ blockBytes: 1 }, { ahead: 0 }, { start: 2, end: 1 }, { onTruncated: 'ignore' }, { block: 1 }, { buffers: {} }])(
  'refuses %j',
  async (options) => {
    await expect(openReader(at('one'), options as object)).rejects.toMatchObject({ code: 'NSI_IO_READER_OPTION' });
  },
);

test('fails as the system does for what cannot be opened or read', async () => {
  await expect(openReader(at('absent'))).rejects.toMatchObject({ code: 'ENOENT' });
  const directory = await openReader(folder.path);
  await expect(directory.next()).rejects.toMatchObject({ code: 'EISDIR' });
  expect(filePermits().taken).toBe(0);
});
