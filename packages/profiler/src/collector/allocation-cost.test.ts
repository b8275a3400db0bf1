import { expect, test } from 'vitest';
import { weighAllocations } from './allocation-cost.ts';
import type { RawCpuProfile } from './raw-profile.ts';

test('who allocates matters where garbage is collected, however long the program idles', () => {
  const [some, many] = [weighAllocations(), weighAllocations()];

  some.see(profileOf({ work: 960, '(garbage collector)': 40, '(idle)': 9000 }));
  many.see(profileOf({ work: 900, '(garbage collector)': 100, '(idle)': 9000 }));

  expect([some.matters(), many.matters()]).toEqual([false, true]);
});

test('who allocates matters where memory grows', () => {
  const allocations = weighAllocations();

  const kept = Buffer.alloc(2 ** 26);

  expect(allocations.matters()).toBe(true);
  expect(kept).toHaveLength(2 ** 26);
});

function profileOf(hits: Readonly<Record<string, number>>): RawCpuProfile {
  return {
    nodes: Object.entries(hits).map(([functionName, hitCount], id) => ({
      id,
      hitCount,
      callFrame: { functionName, scriptId: '0', url: '', lineNumber: 0, columnNumber: 0 },
    })),
    startTime: 0,
    endTime: 1,
  };
}
