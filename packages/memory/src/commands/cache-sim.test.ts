import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '@nsi/core/cli';
import { afterAll, expect, test } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { createSyntheticTrace } from '../cache/synthetic-trace.ts';
import { run } from './cache-sim.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-cache-sim-'));
const ids = [...createSyntheticTrace('zipf-0.9', { requests: 4000, keys: 1000, capacity: 100, seed: 1 })];
writeFileSync(join(folder, 'keys.txt'), ids.map((id) => `key ${id}`).join('\n'));
writeFileSync(join(folder, 'keys.NDJSON'), ids.map((id) => JSON.stringify({ url: `/${id}` })).join('\n'));
writeFileSync(join(folder, 'keys.csv'), `time,url\n${ids.map((id, index) => `${index},/${id}`).join('\n')}`);
afterAll(() => rmSync(folder, { recursive: true }));

const defaults = { capacity: ['50', '0.1k'], policy: ['all'], opt: true };

test('simulates every policy at every capacity, with the optimum', async () => {
  const { data, text } = await run(commandCall(folder, { arguments: { trace: 'keys.txt' }, options: defaults }));

  expect(data).toMatchObject({ requests: 4000, distinctKeys: new Set(ids).size });
  expect((data as { rows: { policy: string; capacity: number }[] }).rows.map(({ policy, capacity }) => `${policy} ${capacity}`)).toEqual(
    [50, 100].flatMap((capacity) => ['s3-fifo', 'w-tinylfu', 'lru', 'sieve', 'opt'].map((policy) => `${policy} ${capacity}`)),
  );
  expect(text).toContain('best at 50: ');
  expect(text).not.toContain('█');
});

test('reads the same keys from lines, NDJSON and CSV, and draws bars when asked', async () => {
  const simulate = async (trace: string, key?: string) =>
    run(
      commandCall(folder, {
        arguments: { trace },
        options: { capacity: ['50'], policy: ['lru'], opt: false, plot: true, ...(key && { key }) },
      }),
    );

  const [lines, ndjson, csv] = await Promise.all([simulate('keys.txt'), simulate('keys.NDJSON', 'url'), simulate('keys.csv', 'url')]);

  expect(ndjson.data).toEqual(lines.data);
  expect(csv.data).toEqual(lines.data);
  expect(lines.text).toContain('█');
});

test('tells how far it is, and returns what is done when it is interrupted', async () => {
  const controller = new AbortController();
  const done: number[] = [];

  const { data } = await run(
    commandCall(folder, {
      arguments: { trace: 'keys.txt' },
      options: defaults,
      signal: controller.signal,
      progress({ done: count }: Progress) {
        if (count !== undefined) done.push(count);
        if (count === 2) controller.abort();
      },
    }),
  );

  expect(done).toEqual([1, 2]);
  expect((data as { rows: unknown[] }).rows).toHaveLength(2);
});

test('refuses a file that is not there, a capacity that is none and a policy it does not know', async () => {
  const code = (trace: string, options: object) =>
    codeOfAsync(run(commandCall(folder, { arguments: { trace }, options: { ...defaults, ...options } })));

  expect(await code('missing.txt', {})).toBe('NSI_MEMORY_CACHE_TRACE');
  expect(await code('keys.txt', { capacity: ['1x'] })).toBe('NSI_MEMORY_CACHE_OPTION');
  expect(await code('keys.txt', { capacity: ['0'] })).toBe('NSI_MEMORY_CACHE_OPTION');
  expect(await code('keys.txt', { capacity: ['0.5'] })).toBe('NSI_MEMORY_CACHE_OPTION');
  expect(await code('keys.txt', { policy: ['arc'] })).toBe('NSI_MEMORY_CACHE_OPTION');
  expect(await code('.', {})).not.toBe(undefined);
});
