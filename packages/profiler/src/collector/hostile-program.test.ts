import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCollected, runPlain } from '../../test/run-collected.ts';

const program = fileURLToPath(new URL('../../test/programs/hostile.mjs', import.meta.url));

test.each(['short', 'prints', 'patches', 'recurses', 'hooks', 'rejects', 'fails in fs', 'names', 'identity'])(
  'a program that %s does what it does without the profiler, and leaves a profile',
  async (habit) => {
    const [plain, { threads, ...collected }] = await Promise.all([runPlain(program, [habit]), runCollected(program, [habit])]);

    expect(collected.stdout.length).toBe(plain.stdout.length);
    expect(collected).toEqual(plain);
    expect(threads.length).toBeGreaterThan(0);
  },
);
