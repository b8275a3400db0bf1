import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { type SmallHeap, smallSnapshot } from '../../test/small-snapshot.ts';
import { run } from './leaks.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-leaks-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A root, a store and `count` sessions in it, each of 1,000 bytes. */
function heap(count: number, name = 'Session'): SmallHeap {
  return {
    nodes: [
      { kind: 'synthetic', name: '' },
      { kind: 'object', name: 'Store' },
      ...Array.from({ length: count }, () => ({ kind: 'object', name, bytes: 1000 })),
    ],
    edges: [[0, 1, 'property', 'store'], ...Array.from({ length: count }, (_, index) => [1, index + 2, 'element'] as const)],
  };
}

writeFileSync(join(folder, 'a.heapsnapshot'), smallSnapshot(heap(5)));
writeFileSync(join(folder, 'b.heapsnapshot'), smallSnapshot(heap(12)));
writeFileSync(join(folder, 'evil.heapsnapshot'), smallSnapshot(heap(12, 'Session\u001B[2J\nx')));
writeFileSync(join(folder, 'none.heapsnapshot'), '{"a":');

const leaks = (before: string, after: string, options = {}) =>
  run(
    commandCall(folder, {
      arguments: { before: `${before}.heapsnapshot`, after: `${after}.heapsnapshot` },
      options: { top: 10, ...options },
    }),
  );

test('shows where objects pile up, what they are and how they are kept', async () => {
  const { text, data, exitCode } = await leaks('a', 'b');

  expect(text).toBe(
    `The heap grew by 6.84 KiB, from 4.90 KiB to 11.7 KiB; objects went from 7 to 14.

Where it piles up (objects that were there before):
    6.84 KiB in Store ← (root)
             7 new objects, mostly 7 Session

What grew:
     gained  retained  objects  constructor
  +6.84 KiB  6.84 KiB   5 → 12  Session
      100 % by [] of Store`,
  );
  expect(data).toMatchObject({
    isSameProcess: true,
    beforeCount: 7,
    afterCount: 14,
    classes: [{ name: 'Session', newCount: 7, newBytes: 7000 }],
  });
  expect(exitCode).toBe(0);
});

test('says that nothing grew when nothing did', async () => {
  const { text } = await leaks('b', 'b');

  expect(text).toBe('The heap grew by 0 B, from 11.7 KiB to 11.7 KiB; objects went from 14 to 14.');
});

test('exits with 3 above the gate', async () => {
  expect((await leaks('a', 'b', { gate: '6KiB' })).exitCode).toBe(3);
  expect((await leaks('a', 'b', { gate: '7KiB' })).exitCode).toBe(0);
  expect(await codeOfAsync(leaks('a', 'b', { gate: 'much' }))).toBe('NSI_MEMORY_PRESSURE_OPTION');
});

test('shows control characters in names as escapes', async () => {
  const { text } = await leaks('a', 'evil');

  expect(text).toContain('Session\\x1b[2J');
  expect(text).not.toContain('\u001B');
});

test('refuses a file that is no snapshot', async () => {
  expect(await codeOfAsync(leaks('a', 'none'))).toBe('NSI_MEMORY_SNAPSHOT_FORMAT');
});
