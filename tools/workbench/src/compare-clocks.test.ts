import { expect, test } from 'vitest';
import { compareClocks } from './compare-clocks.ts';

test('runs both by turns, and the first by turns too', async () => {
  const calls: string[] = [];
  const pair = { ours: async () => void calls.push('ours'), peer: async () => void calls.push('peer') };

  const { wall } = await compareClocks(pair, { rounds: 3, warmups: 0, checksResults: false });

  expect(calls).toEqual(['ours', 'peer', 'peer', 'ours', 'ours', 'peer']);
  expect(wall.rounds).toBe(3);
});

test('refuses to compare two that do not agree', async () => {
  const pair = { ours: async () => 1, peer: async () => 2 };

  await expect(compareClocks(pair, { rounds: 1 })).rejects.toThrow('expected 2, got 1');
});
