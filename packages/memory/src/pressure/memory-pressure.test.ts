import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNsiError, type Recorder } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBufferPool } from '../pool/buffer-pool.ts';
import { createMemoryPressure, type PressureChange } from './memory-pressure.ts';
import type { MemoryUse } from './memory-use.ts';
import { createPressureSteps } from './pressure-steps.ts';
import type { Shrinkable } from './shrinkable.ts';

const calm: MemoryUse = { rssBytes: 1, limitBytes: 10, limitRatio: 0.1, heapRatio: 0.1, stallRatio: undefined };
const inUse = (limitRatio: number): MemoryUse => ({ ...calm, limitRatio });

function scripted(...uses: readonly MemoryUse[]): () => MemoryUse {
  const left = [...uses];
  return () => left.shift() ?? calm;
}

function recordingTarget(): Shrinkable & { readonly calls: (number | 'restore')[] } {
  const calls: (number | 'restore')[] = [];
  return { calls, shrink: (ratio) => void calls.push(ratio), restore: () => void calls.push('restore') };
}

test('shrinks in steps to a half while memory is short, and to nothing when it is critical', () => {
  using pressure = createMemoryPressure({
    read: scripted(...Array.from({ length: 4 }, () => inUse(0.8)), ...Array.from({ length: 3 }, () => inUse(0.95))),
  });
  const target = recordingTarget();
  pressure.watch(target);

  for (let reading = 0; reading < 7; reading++) pressure.read();

  expect(target.calls).toEqual([0.75, 0.5, 0.1, 0]);
  expect([pressure.level, pressure.share]).toEqual(['critical', 0]);
});

test('restores a step at a time, after five calm readings each', () => {
  using pressure = createMemoryPressure({ read: scripted(inUse(0.95), ...Array.from({ length: 15 }, () => inUse(0.5))) });
  const target = recordingTarget();
  pressure.watch(target);

  for (let reading = 0; reading < 16; reading++) pressure.read();

  expect(target.calls).toEqual([0.5, 0.75, 'restore']);
  expect([pressure.level, pressure.share]).toEqual(['normal', 1]);
});

test('neither shrinks nor restores while use stays just below the warning', () => {
  using pressure = createMemoryPressure({ read: scripted(inUse(0.8), ...Array.from({ length: 20 }, () => inUse(0.72))) });
  const target = recordingTarget();
  pressure.watch(target);

  for (let reading = 0; reading < 21; reading++) pressure.read();

  expect(target.calls).toEqual([0.75]);
});

test.each([
  ['the heap limit', { heapRatio: 0.95 }, 'critical'],
  ['stalls of the kernel', { stallRatio: 0.3 }, 'warn'],
] as const)('heeds %s too', (_, part, level) => {
  using pressure = createMemoryPressure({ read: () => ({ ...calm, ...part }) });

  expect(pressure.read().level).toBe(level);
});

test('ignores stalls when told to', () => {
  using pressure = createMemoryPressure({ psi: false, read: () => ({ ...calm, stallRatio: 1 }) });

  expect(pressure.read().level).toBe('normal');
});

test('never lets a share leave 0 to 1, and never changes it by more than two steps a reading', () => {
  const use = fc.record({ limitRatio: fc.double({ min: 0, max: 2, noNaN: true }), heapRatio: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(use, { maxLength: 100 }), (uses) => {
      const next = createPressureSteps({ warn: 0.75, critical: 0.9, psi: false });
      const shares = [1, ...uses.map((part) => next({ ...calm, ...part }).share)];
      const places = shares.map((share) => [1, 0.75, 0.5, 0.25, 0.1, 0].indexOf(share));

      expect(places.every((place) => place >= 0)).toBe(true);
      places.slice(1).forEach((place, index) => expect(Math.abs(place - places[index]!)).toBeLessThanOrEqual(2));
    }),
  );
});

test('tells each change once, with the reading behind it', () => {
  const changes: PressureChange[] = [];
  using pressure = createMemoryPressure({
    read: scripted(calm, inUse(0.8), inUse(0.8), inUse(0.8)),
    onChange: (change) => changes.push(change),
  });

  for (let reading = 0; reading < 4; reading++) pressure.read();

  expect(changes.map(({ level, share }) => [level, share])).toEqual([
    ['warn', 0.75],
    ['warn', 0.5],
  ]);
  expect(changes[0]?.use.limitRatio).toBe(0.8);
});

