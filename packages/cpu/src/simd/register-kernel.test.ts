import { expect, test } from 'vitest';
import { codeOf } from '@nsi/workbench/test';
import { createArena } from '../arena/arena.ts';
import type { NumArray } from '../arena/num-array.ts';
import { registeredKernel, registerKernel } from './register-kernel.ts';

/**
 * `run(count, a, out, factor)` over f32, by hand:
 * `(loop (if (i32.eqz count) return) (f32.store out (f32.mul (f32.load a) (f32.demote_f64 factor))) count -= 1, a += 4, out += 4 (br 0))`
 */
const loop = [3, 64, 32, 0, 69, 4, 64, 15, 11];
const body = [32, 2, 32, 1, 42, 2, 0, 32, 3, 182, 148, 56, 2, 0];
const steps = [32, 0, 65, 1, 107, 33, 0, 32, 1, 65, 4, 106, 33, 1, 32, 2, 65, 4, 106, 33, 2, 12, 0, 11, 11];
const code = [0, ...loop, ...body, ...steps];
const memoryImport = [3, ...Buffer.from('env'), 6, ...Buffer.from('memory'), 2, 3, 1, 128, 128, 4];
const section = (id: number, content: readonly number[]): readonly number[] => [id, content.length + 1, 1, ...content];
const scale = Uint8Array.from(
  [
    [0, 97, 115, 109, 1, 0, 0, 0],
    section(1, [96, 4, 127, 127, 127, 124, 0]),
    section(2, memoryImport),
    section(3, [0]),
    section(7, [3, ...Buffer.from('run'), 0, 0]),
    section(10, [code.length, ...code]),
  ].flat(),
);
const js = ([a]: readonly NumArray[], out: NumArray, [factor]: readonly number[]): void => {
  for (let index = 0; index < out.length; index++) out[index] = Math.fround(a![index]! * factor!);
};
const shape = { inputs: ['f32'], output: 'f32', params: 1 } as const;

test('runs a module of the user in place, through copies, and over its own input', () => {
  const kernel = registerKernel('test/scale', { wasm: scale, js, shape });
  const arena = createArena();
  const shared = arena.from(Float32Array.from({ length: 1000 }, (_, index) => index));
  const heap = Float32Array.from({ length: 200_001 }, (_, index) => index);

  expect(kernel.backend).toBe('wasm');
  expect(kernel.run([shared], arena.f32(1000), 2.5)[999]).toBe(2497.5);
  expect(kernel.run([heap], new Float32Array(200_001), 0.5)[200_000]).toBe(100_000);
  expect(kernel.run([shared], shared, 2)).toBe(shared);
  expect(shared[3]).toBe(6);
  expect(kernel.run([new Float32Array(0)], new Float32Array(0), 1).length).toBe(0);
  expect(registeredKernel('test/scale')).toBe(kernel);
});

test('runs the plain twin where the engine does not take the module', () => {
  const kernel = registerKernel('test/from-the-future', { wasm: Uint8Array.of(0, 97, 115, 109, 99, 0, 0, 0), js, shape });

  expect(kernel.backend).toBe('js');
  expect([...kernel.run([Float32Array.of(1, 2)], new Float32Array(2), 3)]).toEqual([3, 6]);
});

test('refuses names that are taken, impossible or unknown, and arrays that do not fit', () => {
  const kernel = registerKernel('test/strict', { wasm: scale, js, shape });
  const array = new Float32Array(8);

  expect(codeOf(() => registerKernel('test/strict', { wasm: scale, js, shape }))).toBe('NSI_CPU_KERNEL_NAME');
  expect(codeOf(() => registerKernel('Not A Name', { wasm: scale, js, shape }))).toBe('NSI_CPU_KERNEL_NAME');
  expect(codeOf(() => registeredKernel('test/none'))).toBe('NSI_CPU_KERNEL_NAME');
  expect(codeOf(() => kernel.run([array], new Float32Array(7), 1))).toBe('NSI_CPU_LENGTH');
  expect(codeOf(() => kernel.run([new Uint8Array(8)], array, 1))).toBe('NSI_CPU_LENGTH');
  expect(codeOf(() => kernel.run([], array, 1))).toBe('NSI_CPU_LENGTH');
  expect(codeOf(() => kernel.run([array], array))).toBe('NSI_CPU_LENGTH');
  expect(codeOf(() => kernel.run([array.subarray(0, 4)], array.subarray(2, 6), 1))).toBe('NSI_CPU_OVERLAP');
});
