import { expect, expectTypeOf, test } from 'vitest';
import { codeOf, codeOfAsync } from '@nsi/workbench/test';
import { collect } from '../../test/pool-module.ts';
import { createPool } from './create-pool.ts';
import { inlineTasks } from './inline-tasks.ts';
import type { TaskContext } from './task-context.ts';

test('functions of every form run on a thread as they stand', async () => {
  await using pool = createPool(
    inlineTasks({
      arrow: (value: number) => value + 1,
      bare: (value: number) => value,
      async later(value: number) {
        await Promise.resolve();
        return value + 2;
      },
      method(value: number) {
        const inner = function inner(): number {
          return value + 3;
        };
        return inner();
      },
      named: function other(value: number) {
        return value + 4;
      },
      hash(text: string) {
        const { createHash } = process.getBuiltinModule('node:crypto');
        return createHash('sha256').update(text).digest('hex').length;
      },
      *count(to: number) {
        for (let value = 0; value < to; value++) yield value;
      },
      progress(_: undefined, context: TaskContext) {
        context.progress('seen');
        return 'done';
      },
      'not an identifier': (value: number) => value + 5,
    }),
    { threads: 1 },
  );
  const seen: unknown[] = [];

  expectTypeOf(await pool.run('arrow', 1)).toEqualTypeOf<number>();
  expect([await pool.run('arrow', 1), await pool.run('bare', 1), await pool.run('later', 1), await pool.run('method', 1)]).toEqual([
    2, 1, 3, 4,
  ]);
  expect([await pool.run('named', 1), await pool.run('not an identifier', 1), await pool.run('hash', 'text')]).toEqual([5, 6, 64]);
  expect(await collect(pool.stream('count', 3))).toEqual([0, 1, 2]);
  expect(await pool.run('progress', undefined, { onProgress: (value) => void seen.push(value) })).toBe('done');
  expect(seen).toEqual(['seen']);
});

test('a variable from outside is named in the error', async () => {
  const factor = 3;
  await using pool = createPool(inlineTasks({ scale: (value: number) => value * factor }), { threads: 1 });

  expect(await codeOfAsync(pool.run('scale', 1))).toBe('factor is not defined');
});

test('what has no source is refused', () => {
  expect(codeOf(() => inlineTasks({ max: Math.abs }))).toBe('NSI_CPU_TASK_MODULE');
  expect(codeOf(() => inlineTasks({ bound: Array.prototype.slice.bind([1]) as never }))).toBe('NSI_CPU_TASK_MODULE');
  expect(codeOf(() => inlineTasks({ url: URL as never }))).toBe('NSI_CPU_TASK_MODULE');
});
