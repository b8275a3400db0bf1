import { expect, test } from 'vitest';
import { exportFormatNames } from '../export/format-names.ts';
import { exportProfile } from '../export/export-profile.ts';
import type { RawCpuProfile } from '../collector/raw-profile.ts';
import { reportOfCpuProfile } from './foreign-profile.ts';
import { renderText } from './render-text.ts';

/** A profile whose functions call each other as `calleeOf` says: node i has the child i + 1, or all nodes are children of the root. */
function profileOf(count: number, isDeep: boolean, nameOf: (index: number) => string): RawCpuProfile {
  const frame = (functionName: string, line: number) => ({
    functionName,
    scriptId: '1',
    url: '/nowhere/app.js',
    lineNumber: line,
    columnNumber: 0,
  });
  const ids = Array.from({ length: count }, (_, index) => index + 2);
  return {
    nodes: [
      { id: 1, callFrame: { ...frame('(root)', -1), url: '' }, children: isDeep ? [2] : ids },
      ...ids.map((id, index) => ({
        id,
        callFrame: frame(nameOf(index), isDeep ? 1 : index),
        hitCount: 1,
        positionTicks: [{ line: isDeep ? 2 : index + 1, ticks: 1 }],
        children: isDeep && index + 1 < count ? [id + 1] : [],
      })),
    ],
    startTime: 0,
    endTime: count * 1000,
  };
}

test('100,000 functions make a report', { timeout: 120_000 }, () => {
  const { frames, functions, callTree, summary } = reportOfCpuProfile(
    profileOf(100_000, false, (index) => `f${index}`),
    'wide.cpuprofile',
  );

  expect(functions).toHaveLength(100_001);
  expect(frames).toHaveLength(100_001);
  expect(callTree.total[0]).toBe(100_000);
  expect(summary.busySampleCount).toBe(100_000);
});

test('a recursion 20,000 deep counts once, is shown, and leaves in every format', { timeout: 120_000 }, () => {
  const report = reportOfCpuProfile(
    profileOf(20_000, true, () => 'down'),
    'deep.cpuprofile',
  );

  expect(report.functions!.find(({ frame }) => report.frames[frame]!.name === 'down')).toMatchObject({ self: 20_000, total: 20_000 });
  expect(renderText(report, { color: false, columns: 80, cwd: '/' })).toContain('down nowhere/app.js:2');
  for (const format of exportFormatNames.filter((name) => name !== 'collapsed' && name !== 'speedscope' && name !== 'pprof')) {
    expect(exportProfile(report, format).length).toBeGreaterThan(0);
  }
});

test('names that would be control codes or markup are harmless on a terminal', () => {
  const report = reportOfCpuProfile(
    profileOf(3, false, () => '\u001B[31m</script>\u0007'),
    'evil\u001B[2J.cpuprofile',
  );

  // oxlint-disable-next-line no-control-regex -- the codes that a terminal would obey
  expect(renderText(report, { color: false, columns: 80, cwd: '/' })).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
});
