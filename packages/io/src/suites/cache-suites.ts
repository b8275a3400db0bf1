import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { defineSuite, type Suite } from '@nsi/core/report';
import { createBlockCache } from '../block-cache/create-block-cache.ts';
import { cachedFile } from '../cached-file/cached-file.ts';
import { copySuite } from './copy-suite.ts';
import { packSuite } from './pack-suite.ts';
import { makeReads, readBytes, readCount, removeReads, type Answers, type Reads } from './suite-reads.ts';

const blockCacheSuite: Suite = defineSuite({
  name: 'block-cache',
  category: 'io',
  description: '500 reads of 4 KiB of a file of 8 MiB, most of them in a tenth of it: read from the file, or through a block cache.',
  setup: ({ random }): Reads => makeReads(random, 2 ** 23),
  teardown: removeReads,
  variants: [
    {
      name: 'FileHandle.read',
      isBaseline: true,
      async create({ context: { path, offsets, owned } }: { readonly context: Reads }) {
        const file = owned.use(await open(path));
        const bytes = Buffer.alloc(readBytes);
        return async (): Promise<Answers> => {
          const answers = new Uint8Array(offsets.length * 8);
          for (let index = 0; index < offsets.length; index++) {
            await file.read(bytes, 0, readBytes, offsets[index] as number);
            keep(answers, index, bytes);
          }
          return answers;
        };
      },
    },
    {
      name: 'fs.readSync',
      create({ context: { path, offsets, owned } }: { readonly context: Reads }) {
        const file = openSync(path, 'r');
        const bytes = Buffer.alloc(readBytes);
        owned.defer(() => closeSync(file));
        return (): Answers => {
          const answers = new Uint8Array(offsets.length * 8);
          for (let index = 0; index < offsets.length; index++) {
            readSync(file, bytes, 0, readBytes, offsets[index] as number);
            keep(answers, index, bytes);
          }
          return answers;
        };
      },
    },
    {
      name: 'createBlockCache',
      async create({ context: { path, offsets, owned } }: { readonly context: Reads }) {
        const file = await owned.use(createBlockCache({ maxBytes: '16MiB' })).open(path);
        return async (): Promise<Answers> => {
          const answers = new Uint8Array(offsets.length * 8);
          for (let index = 0; index < offsets.length; index++) {
            const bytes = file.read(offsets[index] as number, readBytes);
            keep(answers, index, bytes instanceof Promise ? await bytes : bytes);
          }
          return answers;
        };
      },
    },
  ],
  validate: { mode: 'deepEqual' },
  items: () => readCount,
});

const cachedFileSuite: Suite = defineSuite({
  name: 'cached-file',
  category: 'io',
  description: 'One file of 64 KiB asked for 500 times: read each time, or kept as long as it does not change.',
  setup: ({ random }): Reads => makeReads(random, 2 ** 16),
  teardown: removeReads,
  variants: [
    {
      name: 'fs.readFileSync',
      isBaseline: true,
      create:
        ({ context: { path } }: { readonly context: Reads }) =>
        (): Uint8Array =>
          lastOf(() => readFileSync(path)),
    },
    {
      name: 'cachedFile',
      create({ context: { path, owned } }: { readonly context: Reads }) {
        const file = owned.use(cachedFile(path));
        return (): Uint8Array => lastOf(() => file.readSync());
      },
    },
    {
      name: 'cachedFile, looking at each read',
      create({ context: { path, owned } }: { readonly context: Reads }) {
        const file = owned.use(cachedFile(path, { checkMs: 0 }));
        return (): Uint8Array => lastOf(() => file.readSync());
      },
    },
  ],
  validate: { mode: 'bytes' },
  items: () => readCount,
});

function lastOf(read: () => Uint8Array): Uint8Array {
  let bytes = read();
  for (let index = 1; index < readCount; index++) bytes = read();
  return bytes;
}

function keep(answers: Answers, index: number, bytes: Uint8Array): void {
  answers.set(bytes.subarray(0, 8), index * 8);
}

/** Benchmarks of what keeps, packs and copies files. */
export const cacheSuites: readonly Suite[] = Object.freeze([blockCacheSuite, cachedFileSuite, packSuite, copySuite]);
