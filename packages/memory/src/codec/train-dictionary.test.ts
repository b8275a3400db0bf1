import { expect, test } from 'vitest';
import { codeOf } from '@nsi/workbench/test';
import { xorshift } from '../../test/sample-arrays.ts';
import { lz4 } from './drivers/lz4.ts';
import { zstd } from './drivers/zstd.ts';
import { trainDictionary } from './train-dictionary.ts';

const random = xorshift(17);
const word = (): string => ['lorem', 'ipsum', 'dolor', 'sit', 'amet', 'consectetur'][random() % 6] as string;
const events = Array.from({ length: 1200 }, () =>
  Buffer.from(
    JSON.stringify({
      type: 'user.updated',
      id: (random() % 1e9).toString(36),
      actor: { name: word(), email: `${word()}${random() % 100}@example.com` },
      changes: [{ field: 'displayName', from: word(), to: word() }],
    }),
  ),
);
const training = events.slice(0, 900);
const unseen = events.slice(900);

test.each([
  ['lz4', lz4],
  ['zstd', zstd],
] as const)('halves unseen small payloads of the same kind with %s', (_, codec) => {
  const dictionary = trainDictionary(training, { maxBytes: 4096 });
  const size = (options: { readonly dictionary?: Uint8Array }): number =>
    unseen.reduce((sum, event) => sum + codec.encode(event, options).length, 0);

  expect(size({ dictionary })).toBeLessThan(size({}) / 2);
  for (const event of unseen.slice(0, 50)) {
    expect(event.equals(codec.decode(codec.encode(event, { dictionary }), { maxOutputBytes: 10_000, dictionary }))).toBe(true);
  }
});

test('stays within its size and gives the same dictionary for the same samples', () => {
  for (const maxBytes of [256, 1000, 16_384]) {
    const dictionary = trainDictionary(training, { maxBytes });

    expect(dictionary.length).toBeLessThanOrEqual(maxBytes);
    expect(Buffer.from(dictionary).equals(trainDictionary(training, { maxBytes }))).toBe(true);
  }
});

test('reads no more of the samples than it may', () => {
  expect(trainDictionary(training, { maxSampleBytes: 20_000 }).length).toBeGreaterThan(0);
});

test('says so when the samples have nothing in common', () => {
  const noise = Array.from({ length: 100 }, () => Uint8Array.from({ length: 200 }, random));

  for (const samples of [noise, [], [Buffer.from('alone')], [Buffer.alloc(3), Buffer.alloc(0)]]) {
    expect(codeOf(() => trainDictionary(samples))).toBe('NSI_MEMORY_CODEC_DICTIONARY');
  }
});

test('refuses sizes that no codec takes', () => {
  for (const maxBytes of [0, 255, 65_537, 1000.5])
    expect(codeOf(() => trainDictionary(training, { maxBytes }))).toBe('NSI_MEMORY_CODEC_OPTION');
});
