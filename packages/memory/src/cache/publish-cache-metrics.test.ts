import type { Recorder } from '@nsi/core';
import { expect, test } from 'vitest';
import { ManualClock } from '@nsi/workbench/test';
import { createCache } from './create-cache.ts';

function createCountingRecorder() {
  const totals = new Map<string, number>();
  const keyOf = (name: string, labels: object): string => `${name} ${Object.values(labels).join(' ')}`;
  const recorder: Recorder = {
    count: ({ name }, amount = 1, labels = {}) => totals.set(keyOf(name, labels), (totals.get(keyOf(name, labels)) ?? 0) + amount),
    gauge: ({ name }, value, labels = {}) => totals.set(keyOf(name, labels), value),
    observe: ({ name }, _value, labels = {}) => totals.set(keyOf(name, labels), (totals.get(keyOf(name, labels)) ?? 0) + 1),
  };
  return { recorder, totals };
}

test('hands over what happened once a second, and the rest when the cache is disposed', async () => {
  const clock = new ManualClock();
  const { recorder, totals } = createCountingRecorder();
  const cache = createCache<string, string>({ max: 2, name: 'users', recorder, clock, load: (key) => key });
  for (const key of ['a', 'b', 'c']) cache.set(key, key);
  cache.get('c');
  cache.get('nobody');
  expect(totals.size).toBe(0);

  clock.advance(1000);
  expect(Object.fromEntries(totals)).toEqual({
    'nsi_memory_cache_hits_total users': 1,
    'nsi_memory_cache_misses_total users': 1,
    'nsi_memory_cache_evictions_total users size': 1,
    'nsi_memory_cache_evictions_total users expired': 0,
    'nsi_memory_cache_evictions_total users oversize': 0,
    'nsi_memory_cache_entries users': 2,
    'nsi_memory_cache_bytes users': 0,
  });

  cache.get('c');
  await cache.getOrLoad('new');
  cache[Symbol.dispose]();
  expect(totals.get('nsi_memory_cache_hits_total users')).toBe(2);
  expect(totals.get('nsi_memory_cache_load_seconds users ok')).toBe(1);
  expect(totals.get('nsi_memory_cache_entries users')).toBe(0);
  expect(clock.waiting).toBe(0);
});

test('starts no timer without a recorder', () => {
  const clock = new ManualClock();

  createCache({ max: 2, clock });

  expect(clock.waiting).toBe(0);
});
