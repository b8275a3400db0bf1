import type { ProfileFrame, ProfileReport } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { shareOf, wilson } from './profile-share.ts';
import { zlibSync } from './zlib-sync.ts';

const frame = (name: string, category: ProfileFrame['category'], file = ''): ProfileFrame => ({ name, category, file, line: 3, column: 5 });
const frames = [
  frame('(root)', 'node'),
  frame('handle', 'app', 'server.js'),
  frame('gzipSync', 'node', 'node:zlib'),
  frame('zlibBufferSync', 'node', 'node:zlib'),
  frame('processChunkSync', 'node', 'node:zlib'),
  frame('render', 'app', 'page.js'),
  frame('(idle)', 'idle'),
];

/** root → handle → gzipSync → zlibBufferSync → processChunkSync, and render and idle beside them. */
function profile(zlibSamples: number, renderSamples: number, summary: Partial<ProfileReport['summary']> = {}): ProfileReport {
  const all = zlibSamples + renderSamples + 500;
  return {
    frames,
    callTree: {
      parent: [-1, 0, 1, 2, 3, 1, 0],
      frame: [0, 1, 2, 3, 4, 5, 6],
      self: [0, 0, 0, 0, zlibSamples, renderSamples, 500],
      total: [all, zlibSamples + renderSamples, zlibSamples, zlibSamples, zlibSamples, renderSamples, 500],
    },
    summary: { gcNs: 0, cpuNs: 1e9, ...summary },
  } as unknown as ProfileReport;
}

test('names synchronous zlib, its share of the busy time and the line that calls it', () => {
  const [finding] = zlibSync.test({ profile: profile(300, 700) });

  expect(finding).toMatchObject({
    id: 'memory-zlib-sync',
    severity: 'high',
    certainty: 'certain',
    expectedGain: { share: 0.3, of: 'cpu' },
  });
  expect(finding?.message).toBe('Synchronous zlib takes 30 % of the busy time.');
  expect(finding?.where).toEqual([{ file: 'server.js', line: 3, column: 5, function: 'handle' }]);
});

test.each([
  ['rare', profile(20, 980)],
  ['in too few samples to tell', profile(20, 50)],
  ['absent', profile(0, 1000)],
])('says nothing when synchronous zlib is %s', (_, report) => {
  expect(zlibSync.test({ profile: report })).toEqual([]);
});

test('counts nested frames once', () => {
  expect(shareOf(profile(300, 700), ({ name }) => /zlib|Chunk/i.test(name)).share).toBe(0.3);
});

test("Wilson's interval is that of the textbook", () => {
  const [low, high] = wilson(10, 100);

  expect(low).toBeCloseTo(0.0552, 4);
  expect(high).toBeCloseTo(0.1744, 4);
  expect(wilson(0, 0)).toEqual([0, 1]);
});
