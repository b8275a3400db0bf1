import { expect, test } from 'vitest';
import { codeOf } from '@nsi/workbench/test';
import { createArena } from '../arena/arena.ts';
import { plainSimd } from './plain/plain-simd.ts';
import { simd } from './simd.ts';

const floats = new Float32Array(8);

for (const [name, operations] of [
  ['simd', simd],
  ['plainSimd', plainSimd],
] as const) {
  test(`${name} refuses what is no typed array of numbers`, () => {
    for (const wrong of [[1, 2], new BigInt64Array(2), new DataView(new ArrayBuffer(8)), null, 'text']) {
      expect(codeOf(() => operations.sum(wrong as never))).toBe('NSI_CPU_ARRAY');
      expect(codeOf(() => operations.convert(wrong as never, { to: 'f32' }))).toBe('NSI_CPU_ARRAY');
    }
    const moved = new Float32Array(4);
    structuredClone(moved, { transfer: [moved.buffer] });
    expect(codeOf(() => operations.minMax(moved))).toBe('NSI_CPU_ARRAY');
  });

  test(`${name} refuses arrays that do not belong together`, () => {
    expect(codeOf(() => operations.dot(floats, new Float32Array(7)))).toBe('NSI_CPU_LENGTH');
    expect(codeOf(() => operations.axpy(1, floats, new Float32Array(9)))).toBe('NSI_CPU_LENGTH');
    expect(codeOf(() => operations.threshold(floats, { at: 0, out: new Float32Array(9) }))).toBe('NSI_CPU_LENGTH');
    expect(codeOf(() => operations.threshold(floats, { at: 0, out: new Float64Array(8) as never }))).toBe('NSI_CPU_LENGTH');
    expect(codeOf(() => operations.convert(floats, { to: 'u8', out: new Int8Array(8) }))).toBe('NSI_CPU_LENGTH');
  });

  test(`${name} refuses an output that would overwrite what is still to be read, and allows the input itself`, () => {
    const buffer = new Float32Array(20);
    const [first, second] = [buffer.subarray(0, 16), buffer.subarray(4, 20)];
    expect(codeOf(() => operations.axpy(2, first, second))).toBe('NSI_CPU_OVERLAP');
    expect(codeOf(() => operations.threshold(first, { at: 0, out: second }))).toBe('NSI_CPU_OVERLAP');
    expect(codeOf(() => operations.convert(new Uint8Array(buffer.buffer, 0, 16), { to: 'f32', out: first }))).toBe('NSI_CPU_OVERLAP');
    expect(codeOf(() => operations.threshold(first, { at: 0, out: first }))).toBe(undefined);
    expect(codeOf(() => operations.threshold(first.subarray(0, 4), { at: 0, out: second.subarray(0, 4) }))).toBe(undefined);
  });

  test(`${name} sees an overlap in a shared memory that has grown in between`, () => {
    const arena = createArena({ initialBytes: 65_536, maxBytes: 2 ** 22 });
    const early = arena.f32(1000);
    arena.f32(500_000);
    const late = new Float32Array(arena.memory.buffer, early.byteOffset + 4, 1000);
    expect(codeOf(() => operations.axpy(2, early, late))).toBe('NSI_CPU_OVERLAP');
  });

  test(`${name} refuses options that are out of range`, () => {
    const wrong: readonly (() => unknown)[] = [
      () => operations.sum(floats, { accuracy: 'best' as never }),
      () => operations.histogram(floats, { bins: 0, range: [0, 1] }),
      () => operations.histogram(floats, { bins: 1.5, range: [0, 1] }),
      () => operations.histogram(floats, { bins: 2 ** 21, range: [0, 1] }),
      () => operations.histogram(floats, { bins: 4, range: [1, 1] }),
      () => operations.histogram(floats, { bins: 4, range: [0, Number.NaN] }),
      () => operations.threshold(floats, { at: Number.NaN }),
      () => operations.threshold(new Uint8Array(4), { at: 1, high: 256 }),
      () => operations.threshold(new Uint8Array(4), { at: 1, low: 0.5 }),
      () => operations.convert(floats, { to: 'f16' as never }),
      () => operations.convert(floats, { to: 'u8', scale: Number.NaN }),
      () => operations.axpy('2' as never, floats, floats),
    ];
    for (const run of wrong) expect(codeOf(run)).toBe('NSI_CPU_OPTION');
  });

  test(`${name} takes arrays of no elements`, () => {
    const none = new Float32Array(0);
    expect(operations.sum(none)).toBe(0);
    expect(operations.dot(none, none)).toBe(0);
    expect(operations.minMax(none)).toEqual({ min: Infinity, max: -Infinity });
    expect(operations.meanVar(none).mean).toBeNaN();
    expect([...operations.histogram(none, { bins: 2, range: [0, 1] })]).toEqual([0, 0]);
    expect(operations.threshold(none, { at: 1 }).length).toBe(0);
    expect(operations.convert(none, { to: 'u8' })).toEqual(new Uint8Array(0));
    operations.axpy(1, none, none);
  });
}
