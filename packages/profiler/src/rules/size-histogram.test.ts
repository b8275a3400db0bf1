import { expect, test } from 'vitest';
import { sizeHistogram } from './size-histogram.ts';

const counter = (count: number, sizes: readonly (readonly [number, number])[]) => ({
  name: 'fs.writeSync',
  count,
  timedCount: 0,
  ns: 0,
  longestNs: 0,
  bytes: 0,
  places: [],
  startupCount: 0,
  sizes,
});

test('sizes of several counters are weighed by their calls, the most frequent first', () => {
  const counters = [
    counter(900, [
      [64, 2],
      [128, 1],
    ]),
    counter(100, [[2048, 7]]),
  ];

  expect(sizeHistogram(counters)).toEqual([
    { label: 'sizes', value: '32.0 B to 64.0 B 60 %, 64.0 B to 128 B 30 %, 1.00 KiB to 2.00 KiB 10 %' },
  ]);
});

test('calls that moved nothing are told, and where nothing was weighed there is nothing to tell', () => {
  expect(sizeHistogram([counter(10, [[1, 1]])])).toEqual([{ label: 'sizes', value: 'nothing 100 %' }]);
  expect(sizeHistogram([counter(10, [])])).toEqual([]);
});
