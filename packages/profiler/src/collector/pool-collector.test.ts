import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCollected, runPlain } from '../../test/run-collected.ts';

const program = fileURLToPath(new URL('../../test/programs/refused-pools.mjs', import.meta.url));

test.each(['handled', 'callback', 'query', 'knex', 'unhandled'])(
  'a program whose pool gets no connection (%s) does what it does without the profiler',
  async (way) => {
    const plain = await runPlain(program, [way]);
    const { threads, ...collected } = await runCollected(program, [way]);

    expect(plain.stdout).toContain(`${way} ECONNREFUSED`);
    expect(collected).toEqual(plain);
    const waits = Object.entries(threads[0]!.segments.at(-1)!.activity.counters).filter(([name]) => name.startsWith('acquire '));
    expect(waits).toMatchObject([[`acquire ${way === 'knex' ? 'tarn' : 'pg-pool'} of 10`, { count: 1, keys: { free: 1 } }]]);
  },
);
