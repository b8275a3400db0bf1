import { expect, test } from 'vitest';
import { sampleBenchReport } from '../../../test/sample-bench-report.ts';
import { fitPower } from '../statistics/power-fit.ts';
import { growthWords, sizeLadders } from './cost.ts';

const { cases } = sampleBenchReport({ samplesPerFork: 12 });

test('finds the suites that were run at three sizes or more', () => {
  const names = sizeLadders(cases).map(({ name }) => name);

  expect(names).toContain('memory/buffer-pool');
  expect(names).not.toContain('distributed/queue');
  expect(names).not.toContain('network/compress');
});

test('keeps cases apart that differ in a second parameter', () => {
  const [first] = cases as [(typeof cases)[number]];
  const grid = [1, 2, 3].flatMap((size) =>
    ['fast', 'small'].map((level) => ({ ...first, id: `${size}${level}`, params: { size, level } })),
  );

  const ladders = sizeLadders(grid);

  expect(ladders.map(({ name }) => name)).toEqual(['memory/buffer-pool, level fast', 'memory/buffer-pool, level small']);
  expect(ladders[0]?.series[0]?.points.map(({ x }) => x)).toEqual([1, 2, 3]);
});

test('says a law in words, and that there is none', () => {
  const linear = fitPower([1, 2, 4, 8].map((x) => ({ x, y: 3 * x })));

  expect(growthWords(linear)).toBe('about as n^1 (95 % interval 1 to 1), close to linear');
  expect(growthWords(undefined)).toBe('by no law that these sizes show');
});
