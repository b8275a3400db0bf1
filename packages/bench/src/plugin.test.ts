import { check } from '@nsi/core';
import { expect, test } from 'vitest';
import { methodLevels, methodOf } from './options.ts';
import benchPlugin from './plugin.ts';

test.each(Object.entries(benchPlugin.levels))('the level %s is what the schema accepts', (_, level) => {
  expect(check(benchPlugin.options, level, { code: 'NSI_BENCH_OPTION' })).toEqual(level);
});

test('the handle runs with the method of its section, and ends with its disposal', async () => {
  const context = { signal: new AbortController().signal } as Parameters<typeof benchPlugin.setup>[1];
  const bench = await benchPlugin.setup(methodLevels.quick, context);

  bench[Symbol.dispose]();
  const report = await bench.runSuites([]);

  expect(report.isComplete).toBe(false);
  expect(report.method.options).toMatchObject({ maxForks: 3, mayFail: false });
});

test('numbers given to a run go over those of its level, and an unknown one is refused with the nearest name', () => {
  expect(methodOf('strict', { maxForks: 9 })).toMatchObject({ maxForks: 9, minForks: 7, halfWidthRatio: 0.01 });
  expect(() => methodOf('strict', { maxFork: 9 } as never)).toThrow(/unknown key `maxFork`/);
});
