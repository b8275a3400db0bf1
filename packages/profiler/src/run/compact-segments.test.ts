import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RawSegment } from '../collector/raw-profile.ts';
import { compactSegments } from './compact-segments.ts';
import { readSegments } from './read-segments.ts';

const frame = (functionName: string) => ({ functionName, scriptId: '1', url: '/a.js', lineNumber: 1, columnNumber: 1 });

/** root → work (and every other time → other), one sample more each time. */
function segment(sequence: number): RawSegment {
  const name = sequence % 2 === 0 ? 'work' : 'other';
  return {
    kind: 'nsi.raw-profile',
    version: 1,
    thread: { pid: 7, threadId: 0, parentPid: 1, name: 'a', nodeVersion: 'v24.0.0', cwd: '/', startMs: 0, intervalUs: 1000, collector: '' },
    sequence,
    isLast: false,
    endMs: sequence,
    cpu: {
      nodes: [
        { id: 1, callFrame: frame('(root)'), children: [2] },
        { id: 2, callFrame: frame(name), hitCount: sequence, positionTicks: [{ line: 3, ticks: sequence }] },
      ],
      startTime: 0,
      endTime: 10,
      samples: Array<number>(sequence).fill(2),
      timeDeltas: Array<number>(sequence).fill(1),
    },
    activity: { elapsedMs: sequence } as RawSegment['activity'],
  };
}

const samplesOf = (segments: readonly RawSegment[], name: string): number =>
  segments
    .flatMap(({ cpu }) => cpu?.nodes ?? [])
    .reduce((sum, { callFrame, hitCount = 0 }) => (callFrame.functionName === name ? sum + hitCount : sum), 0);

test('hours of segments become a few, and no sample is lost', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-compact-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (let sequence = 0; sequence < 200; sequence++) {
    await writeFile(join(folder, `7-0-${sequence}.json`), JSON.stringify(segment(sequence)));
    if (sequence % 10 === 9) await compactSegments(folder);
  }
  await compactSegments(folder);
  const [thread] = await readSegments(folder);

  expect((await readdir(folder)).length).toBeLessThan(25);
  expect(samplesOf(thread!.segments, 'work')).toBe(9900);
  expect(samplesOf(thread!.segments, 'other')).toBe(10_000);
  expect(thread!.segments.at(-1)!.activity.elapsedMs).toBe(199);
  expect(thread!.segments[0]!.cpu!.nodes).toHaveLength(3);
});

test('a short run is left as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-compact-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (let sequence = 0; sequence < 20; sequence++)
    await writeFile(join(folder, `7-0-${sequence}.json`), JSON.stringify(segment(sequence)));

  await compactSegments(folder);

  expect(await readdir(folder)).toHaveLength(20);
});
