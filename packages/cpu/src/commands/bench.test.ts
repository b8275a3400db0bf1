import { expect, test } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { kernelCases } from '../suites/kernel-cases.ts';
import { run } from './bench.ts';

test('measures every kernel and compares its result', async () => {
  const { text, data } = await run(commandCall('.', { options: { side: 64, rounds: 5 } }));

  const { rows } = data as { readonly rows: readonly { readonly name: string; readonly ratio: number }[] };
  expect(rows.map(({ name }) => name)).toEqual(kernelCases.map(({ name }) => name));
  expect(rows.every(({ ratio }) => ratio > 0)).toBe(true);
  expect(text).toMatch(/^kernel +faster +95 %/);
  expect(text).toMatch(/sum-f32 +[\d.]+× +[\d.]+–[\d.]+ +[\d.]+ ms/);
});

test('measures those that are asked for', async () => {
  const { data } = await run(commandCall('.', { options: { side: 32, rounds: 5, only: ['histogram'] } }));

  expect((data as { readonly rows: readonly { readonly name: string }[] }).rows.map(({ name }) => name)).toEqual([
    'histogram-u8',
    'histogram-f32',
  ]);
});

test('refuses options that are out of range', async () => {
  expect(await codeOfAsync(run(commandCall('.', { options: { side: 1, rounds: 5 } })))).toBe('NSI_CPU_OPTION');
  expect(await codeOfAsync(run(commandCall('.', { options: { side: 64, rounds: 2 } })))).toBe('NSI_CPU_OPTION');
  expect(await codeOfAsync(run(commandCall('.', { options: { side: 64, rounds: 5, only: ['nothing'] } })))).toBe('NSI_CPU_OPTION');
});

test('stops when it is told to', async () => {
  const stopped = AbortSignal.abort(new Error('stop'));

  await expect(run(commandCall('.', { options: { side: 64, rounds: 5 }, signal: stopped }))).rejects.toThrow('stop');
});
