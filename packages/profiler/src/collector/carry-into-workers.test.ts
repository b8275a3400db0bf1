import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCollected, runPlain, samplesIn } from '../../test/run-collected.ts';

const program = fileURLToPath(new URL('../../test/programs/workers.mjs', import.meta.url));

test('workers are profiled whatever environment they are given, and notice nothing', { timeout: 120_000 }, async () => {
  const [plain, { threads, ...collected }] = await Promise.all([runPlain(program, []), runCollected(program)]);

  expect(collected).toEqual(plain);
  const workers = threads.filter(({ thread }) => thread.threadId > 0);
  expect(workers).toHaveLength(6);
  expect(workers.filter((thread) => samplesIn(thread, 'work') + samplesIn(thread, '(anonymous)') > 0).length).toBeGreaterThanOrEqual(2);
});