test('shrinks at once what is watched while memory is short, and restores it when it is let go', () => {
  using pressure = createMemoryPressure({ read: () => inUse(0.95) });
  pressure.read();
  const target = recordingTarget();

  const watched = pressure.watch(target);
  watched[Symbol.dispose]();
  watched[Symbol.dispose]();

  expect(target.calls).toEqual([0.5, 'restore']);
});

test('gives every target its turn, whatever another one throws', () => {
  using pressure = createMemoryPressure({ read: scripted(inUse(0.8)) });
  const failing: Shrinkable = {
    shrink() {
      throw new Error('stuck');
    },
    restore() {},
  };
  const target = recordingTarget();
  pressure.watch(failing);
  pressure.watch(target);

  expect(() => pressure.read()).toThrow('stuck');
  expect(target.calls).toEqual([0.75]);
});

test('restores everything when it is disposed', () => {
  const target = recordingTarget();
  const pressure = createMemoryPressure({ read: () => inUse(0.95) });
  pressure.watch(target);
  pressure.read();

  pressure[Symbol.dispose]();

  expect(target.calls).toEqual([0.5, 'restore']);
});

test('does not keep what it watches alive', async () => {
  using pressure = createMemoryPressure({ read: () => calm });
  let target: Shrinkable | undefined = recordingTarget();
  const reference = new WeakRef(target);
  pressure.watch(target);
  target = undefined;

  for (let turn = 0; turn < 100 && reference.deref(); turn++) {
    await new Promise(setImmediate);
    globalThis.gc?.();
  }

  expect(reference.deref()).toBeUndefined();
});

test('makes a pool give its memory back', () => {
  const pool = createBufferPool({ maxBytes: '1MiB' });
  using pressure = createMemoryPressure({ read: () => inUse(0.99) });
  pressure.watch(pool);
  for (const lease of Array.from({ length: 16 }, () => pool.acquire(65_536))) lease.release();

  for (let reading = 0; reading < 3; reading++) pressure.read();

  expect(pool.stats()).toMatchObject({ maxBytes: 0, idleBytes: 0 });
});

test('reads this process by itself, in intervals, and tells its recorder', async () => {
  const gauges = new Map<string, number>();
  const recorder: Recorder = {
    count() {},
    observe() {},
    gauge: ({ name }, value, labels) => void gauges.set([name, ...Object.values(labels ?? {})].join(' '), value),
  };
  using _pressure = createMemoryPressure({ intervalMs: 1, recorder, limitBytes: '64GiB' });

  for (let turn = 0; turn < 1000 && gauges.size === 0; turn++) await new Promise((resolve) => setTimeout(resolve, 1));

  expect(gauges.get('nsi_memory_limit_bytes')).toBe(64 * 2 ** 30);
  expect(gauges.get('nsi_memory_pressure_ratio heap')).toBeGreaterThan(0);
  expect(gauges.get('nsi_memory_pressure_ratio limit')).toBeGreaterThan(0);
  expect(gauges.get('nsi_memory_pressure_share_ratio')).toBe(1);
});

test('has V8 write a heap snapshot before the heap limit is reached', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nsi-near-limit-'));
  const source = `import { createMemoryPressure } from ${JSON.stringify(import.meta.resolve('./memory-pressure.ts'))};
    createMemoryPressure({ heapSnapshots: 1 });
    const kept = [];
    for (;;) kept.push(new Array(1000).fill({}));`;

  spawnSync(process.execPath, ['--conditions=@nsi/source', '--max-old-space-size=24', '--input-type=module', '-e', source], {
    cwd: folder,
    stdio: 'ignore',
  });
  const files = readdirSync(folder);
  rmSync(folder, { recursive: true });

  expect(files).toEqual([expect.stringMatching(/\.heapsnapshot$/)]);
});

test('refuses options it cannot use', () => {
  for (const options of [
    { warn: 2 },
    { warn: 0.9, critical: 0.8 },
    { psi: true },
    { intervalMs: 0 },
    { limitBytes: 'much' },
    { heapSnapshots: -1 },
    { other: 1 },
  ]) {
    expect(() => createMemoryPressure(options as object)).toThrow(
      expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_PRESSURE_OPTION')),
    );
  }
});
