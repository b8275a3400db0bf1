import { isNsiError } from '@nsi/core';
import { expect, test } from 'vitest';
import { defineRule } from '../rules/define-rule.ts';
import { createProfiler } from './own-profiler.ts';

function countPrimes(limit: number): number {
  let count = 0;
  for (let candidate = 2; candidate < limit; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor < candidate && isPrime; divisor++) isPrime = candidate % divisor !== 0;
    if (isPrime) count++;
  }
  return count;
}

test('profiles the thread it runs in, with the names that the program gave', async () => {
  await using profiler = createProfiler();

  await profiler.start();
  let primes = 0;
  for (const start = process.cpuUsage(); process.cpuUsage(start).user < 400 * 1000;)
    primes += profiler.measure('primes', () => countPrimes(2000));
  const { functions = [], frames, spans, summary } = await profiler.stop();

  expect(primes).toBeGreaterThan(0);
  expect(functions.slice(0, 5).map(({ frame }) => frames[frame]!.name)).toContain('countPrimes');
  expect(spans![0]).toMatchObject({ name: 'primes', errorCount: 0 });
  expect(spans![0]!.count).toBeGreaterThan(1);
  expect(summary.busySampleCount).toBeGreaterThan(50);
});

test('one profile at a time; disposing ends it, and the next can begin', async () => {
  const fs = process.getBuiltinModule('node:fs');
  const before = fs.readFileSync;
  const [first, second] = [createProfiler(), createProfiler()];

  await first.start();
  const refused: unknown = await second.start().catch((reason: unknown) => reason);
  expect(isNsiError(refused, 'NSI_PROFILER_RUNNING')).toBe(true);
  expect(fs.readFileSync).not.toBe(before);

  await first[Symbol.asyncDispose]();
  expect(fs.readFileSync).toBe(before);
  await second.start();
  expect((await second.stop()).kind).toBe('nsi.profile');
  expect(isNsiError(await second.stop().catch((reason: unknown) => reason), 'NSI_PROFILER_RUNNING')).toBe(true);
});

test('own rules are asked too, and an interval must be one that can be held', async () => {
  const always = defineRule({
    id: 'always',
    summary: 'Speaks always.',
    needs: ['profile'],
    test: () => ({
      message: 'spoken',
      certainty: 'hint',
      where: [],
      signal: { name: 'calls', value: 1, unit: 'count', threshold: 0, sampleCount: 1 },
    }),
    fix: { whenNot: 'nobody listens.' },
  });
  await using profiler = createProfiler({ rules: [always], intervalUs: 500 });
  const refused: unknown = await createProfiler({ intervalUs: 1 })
    .start()
    .catch((reason: unknown) => reason);

  await profiler.start();
  const { findings, summary } = await profiler.stop();

  expect(isNsiError(refused, 'NSI_PROFILER_OPTION')).toBe(true);
  expect(findings.map(({ id }) => id)).toContain('always');
  expect(summary.intervalNs).toBe(500_000);
});
