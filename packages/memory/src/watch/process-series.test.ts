import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSeriesBuilder } from './process-series.ts';
import { sparkline } from './sparkline.ts';

const head = JSON.stringify([1, 0, 0, 1000, 'v24.0.0', 'app.js']);
const line = (timeMs: number, rss: number): string => JSON.stringify([timeMs, rss, rss / 2, 0, 0, 0, 0, 0, 0]);

test('keeps at most 4,096 samples of a long run, and its peak', () => {
  const builder = createSeriesBuilder();
  builder.add(head);

  for (let index = 0; index < 50_000; index++) builder.add(line(index, index === 12_345 ? 1e9 : index));

  expect(builder.series?.samples.length).toBeLessThanOrEqual(4096);
  expect(builder.series?.peakRssBytes).toBe(1e9);
  expect(builder.series?.samples.some(({ rss }) => rss === 1e9)).toBe(true);
  expect(builder.series?.samples.at(-1)?.timeMs).toBe(49_999);
});

test('takes any line without harm', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.constant(head),
          fc.array(fc.double()).map((fields) => JSON.stringify(fields)),
        ),
      ),
      (lines) => {
        const builder = createSeriesBuilder();

        for (const text of lines) builder.add(text);

        expect(builder.series?.samples.every(({ rss }) => Number.isFinite(rss)) ?? true).toBe(true);
      },
    ),
  );
});

test('draws values from 0 to the highest, as many bars as asked for', () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], 9)).toBe('▁▂▃▄▅▆▇██');
  expect(sparkline([1, 9, 1, 1], 2)).toBe('█▁');
  expect(sparkline([0, 0], 5)).toBe('▁▁');
  expect(sparkline([], 5)).toBe('');
  expect(
    sparkline(
      Array.from({ length: 1000 }, () => 1),
      40,
    ),
  ).toHaveLength(40);
});
