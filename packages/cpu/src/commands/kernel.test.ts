import { expect, test } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { run } from './kernel.ts';

const call = (expression: string, options: Record<string, unknown> = {}): ReturnType<typeof run> =>
  run(commandCall('/', { arguments: { expression }, options: { precision: 'f64', length: 1000, ...options } }));

test('makes parameters of the names in an expression, and compares with the plain loop', async () => {
  const { data, text } = await call('Math.max((x - d) * g, 0)', { explain: true });

  expect(data).toMatchObject({ function: '(x, d, g) => Math.max(((x - d) * g), 0)', backend: 'wasm', differentCount: 0, length: 1000 });
  expect((data as { kernelNs: number }).kernelNs).toBeGreaterThan(0);
  expect(text).toContain('f64x2.pmax');
  expect(text).toContain('equal in every bit');
});

test('takes arrow functions and element types', async () => {
  const { data } = await call('(x, d) => x - d', { types: ['u16', 'u8'], out: 'u16', precision: 'f32' });

  expect(data).toMatchObject({ types: ['u16', 'u8'], output: 'u16', differentCount: 0 });
});

test.each([
  ['a call of anything else', 'x * process.exit()', {}, 'NSI_CPU_KERNEL_FUNCTION'],
  ['a statement', 'while (true) {}', {}, 'NSI_CPU_KERNEL_FUNCTION'],
  ['a name of the code around', '(x) => x * gain', {}, 'NSI_CPU_KERNEL_CAPTURE'],
  ['an unknown type', 'x + 1', { types: ['f16'] }, 'NSI_CPU_OPTION'],
  ['more types than inputs', 'x + y', { types: ['u8', 'u8', 'u8'] }, 'NSI_CPU_OPTION'],
  ['no elements', 'x + 1', { length: 0 }, 'NSI_CPU_OPTION'],
])('refuses %s', async (_, expression, options, code) => {
  expect(await codeOfAsync(call(expression, options))).toBe(code);
});
