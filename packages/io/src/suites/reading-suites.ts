import { createReadStream, mkdtempSync, readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { defineSuite, type Suite } from '@nsi/core/report';
import { readMany } from '../read/read-many.ts';
import { statMany } from '../read/stat-many.ts';
import { openReader } from '../stream/file-reader.ts';
import { lines } from '../stream/lines.ts';
import { walk } from '../walk/walk.ts';

const concurrency = 16;

/** Files of a suite's own. */
interface ManyFiles {
  readonly folder: string;
  readonly paths: readonly string[];
}

interface OneFile {
  readonly folder: string;
  readonly path: string;
  readonly bytes: number;
}

function makeFiles(count: number, fileBytes: number, random: () => number): ManyFiles {
  const folder = mkdtempSync(join(tmpdir(), 'nsi-io-suite-'));
  const paths = Array.from({ length: count }, (_, index) => join(folder, `file-${index}`));
  for (const path of paths) writeFileSync(path, Buffer.alloc(fileBytes, Math.floor(random() * 256)));
  return { folder, paths };
}

function remove({ folder }: { readonly folder: string }): void {
  rmSync(folder, { recursive: true });
}

async function boundedly<Value>(paths: readonly string[], work: (path: string) => Promise<Value>): Promise<Value[]> {
  const results: Value[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < paths.length) {
      const index = next++;
      results[index] = await work(paths[index] as string);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return results;
}

const many = defineSuite({
  name: 'read-many',
  category: 'io',
  description: 'Small files, read whole: promises.readFile, sixteen at a time, against readMany.',
  params: { files: [1000], bytes: [4096] },
  setup: ({ params, random }) => makeFiles(params.files, params.bytes, random),
  teardown: (context) => remove(context),
  variants: [
    {
      name: 'promises.readFile',
      isBaseline: true,
      create:
        ({ context: { paths } }) =>
        async () =>
          (await boundedly(paths, (path) => readFile(path))).map((bytes) => bytes[0]),
    },
    {
      name: 'readMany worker',
      create:
        ({ context: { paths } }) =>
        async () =>
          Array.from(await readMany(paths, { mode: 'worker' }), ({ bytes }) => bytes[0]),
    },
    {
      name: 'readMany async',
      create:
        ({ context: { paths } }) =>
        async () =>
          Array.from(await readMany(paths, { mode: 'async', concurrency }), ({ bytes }) => bytes[0]),
    },
  ],
  validate: { mode: 'deepEqual' },
  items: ({ paths }) => paths.length,
});

const stats = defineSuite({
  name: 'stat-many',
  category: 'io',
  description: 'Sizes of many files: promises.stat, sixteen at a time, against statMany.',
  params: { files: [2000] },
  setup: ({ params, random }) => makeFiles(params.files, 10, random),
  teardown: (context) => remove(context),
  variants: [
    {
      name: 'promises.stat',
      isBaseline: true,
      create:
        ({ context: { paths } }) =>
        async () =>
          (await boundedly(paths, (path) => stat(path))).reduce((sum, { size }) => sum + size, 0),
    },
    {
      name: 'statMany',
      create:
        ({ context: { paths } }) =>
        async () =>
          (await statMany(paths, { mode: 'worker' })).size.reduce((sum, size) => sum + size, 0),
    },
  ],
  validate: { mode: 'deepEqual' },
  items: ({ paths }) => paths.length,
});

const walking = defineSuite({
  name: 'walk',
  category: 'io',
  description: 'Every file of a tree: a recursive readdir against walk on its worker.',
  params: { folders: [200] },
  setup({ params }) {
    const folder = mkdtempSync(join(tmpdir(), 'nsi-io-suite-'));
    for (let index = 0; index < params.folders; index++) {
      const inner = join(folder, `folder-${index % 20}`, `inner-${index}`);
      mkdirSync(inner, { recursive: true });
      for (let file = 0; file < 20; file++) writeFileSync(join(inner, `file-${file}.ts`), '');
    }
    return { folder };
  },
  teardown: (context) => remove(context),
  variants: [
    {
      name: 'readdirSync recursive',
      isBaseline: true,
      create:
        ({ context: { folder } }) =>
        () =>
          readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length,
    },
    {
      name: 'walk',
      create:
        ({ context: { folder } }) =>
        async () =>
          (await walk(folder, { mode: 'worker' }).paths()).length,
    },
  ],
  validate: { mode: 'deepEqual' },
});

const reading = defineSuite({
  name: 'sequential-read',
  category: 'io',
  description: 'A file from beginning to end: createReadStream against openReader, four slabs ahead.',
  params: { mebibytes: [32] },
  setup: ({ params, random }) => makeText(params.mebibytes * 2 ** 20, random),
  teardown: (context) => remove(context),
  variants: [
    {
      name: 'createReadStream',
      isBaseline: true,
      create:
        ({ context: { path } }) =>
        async () => {
          let length = 0;
          for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) length += chunk.length;
          return length;
        },
    },
    ...(['256KiB', '1MiB'] as const).map((blockBytes) => ({
      name: `openReader 4 × ${blockBytes}`,
      create:
        ({ context: { path } }: { readonly context: OneFile }) =>
        async () => {
          let length = 0;
          for await (const { bytes } of await openReader(path, { blockBytes, ahead: 4 })) length += bytes.length;
          return length;
        },
    })),
  ],
  validate: { mode: 'deepEqual' },
  bytes: ({ bytes }) => bytes,
});

const splitting = defineSuite({
  name: 'lines',
  category: 'io',
  description: 'Lines of a text: readline against lines, as text and as bytes.',
  params: { mebibytes: [8] },
  setup: ({ params, random }) => makeText(params.mebibytes * 2 ** 20, random),
  teardown: (context) => remove(context),
  variants: [
    {
      name: 'readline',
      isBaseline: true,
      create:
        ({ context: { path } }) =>
        async () => {
          let [count, length] = [0, 0];
          for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
            count += 1;
            length += text.length;
          }
          return [count, length];
        },
    },
    {
      name: 'lines.each',
      create:
        ({ context: { path } }) =>
        async () => {
          let length = 0;
          const count = await lines(path).each((text) => void (length += text.length));
          return [count, length];
        },
    },
    {
      name: 'lines.eachBytes',
      create:
        ({ context: { path } }) =>
        async () => {
          let length = 0;
          const count = await lines(path).eachBytes((_, start, end) => void (length += end - start));
          return [count, length];
        },
    },
  ],
  validate: { mode: 'deepEqual' },
  bytes: ({ bytes }) => bytes,
});

function makeText(bytes: number, random: () => number): OneFile {
  const folder = mkdtempSync(join(tmpdir(), 'nsi-io-suite-'));
  const path = join(folder, 'text');
  const parts: string[] = [];
  for (let length = 0; length < bytes;) {
    const line = `{"id":${Math.floor(random() * 1e9)},"text":"${'some words '.repeat(Math.floor(random() * 30))}"}`;
    parts.push(line);
    length += line.length + 1;
  }
  const text = `${parts.join('\n')}\n`;
  writeFileSync(path, text);
  return { folder, path, bytes: text.length };
}

/** Reading, looking at, walking and splitting. */
export const readingSuites: readonly Suite[] = [many, stats, walking, reading, splitting] as readonly Suite[];
