import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { wilson } from './wilson.ts';

test('nested frames of one kind count once, idle time not at all', () => {
  const evidence = evidenceOf({
    stacks: [
      ['handle app.js:3 > gzipSync node:zlib:9 > zlibBufferSync node:zlib:20', 30],
      ['handle app.js:3', 70],
      ['(idle)', 900],
    ],
  });
  const share = evidence.shareBelow(({ file }) => file === 'node:zlib');

  expect(share).toMatchObject({ share: 0.3, samples: 30, busySamples: 100 });
  expect(share.places).toEqual([{ file: 'app.js', line: 3, column: 1, function: 'handle', samples: 30 }]);
});

test('a package is answerable only where the program has no frame', () => {
  const evidence = evidenceOf({
    stacks: [
      ['start node:internal:1 > load /x/node_modules/y/a.js:2 > readFileSync node:fs:4', 40],
      ['main app.js:1 > load /x/node_modules/y/a.js:2 > readFileSync node:fs:4', 60],
    ],
  });

  expect(evidence.shareBelow(({ name }) => name === 'readFileSync').places.map(({ file }) => file)).toEqual([
    'app.js',
    '/x/node_modules/y/a.js',
  ]);
});

test('lines are found by their text', () => {
  const evidence = evidenceOf({
    stacks: [
      ['parse app.js:3', 30],
      ['parse app.js:4', 10],
    ],
    lines: { 'app.js:3': 'return JSON.parse(text);', 'app.js:4': 'return text;' },
  });

  expect(evidence.shareOnLines(({ text }) => text.includes('JSON'))).toMatchObject({
    share: 0.75,
    places: [{ line: 3, function: 'parse' }],
  });
  expect(evidence.hotLines.map(({ line, samples }) => [line, samples])).toEqual([
    [3, 30],
    [4, 10],
  ]);
});

test('a counter of a call that was never made is all zero', () => {
  expect(evidenceOf({}).counter('fs.readFileSync')).toMatchObject({ count: 0, places: [] });
  expect(
    evidenceOf({
      counters: [
        { name: 'fs.a', count: 1 },
        { name: 'fs.b', count: 2 },
      ],
    })
      .countersLike(/^fs\./)
      .map(({ name }) => name),
  ).toEqual(['fs.b', 'fs.a']);
});

test('the interval holds the share, lies within 0 and 1, and narrows with more samples', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, part) => {
      const hits = Math.round(count * part);
      const [low, high] = wilson(hits, count);
      const [lowLater, highLater] = wilson(hits * 4, count * 4);
      expect(low).toBeLessThanOrEqual(hits / count + 1e-12);
      expect(high).toBeGreaterThanOrEqual(hits / count - 1e-12);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(highLater - lowLater).toBeLessThan(high - low);
    }),
  );
});
