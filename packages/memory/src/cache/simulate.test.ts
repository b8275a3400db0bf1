import { describe, expect, test } from 'vitest';
import { createCache } from './create-cache.ts';
import { plotSimulation, tabulateSimulation } from './draw-simulation.ts';
import { policyNames, policyOf } from './policy-names.ts';
import { countHits, simulate } from './simulate.ts';
import { createSyntheticTrace, syntheticTraceNames } from './synthetic-trace.ts';

describe('simulate', () => {
  test('tells what a cache in production would have done', async () => {
    const keys = [...createSyntheticTrace('orm', { requests: 5000, keys: 2000, capacity: 100, seed: 3 })].map((id) => `row:${id}`);
    const cache = createCache<string, string>({ max: 100, policy: 'lru' });
    for (const key of keys) if (cache.get(key) === undefined) cache.set(key, key);

    const { rows } = await simulate(keys, { capacities: [100], policies: ['lru'] });

    expect(rows).toEqual([{ policy: 'lru', capacity: 100, hits: cache.stats().hits, hitRatio: cache.stats().hits / 5000 }]);
  });

  test('gives every policy at every capacity, the optimum last, the same each time', async () => {
    const keys = createSyntheticTrace('zipf-0.9', { requests: 3000, keys: 500, capacity: 50, seed: 1 });

    const first = await simulate(keys, { capacities: [10, 50], opt: true });
    const second = await simulate(keys, { capacities: [10, 50], opt: true });

    expect(second).toEqual(first);
    expect(first.rows.map(({ policy, capacity }) => `${policy} ${capacity}`)).toEqual(
      [10, 50].flatMap((capacity) => [...policyNames, 'opt'].map((policy) => `${policy} ${capacity}`)),
    );
    expect(first).toMatchObject({ requests: 3000, distinctKeys: new Set(keys).size });
  });

  test('returns what is done when it is aborted', async () => {
    const controller = new AbortController();

    const { rows } = await simulate([1, 2, 1], { capacities: [1, 2], signal: controller.signal, onRow: () => controller.abort() });

    expect(rows).toHaveLength(1);
  });

  test('refuses an empty trace and a policy it does not know', async () => {
    await expect(simulate([], { capacities: [1] })).rejects.toMatchObject({ code: 'NSI_MEMORY_CACHE_TRACE' });
    await expect(simulate([1], { capacities: [1], policies: ['arc' as never] })).rejects.toMatchObject({ code: 'NSI_MEMORY_CACHE_OPTION' });
    await expect(simulate([1], { capacities: [0] })).rejects.toMatchObject({ code: 'NSI_MEMORY_CACHE_OPTION' });
  });
});

describe('on synthetic traces', () => {
  const capacity = 1000;
  const ratios = syntheticTraceNames.map((name) => {
    const ids = createSyntheticTrace(name, { requests: 600_000, keys: 100_000, capacity, seed: 1 });
    const percent = (policy: (typeof policyNames)[number]): number => (countHits(ids, policyOf(policy), capacity, 1) / ids.length) * 100;
    return { name, ...Object.fromEntries(policyNames.map((policy) => [policy, percent(policy)])) } as { name: string } & Record<
      (typeof policyNames)[number],
      number
    >;
  });

  test('s3-fifo is never more than a point below lru, and 8 points above it on average', () => {
    const gains = ratios.map((row) => row['s3-fifo'] - row.lru);

    expect(Math.min(...gains)).toBeGreaterThan(-1);
    expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThan(8);
  });

  test('w-tinylfu is never more than 3.5 points below the best', () => {
    const regrets = ratios.map((row) => Math.max(...policyNames.map((policy) => row[policy])) - row['w-tinylfu']);

    expect(Math.max(...regrets)).toBeLessThan(3.5);
  });
});

describe('drawn', () => {
  const simulation = {
    requests: 12_000,
    distinctKeys: 3000,
    rows: [
      { policy: 'lru', capacity: 1000, hits: 3000, hitRatio: 0.25 },
      { policy: 's3-fifo', capacity: 1000, hits: 6000, hitRatio: 0.5 },
      { policy: 'opt', capacity: 1000, hits: 8000, hitRatio: 2 / 3 },
    ],
  };

  test('as a table with the best and its share of what is possible', () => {
    expect(tabulateSimulation(simulation).split('\n')).toEqual([
      '12,000 requests of 3,000 keys; hit ratio by capacity in entries',
      '',
      '           1,000',
      'lru       25.0 %',
      's3-fifo   50.0 %',
      'opt       66.7 %',
      '',
      'best at 1,000: s3-fifo with 50.0 %, 75 % of the best possible',
    ]);
  });

  test('as bars, the best first, as wide as the terminal', () => {
    expect(plotSimulation(simulation, 39).split('\n')).toEqual([
      '1,000 entries',
      '  opt     █████████████▍       66.7 %',
      '  s3-fifo ██████████           50.0 %',
      '  lru     █████                25.0 %',
    ]);
  });
});
