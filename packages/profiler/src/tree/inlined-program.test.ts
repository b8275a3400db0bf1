import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { profile } from '../profile.ts';

const script = fileURLToPath(new URL('../../test/programs/inlined.cjs', import.meta.url));

test('samples of inlined functions are with the function whose line they are on, in one file and across files', async () => {
  const { functions = [], frames, summary } = await profile({ script }, { stdio: 'ignore', memory: false, counts: false });
  const named = (name: string) => functions.find(({ frame }) => frames[frame]?.name === name);

  expect(named('leaf')!.self).toBeGreaterThan(named('chain')!.self);
  expect(named('square')!.self + named('hypotenuse')!.self).toBeGreaterThan(named('across')!.self);
  // Every sample is on a line of its function: none was left with a caller.
  const ranges: Readonly<Record<string, readonly [first: number, last: number]>> = {
    leaf: [4, 6],
    middle: [8, 10],
    chain: [12, 18],
    across: [20, 26],
    square: [62, 64],
    hypotenuse: [66, 68],
  };
  for (const [name, [first, last]] of Object.entries(ranges)) {
    for (const [line] of named(name)?.lines ?? []) expect(line >= first && line <= last, `${name} on line ${line}`).toBe(true);
  }
  const unresolved = functions.reduce((sum, one) => sum + (one.unresolved ?? 0), 0);
  expect(unresolved).toBeLessThan(0.2 * summary.busySampleCount!);
});

test('without inlining V8 itself tells', async () => {
  const { functions = [], frames } = await profile({ script }, { stdio: 'ignore', mode: 'exact', memory: false, counts: false });

  expect(functions.some(({ inlinedInto, frame }) => inlinedInto !== undefined && frames[frame]?.name === 'leaf')).toBe(false);
  expect(functions.find(({ frame }) => frames[frame]?.name === 'leaf')!.self).toBeGreaterThan(10);
});
