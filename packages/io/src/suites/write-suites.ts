import { mkdtemp, open, readFile, rename, rm } from 'node:fs/promises';
import { createWriteStream, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { defineSuite, type Suite } from '@nsi/core/report';
import { createAppendLog } from '../append-log/append-log.ts';
import { readAppendLog } from '../append-log/read-append-log.ts';
import { createBufferedWriter } from '../write/buffered-writer.ts';
import { writeAtomicMany } from '../write/write-atomic-many.ts';
import { writeAtomic } from '../write/write-atomic.ts';

interface Scratch<Content> {
  readonly folder: string;
  readonly content: Content;
}

async function scratch<Content>(content: Content): Promise<Scratch<Content>> {
  return { folder: await mkdtemp(join(tmpdir(), 'nsi-io-suite-')), content };
}

const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Whether two files hold the same; compared outside the timing. */
const checkFiles = (expected: string, actual: string): boolean | string =>
  readFileSync(expected).equals(readFileSync(actual)) || 'the files differ';

const smallWrites = defineSuite({
  name: 'small-writes',
  category: 'io',
  description: 'Lines of a log written one by one: a stream whose `drain` is waited for, against slabs.',
  params: { lines: [20_000, 200_000] },
  setup: ({ params }) =>
    scratch(
      Array.from({ length: params.lines }, (_, index) => `{"level":30,"time":${1.7e12 + index},"msg":"request ${index} completed"}\n`),
    ),
  teardown: ({ folder }) => removeFolder(folder),
  items: ({ content }) => content.length,
  bytes: ({ content }) => content.reduce((sum, { length }) => sum + length, 0),
  variants: [
    {
      name: 'createWriteStream',
      isBaseline: true,
      create:
        ({ context: { folder, content } }) =>
        async () => {
          const path = join(folder, 'stream');
          const stream = createWriteStream(path);
          for (const line of content) if (!stream.write(line)) await once(stream, 'drain');
          stream.end();
          await once(stream, 'close');
          return path;
        },
    },
    {
      name: 'createBufferedWriter',
      create:
        ({ context: { folder, content } }) =>
        async () => {
          const path = join(folder, 'writer');
          await using writer = await createBufferedWriter(path);
          for (const line of content) {
            const room = writer.write(line);
            if (room !== true) await room;
          }
          return path;
        },
    },
  ],
  validate: { mode: 'custom', check: checkFiles },
});

/** The sequence by hand, with the same promises as `writeAtomic`. */
async function replaceByHand(folder: string, name: string, content: Uint8Array): Promise<void> {
  const temporary = join(folder, `${name}.tmp`);
  {
    await using file = await open(temporary, 'wx');
    await file.writeFile(content);
    await file.sync();
  }
  await rename(temporary, join(folder, name));
  await using directory = await open(folder, 'r');
  await directory.sync();
}

const atomicWrites = defineSuite({
  name: 'atomic-writes',
  category: 'io',
  description:
    'Sixteen files replaced durably: open, write, sync, rename and directory sync by hand, against writeAtomic and writeAtomicMany.',
  params: { bytes: [4096] },
  setup: ({ params, random }) => scratch(Buffer.from(Array.from({ length: params.bytes }, () => Math.floor(random() * 256)))),
  teardown: ({ folder }) => removeFolder(folder),
  items: () => 16,
  variants: [
    {
      name: 'by hand',
      isBaseline: true,
      create:
        ({ context: { folder, content } }) =>
        async () => {
          await Promise.all(names.map((name) => replaceByHand(folder, `hand-${name}`, content)));
          return join(folder, 'hand-15');
        },
    },
    {
      name: 'writeAtomic',
      create:
        ({ context: { folder, content } }) =>
        async () => {
          await Promise.all(names.map((name) => writeAtomic(join(folder, `one-${name}`), content)));
          return join(folder, 'one-15');
        },
    },
    {
      name: 'writeAtomicMany',
      create:
        ({ context: { folder, content } }) =>
        async () => {
          await writeAtomicMany(names.map((name) => ({ path: join(folder, `many-${name}`), data: content })));
          return join(folder, 'many-15');
        },
    },
  ],
  validate: { mode: 'custom', check: checkFiles },
});

const names = Array.from({ length: 16 }, (_, index) => String(index));
const perWriter = 8;

const durableRecords = defineSuite({
  name: 'durable-records',
  category: 'io',
  description: 'Eight durable records of each of several writers: one sync a record, against group commit; opening the file included.',
  params: { writers: [1, 64] },
  setup: () => scratch(Buffer.alloc(200, 'r')),
  teardown: ({ folder }) => removeFolder(folder),
  variants: [
    {
      name: 'write and datasync',
      isBaseline: true,
      create:
        ({ context: { folder, content }, params }) =>
        async () => {
          const path = join(folder, 'records');
          await using file = await open(path, 'w');
          await byWriters(params.writers, async () => {
            await file.write(content);
            await file.datasync();
          });
          return readFile(path);
        },
    },
    {
      name: 'createAppendLog',
      create:
        ({ context: { folder, content }, params }) =>
        async () => {
          const path = join(folder, 'log');
          await rm(path, { force: true });
          {
            await using log = await createAppendLog(path);
            await byWriters(params.writers, () => log.append(content));
          }
          const records: Uint8Array[] = [];
          for await (const { bytes } of readAppendLog(path)) records.push(bytes);
          return Buffer.concat(records);
        },
    },
  ],
  validate: { mode: 'bytes' },
});

async function byWriters(writers: number, append: () => Promise<unknown>): Promise<void> {
  const write = async (): Promise<void> => {
    for (let index = 0; index < perWriter; index++) await append();
  };
  await Promise.all(Array.from({ length: writers }, write));
}

export const writeSuites: readonly Suite[] = [smallWrites, atomicWrites, durableRecords];
