import { noLimits, noRecorder, type Labels, type Metric, type Recorder, type SetupContext } from '@nsi/core';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { describePacked } from './codec/unpack-array.ts';
import { createMemory, createPlainMemory } from './memory.ts';
import { memoryLevels, memoryOptionsSchema, type MemoryOptions } from './options.ts';

const ramp = Uint32Array.from({ length: 30_000 }, (_, index) => index * 5);
const dictionary = Buffer.from('something that payloads have in common');

const optionsAt = (level: keyof typeof memoryLevels): MemoryOptions => v.parse(memoryOptionsSchema, memoryLevels[level]);
const context = (recorder: Recorder = noRecorder): SetupContext => ({
  level: 'balanced',
  limits: noLimits,
  recorder,
  signal: new AbortController().signal,
});

test('packs as its level says, and reads what every other level packed', async () => {
  const codecs: string[] = [];
  for (const level of ['conservative', 'balanced', 'aggressive'] as const) {
    await using memory = createMemory(optionsAt(level), context());
    const packed = memory.packArray(ramp);
    codecs.push(describePacked(packed).codec);

    expect(memory.unpackArray(await memory.packArrayAsync(ramp))).toEqual(ramp);
    for (const reader of ['conservative', 'balanced', 'aggressive'] as const) {
      await using other = createMemory(optionsAt(reader), context());
      expect(other.unpackArray(packed)).toEqual(ramp);
      expect(await other.unpackArrayAsync(packed)).toEqual(ramp);
    }
  }
  expect(codecs).toEqual(['store', 'lz4', 'zstd']);
});

test('runs a program that asks for more than the level or the plain twin has', async () => {
  const payload = Buffer.from('something that payloads have in common, and a little more');
  await using conservative = createMemory(optionsAt('conservative'), context());
  await using plain = createPlainMemory(optionsAt('balanced'), context());

  for (const memory of [conservative, plain]) {
    const packed = memory.packArray(payload, { level: 3, dictionary });
    expect(memory.unpackArray(packed, { dictionary })).toEqual(new Uint8Array(payload));
    expect(await memory.unpackArrayAsync(await memory.packArrayAsync(payload, { level: 3, dictionary }))).toEqual(new Uint8Array(payload));
  }
});

test('does what a call asks for rather than what its level says', async () => {
  await using memory = createMemory(optionsAt('conservative'), context());

  expect(describePacked(memory.packArray(ramp, { codec: 'lz4', filter: 'delta' }))).toMatchObject({ codec: 'lz4', filter: 'delta' });
});

test('the plain twin stores arrays as they are', async () => {
  await using memory = createPlainMemory(optionsAt('balanced'), context());

  const packed = memory.packArray(ramp, { codec: 'zstd', filter: 'shuffle' });

  expect(describePacked(packed)).toMatchObject({ codec: 'store', filter: 'none' });
  expect(packed.length).toBeGreaterThan(ramp.byteLength);
});

test('counts the bytes that go in and come out', async () => {
  const counts = new Map<string, number>();
  const recorder: Recorder = {
    ...noRecorder,
    count: ({ name }: Metric, amount = 1, labels: Labels = {}) => {
      const key = [name, labels['operation'], labels['codec']].join(' ');
      counts.set(key, (counts.get(key) ?? 0) + amount);
    },
  };
  await using memory = createMemory(optionsAt('balanced'), context(recorder));

  const packed = memory.packArray(ramp);
  memory.unpackArray(packed);
  await memory.unpackArrayAsync(packed);

  expect(Object.fromEntries(counts)).toEqual({
    'nsi_memory_codec_input_bytes_total pack lz4': ramp.byteLength,
    'nsi_memory_codec_output_bytes_total pack lz4': packed.length,
    'nsi_memory_codec_input_bytes_total unpack lz4': packed.length * 2,
    'nsi_memory_codec_output_bytes_total unpack lz4': ramp.byteLength * 2,
  });
});

test('watches its caches and pools, so that they shrink when memory is short', async () => {
  await using memory = createMemory({ ...optionsAt('balanced'), pressure: { warn: 0, critical: 0 } }, context());
  const cache = memory.createCache<string, string>({ max: 100 });
  const objects = memory.createObjectPool({ create: () => ({}), max: 10 });
  for (let key = 0; key < 100; key++) cache.set(`${key}`, 'value');

  for (let reading = 0; reading < 3; reading++) memory.pressure.read();

  expect(memory.pressure).toMatchObject({ level: 'critical', share: 0 });
  expect(cache.stats().max).toBe(0);
  expect(objects.stats().max).toBe(0);
  expect(memory.buffers.stats().maxBytes).toBe(0);
});

test('the plain twin never shrinks anything', async () => {
  await using memory = createPlainMemory({ ...optionsAt('balanced'), pressure: { warn: 0, critical: 0 } }, context());

  expect(memory.pressure.read()).toMatchObject({ level: 'normal', share: 1 });
});
