import { expect, test } from 'vitest';
import { ManualClock } from './manual-clock.ts';

test('timers fire in the order they fall due, each at its time', () => {
  const clock = new ManualClock(1000);
  const fired: string[] = [];
  clock.after(20, () => fired.push(`second at ${clock.now()}`));
  clock.after(10, () => {
    fired.push(`first at ${clock.now()}`);
    clock.after(5, () => fired.push(`nested at ${clock.now()}`));
  });
  clock.after(31, () => fired.push('not yet'));

  clock.advance(30);

  expect(fired).toEqual(['first at 1010', 'nested at 1015', 'second at 1020']);
  expect([clock.now(), clock.waiting]).toEqual([1030, 1]);
});

test('timers fire late when the event loop was kept busy', () => {
  const clock = new ManualClock();
  const firedAt: number[] = [];
  clock.after(10, () => firedAt.push(clock.now()));

  clock.block(50);
  clock.advance(0);

  expect(firedAt).toEqual([50]);
});

test('a disposed timer does not fire', () => {
  const clock = new ManualClock();
  const timer = clock.after(1, () => expect.unreachable());

  timer[Symbol.dispose]();
  clock.advance(2);

  expect(clock.waiting).toBe(0);
});
