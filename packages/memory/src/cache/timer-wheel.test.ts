import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimerWheel } from './timer-wheel.ts';

const day = 86_400_000;

test('names a slot never before its deadline and at most 16 ms after it, whatever the mix of deadlines', () => {
  const wait = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 400 * day }));
  fc.assert(
    fc.property(fc.array(wait, { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 10 ** 9 }), (waits, startMs) => {
      const wheel = new TimerWheel(startMs);
      wheel.grow(waits.length);
      const open = new Map(waits.map((milliseconds, slot) => [slot, startMs + milliseconds]));
      for (const [slot, deadlineMs] of open) wheel.schedule(slot, deadlineMs);

      while (open.size > 0) {
        const earliest = Math.min(...open.values());
        expect(wheel.nextMs()).toBeLessThanOrEqual(earliest + 16);
        const nowMs = wheel.nextMs();
        wheel.advance(nowMs, (slot) => {
          expect(open.get(slot)).toBeLessThanOrEqual(nowMs);
          open.delete(slot);
        });
        for (const deadlineMs of open.values()) expect(deadlineMs + 16).toBeGreaterThan(nowMs);
      }
      expect(wheel.nextMs()).toBe(Infinity);
    }),
  );
});

test('names nothing that was cancelled or put off', () => {
  const wheel = new TimerWheel(0);
  wheel.grow(3);
  wheel.schedule(0, 50);
  wheel.schedule(1, 50);
  wheel.schedule(2, 50);
  wheel.cancel(0);
  wheel.schedule(1, 5000);
  const due: number[] = [];

  wheel.advance(1000, (slot) => due.push(slot));

  expect(due).toEqual([2]);
});

test('does nothing when time stands still or goes back', () => {
  const wheel = new TimerWheel(1000);
  wheel.grow(1);
  wheel.schedule(0, 1001);
  const due: number[] = [];

  wheel.advance(1000, (slot) => due.push(slot));
  wheel.advance(0, (slot) => due.push(slot));

  expect(due).toEqual([]);
});
