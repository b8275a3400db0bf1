import { readFileSync, writeFileSync } from 'node:fs';
import { defineSuite, type Suite } from '@nsi/core/report';
import { zstd } from '@nsi/memory';
import { createPackWriter } from '../pack/create-pack-writer.ts';
import { openPack } from '../pack/open-pack.ts';
import { makeReads, readBytes, removeReads, type Reads } from './suite-reads.ts';

/** Reading at random what was compressed. */
export const packSuite: Suite = defineSuite({
  name: 'pack-read',
  category: 'io',
  description: '4 KiB anywhere in 8 MiB that were compressed with zstd: as a whole, or as a pack.',
  async setup({ random }): Promise<Reads> {
    const reads = makeReads(random, 2 ** 23);
    const plain = readFileSync(reads.path);
    writeFileSync(`${reads.path}.zst`, zstd.encode(plain));
    const writer = await createPackWriter(`${reads.path}.pack`, { durability: 'none' });
    await writer.add('data', plain);
    await writer.finish();
    return reads;
  },
  teardown: removeReads,
  variants: [
    {
      name: 'decompress the whole',
      isBaseline: true,
      create({ context: { path, offsets } }: { readonly context: Reads }) {
        const offset = offsets[0] as number;
        return (): Uint8Array => zstd.decode(readFileSync(`${path}.zst`), { maxOutputBytes: 2 ** 24 }).slice(offset, offset + readBytes);
      },
    },
    {
      name: 'openPack, nothing kept',
      async create({ context: { path, offsets, owned } }: { readonly context: Reads }) {
        const pack = owned.use(await openPack(`${path}.pack`, { cacheBytes: 0 }));
        const offset = offsets[0] as number;
        return (): Uint8Array | Promise<Uint8Array> => pack.read('data', { offset, length: readBytes });
      },
    },
    {
      name: 'openPack',
      async create({ context: { path, offsets, owned } }: { readonly context: Reads }) {
        const pack = owned.use(await openPack(`${path}.pack`));
        const offset = offsets[0] as number;
        return (): Uint8Array | Promise<Uint8Array> => pack.read('data', { offset, length: readBytes });
      },
    },
  ],
  validate: { mode: 'bytes' },
});
