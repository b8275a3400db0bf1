import { expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { advise, cheapest, type CandidateResult } from './advise.ts';
import { packArray } from './pack-array.ts';

const counter = Uint32Array.from({ length: 50_000 }, (_, index) => index * 3);

test('measures every candidate on the sample and names one for each level', async () => {
  const steps: number[] = [];

  const advice = await advise(counter, { measureMs: 0, onProgress: (done, total) => steps.push(done / total) });

  expect(advice).toMatchObject({ type: 'uint32', sampleBytes: 200_000 });
  expect(new Set(advice.candidates.map(({ codec }) => codec))).toEqual(new Set(['store', 'lz4', 'zstd', 'gzip', 'brotli']));
  expect(advice.candidates.map(({ ratio }) => ratio)).toEqual(
    advice.candidates.map(({ ratio }) => ratio).toSorted((left, right) => right - left),
  );
  for (const { codec, level, filter, ratio, encodeBytesPerSecond, decodeBytesPerSecond } of advice.candidates) {
    expect(ratio).toBeCloseTo(counter.byteLength / packArray(counter, { codec, level, filter }).length, 10);
    expect(Math.min(encodeBytesPerSecond, decodeBytesPerSecond)).toBeGreaterThan(0);
  }
  for (const pick of Object.values(advice.picks)) expect(advice.candidates).toContain(pick);
  expect(steps.at(-1)).toBe(1);
});

test('weighs size against time: what a packed byte costs decides', () => {
  const candidate = (codec: CandidateResult['codec'], ratio: number, speed: number): CandidateResult => ({
    codec,
    level: 1,
    filter: 'none',
    ratio,
    encodeBytesPerSecond: speed,
    decodeBytesPerSecond: speed,
  });
  const candidates = [candidate('store', 1, 1e10), candidate('lz4', 2, 1e9), candidate('zstd', 4, 1e8)];

  expect(cheapest(candidates, 0.1).codec).toBe('store');
  expect(cheapest(candidates, 10).codec).toBe('lz4');
  expect(cheapest(candidates, 1000).codec).toBe('zstd');
});

test('measures slices of a large sample, as the type it is told', async () => {
  const advice = await advise(new Uint8Array(3_000_001), { type: 'float64', maxSampleBytes: 64_000, measureMs: 0 });

  expect(advice).toMatchObject({ type: 'float64', sampleBytes: 64_000 });
});

test('stops when it is told to, and refuses an empty sample', async () => {
  const reason = new Error('enough');

  await expect(advise(counter, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(await codeOfAsync(advise(new Float32Array(0)))).toBe('NSI_MEMORY_CODEC_OPTION');
});
