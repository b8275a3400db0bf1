import { gunzipSync } from 'node:zlib';
import { suite } from '@nsi/bench/suite';
import { IntMap, packArray, StringDictionary, unpackArray } from '@nsi/memory';
import { novel } from './novel.ts';
import { gzipped, packedSize } from './packed-size.ts';

const text = suite(
  'novel',
  { category: 'memory', description: 'Keeping the text of a novel packed and getting it back: gzip against packArray.' },
  (s) =>
    s
      .setup(() => Buffer.from(novel()))
      .baseline(
        'gzip (node:zlib)',
        ({ context }) =>
          () =>
            new Uint8Array(gunzipSync(gzipped(context))),
        ({ context }) => [packedSize(gzipped(context))],
      )
      .variant(
        'packArray',
        ({ context }) =>
          () =>
            unpackArray(packArray(context)),
        ({ context }) => [packedSize(packArray(context))],
      )
      .validate({ mode: 'bytes' })
      .bytes((context) => context.length),
);

const words = suite(
  'word-count',
  { category: 'memory', description: 'How often each word of a novel occurs: a Map of strings against a StringDictionary with an IntMap.' },
  (s) =>
    s
      .setup(
        () =>
          novel()
            .toLowerCase()
            .match(/[a-z]+/g) ?? [],
      )
      .baseline('Map', ({ context }) => () => {
        const counts = new Map<string, number>();
        for (const word of context) counts.set(word, (counts.get(word) ?? 0) + 1);
        return [counts.size, counts.get('whale'), counts.get('sea')];
      })
      .variant('StringDictionary + IntMap', ({ context }) => () => {
        const dictionary = new StringDictionary();
        const counts = new IntMap();
        for (const word of context) {
          const id = dictionary.add(word);
          counts.set(id, (counts.get(id) ?? 0) + 1);
        }
        return [counts.size, counts.get(dictionary.add('whale')), counts.get(dictionary.add('sea'))];
      })
      .validate({ mode: 'deepEqual' })
      .items((context) => context.length),
);

export default [text, words];
