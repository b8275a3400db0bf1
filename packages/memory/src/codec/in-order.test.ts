import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inOrder } from './in-order.ts';

test('gives results in order, however they finish, and never runs more than its width', async () => {
  const taken: number[] = [];
  let running = 0;
  let most = 0;

  await inOrder(
    20,
    async (index) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < 7 - (index % 7); turn++) await setImmediate();
      running--;
      return index;
    },
    (result) => taken.push(result),
    { width: 3, signal: undefined },
  );

  expect(taken).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(most).toBe(3);
});

test('starts nothing after an error and waits for what is running', async () => {
  const started: number[] = [];
  let isRunning = true;

  const outcome = await inOrder(
    10,
    async (index) => {
      started.push(index);
      if (index === 0) throw new Error('broken');
      for (let turn = 0; turn < 5; turn++) await setImmediate();
      isRunning = false;
    },
    () => {},
    { width: 2, signal: undefined },
  ).catch((error: unknown) => (error as Error).message);

  expect(outcome).toBe('broken');
  expect(started).toEqual([0, 1]);
  expect(isRunning).toBe(false);
});

test('takes nothing more once its signal is aborted', async () => {
  const controller = new AbortController();
  const taken: number[] = [];

  const outcome = await inOrder(
    10,
    async (index) => index,
    (result) => {
      taken.push(result);
      if (result === 2) controller.abort(new Error('enough'));
    },
    { width: 4, signal: controller.signal },
  ).catch((error: unknown) => (error as Error).message);

  expect(outcome).toBe('enough');
  expect(taken).toEqual([0, 1, 2]);
});
