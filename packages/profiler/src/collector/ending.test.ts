import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCollected, runPlain, samplesIn } from '../../test/run-collected.ts';

const program = fileURLToPath(new URL('../../test/programs/endings.cjs', import.meta.url));

const withWorkers = ['terminate-worker', 'exit-with-worker', 'terminate-worker-that-spins', 'exit-with-worker-that-spins'];

test.each(['end', 'exit', 'throw', 'SIGTERM', 'SIGINT', 'handled', ...withWorkers])(
  'a program that ends by %s leaves its profile, and neither its output nor its exit code changes',
  async (way) => {
    const [plain, { threads, ...collected }] = await Promise.all([runPlain(program, [way]), runCollected(program, [way])]);

    expect(collected).toEqual(plain);
    expect(threads.length).toBe(way.includes('worker') ? 2 : 1);
    expect(threads[0]?.segments.at(-1)?.lostWorkers).toBeUndefined();
    for (const thread of threads) expect(thread.segments.at(-1)?.isLast).toBe(true);
    for (const thread of threads) expect(samplesIn(thread, 'work')).toBeGreaterThan(20);
  },
);

test('a program that is killed loses no more than what came after the last segment', async () => {
  const { signal, threads } = await runCollected(program, ['SIGKILL'], { rotateMs: 100 });

  expect(signal).toBe('SIGKILL');
  expect(threads).toHaveLength(1);
  expect(threads[0]!.segments.at(-1)!.isLast).toBe(false);
  expect(samplesIn(threads[0]!, 'work')).toBeGreaterThan(20);
});

test.each(['terminate-worker-that-sleeps', 'exit-with-worker-that-sleeps'])('%s in a native call: what is missing is told', async (way) => {
  const [plain, { threads, ...collected }] = await Promise.all([runPlain(program, [way]), runCollected(program, [way])]);

  expect(collected).toEqual(plain);
  const [main, worker] = threads;
  expect(main!.segments.at(-1)!.isLast).toBe(true);
  // Either it answered when the call was over, or it is told that it did not.
  expect(worker ? [worker.thread.threadId] : main!.segments.at(-1)!.lostWorkers).toEqual([1]);
});
