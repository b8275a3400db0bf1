import { expect, test } from 'vitest';
import { ManualClock } from '@nsi/workbench/test';
import { createGates, finishAll, settled } from '../../test/gates.ts';
import { createScheduler } from './create-scheduler.ts';

test('a heavy task waits for its places, and one heavier than the limit runs alone', async () => {
  const gates = createGates<string>();
  await using scheduler = createScheduler({ concurrency: 4 });
  void scheduler.add(gates.task('two'), { weight: 2 });
  void scheduler.add(gates.task('three'), { weight: 3 });
  void scheduler.add(gates.task('nine'), { weight: 9 });
  void scheduler.add(gates.task('one'));
  await settled();

  expect([...gates.running]).toEqual(['two']);
  gates.finish('two');
  await settled();
  expect([...gates.running]).toEqual(['three']);
  gates.finish('three');
  await settled();
  expect([...gates.running]).toEqual(['nine']);
  expect(scheduler.stats.runningWeight).toBe(9);
  gates.finish('nine');
  await finishAll(gates, scheduler.idle());
});

test('places that a heavy task sets free are taken at once', async () => {
  const gates = createGates<string>();
  await using scheduler = createScheduler({ concurrency: 3 });
  void scheduler.add(gates.task('heavy'), { weight: 3 });
  for (const name of ['a', 'b', 'c', 'd']) void scheduler.add(gates.task(name));
  await settled();

  gates.finish('heavy');
  await settled();

  expect([...gates.running]).toEqual(['a', 'b', 'c']);
  await finishAll(gates, scheduler.idle());
});

test('holds the bytes of running tasks below their bound', async () => {
  const gates = createGates<string>();
  await using scheduler = createScheduler({ concurrency: 9, maxBytes: '1KiB' });
  void scheduler.add(gates.task('a'), { bytes: 600 });
  void scheduler.add(gates.task('b'), { bytes: 600 });
  await settled();

  expect([...gates.running]).toEqual(['a']);
  expect(scheduler.stats).toMatchObject({ heldBy: 'bytes', runningBytes: 600 });
  gates.finish('a');
  await settled();
  expect([...gates.running]).toEqual(['b']);
  await finishAll(gates, scheduler.idle());
});

test('keys take turns, however much one of them brings', async () => {
  await using scheduler = createScheduler({ concurrency: 1, fairKeys: true });
  const order: string[] = [];
  const add = (key: string) => scheduler.add(async () => order.push(key), { key });

  await Promise.all([...Array.from({ length: 6 }, () => add('greedy')), add('modest'), add('modest'), add('rare')]);

  expect(order).toEqual(['greedy', 'modest', 'rare', 'greedy', 'modest', 'greedy', 'greedy', 'greedy', 'greedy']);
});

test('a key that always comes back at once does not push the others out', async () => {
  await using scheduler = createScheduler({ concurrency: 1, fairKeys: true });
  const order: string[] = [];
  const others = Array.from({ length: 20 }, () => scheduler.add(async () => order.push('other'), { key: 'other' }));
  let rounds = 0;
  const again = (): Promise<unknown> =>
    scheduler.add(async () => order.push('again'), { key: 'again' }).then(() => (++rounds < 200 ? again() : undefined));

  await Promise.all([again(), ...others]);

  expect(order.lastIndexOf('other')).toBeLessThan(60);
});

test('starts nothing more while the event loop is late, and goes on when it has caught up', async () => {
  const clock = new ManualClock();
  const gates = createGates<string>();
  await using scheduler = createScheduler({ concurrency: 9, lag: { maxMs: 50 }, clock });
  void scheduler.add(gates.task('a'));
  await settled();
  scheduler.pause();
  void scheduler.add(gates.task('b'));
  scheduler.resume();
  await settled();
  expect(gates.started).toEqual(['a', 'b']);

  // Full places make it watch; then the loop is kept from turning.
  for (const name of ['c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) void scheduler.add(gates.task(name));
  await settled();
  clock.block(500);
  gates.finish('a');
  await settled();
  expect(scheduler.stats).toMatchObject({ heldBy: 'lag', running: 8, waiting: 1 });

  clock.advance(0);
  clock.advance(20);
  await settled();
  expect(gates.started).toContain('j');
  await finishAll(gates, scheduler.idle());
});

test('starts nothing more while memory is short, but one task always runs', async () => {
  const clock = new ManualClock();
  const gates = createGates<string>();
  let freeBytes = 100;
  await using scheduler = createScheduler({ concurrency: 9, memory: { minFree: 1000, read: () => freeBytes }, clock });
  void scheduler.add(gates.task('a'));
  void scheduler.add(gates.task('b'), { bytes: 500 });
  await settled();

  expect([...gates.running]).toEqual(['a']);
  expect(scheduler.stats.heldBy).toBe('memory');
  freeBytes = 1400;
  clock.advance(20);
  await settled();
  expect([...gates.running]).toEqual(['a']);
  freeBytes = 1500;
  clock.advance(20);
  await settled();
  expect([...gates.running]).toEqual(['a', 'b']);
  await finishAll(gates, scheduler.idle());
});

test('refuses a task when enough wait', async () => {
  const gates = createGates<string>();
  await using scheduler = createScheduler({ concurrency: 1, maxWaiting: 1 });
  void scheduler.add(gates.task('a'));
  await settled();
  void scheduler.add(gates.task('b'));

  await expect(scheduler.add(gates.task('c'))).rejects.toMatchObject({ code: 'NSI_CPU_SCHEDULER_FULL' });
  expect(scheduler.stats.refused).toBe(1);
  await finishAll(gates, scheduler.idle());
});
