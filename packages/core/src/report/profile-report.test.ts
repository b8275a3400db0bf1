import { readFileSync } from 'node:fs';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parseProfileReport, schemaUrls } from './parse-report.ts';
import type { ProfileReport } from './profile-report.ts';

const place = { file: 'a.js', line: 3, column: 1, function: 'render' };
const full: ProfileReport = {
  $schema: schemaUrls['nsi.profile'],
  kind: 'nsi.profile',
  schemaVersion: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  isComplete: true,
  tool: { name: '@nsi/profiler', version: '0.1.0' },
  environment: {
    node: 'v24.0.0',
    v8: '13',
    os: 'linux',
    arch: 'x64',
    cpuModel: 'x',
    cores: 2,
    memoryBytes: 1,
    loadAverage: [0, 0, 0],
    flags: [],
  },
  target: { kind: 'script', path: 'a.js', args: [] },
  mode: 'deep',
  summary: {
    verdict: 'Mostly computing.',
    wallNs: 1,
    cpuNs: 1,
    gcNs: 0,
    eventLoopUtilization: 1,
    sampleCount: 1,
    busySampleCount: 1,
    intervalNs: 1e6,
    overheadRatio: 0,
    exit: { code: 0, signal: null },
    warnings: ['Only 1 busy sample.'],
  },
  threads: [
    {
      pid: 1,
      threadId: 0,
      parentPid: 0,
      name: 'a.js',
      nodeVersion: 'v24.0.0',
      wallNs: 1,
      cpuNs: 1,
      eventLoopUtilization: 1,
      sampleCount: 1,
      busySampleCount: 1,
      row: 0,
      isComplete: true,
    },
  ],
  frames: [
    { name: '(root)', file: '', line: 0, column: 0, category: 'node' },
    { name: 'render', file: 'a.js', line: 3, column: 1, category: 'app' },
  ],
  callTree: { parent: [-1, 0], frame: [0, 1], self: [0, 1], total: [1, 1] },
  functions: [
    {
      frame: 1,
      self: 1,
      total: 1,
      callCount: 7,
      allocatedBytes: 9,
      lines: [[3, 1]],
      inlinedInto: [0],
      unresolved: 0,
      ambiguous: [
        {
          samples: 1,
          candidates: [
            { file: 'a.js', line: 3 },
            { file: 'b.js', line: 3 },
          ],
        },
      ],
    },
  ],
  waits: [
    {
      kind: 'socket',
      peer: 'db:5432',
      count: 1,
      ns: 1,
      medianNs: 1,
      p95Ns: 1,
      maxNs: 1,
      chainLength: 20,
      chainedCount: 20,
      chainedNs: 1,
      places: [{ ...place, count: 1 }],
    },
  ],
  series: {
    timeNs: [1],
    eventLoopUtilization: [1],
    delayNs: [0],
    rssBytes: [1],
    heapUsedBytes: [1],
    externalBytes: [1],
    gcNs: [0],
    cpuNs: [1],
    poolProbeNs: [0],
    timerCount: [0],
  },
  collections: { minorCount: 1, minorNs: 1, majorCount: 0, majorNs: 0, otherNs: 0, longestNs: 1, afterMajor: [[1, 1]] },
  allocations: [{ frame: 1, line: 3, bytes: 9, share: 1 }],
  counters: [
    {
      name: 'fs.statSync',
      count: 2,
      timedCount: 1,
      ns: 1,
      longestNs: 1,
      bytes: 0,
      distinctCount: 1,
      repeatCount: 1,
      keys: [['/a', 2]],
      places: [{ ...place, count: 1 }],
      startupCount: 0,
    },
  ],
  stretches: [{ pid: 1, threadId: 0, startNs: 0, durationNs: 1, frame: 1, line: 3, share: 1 }],
  packages: [{ name: 'x', fileCount: 1, samples: 1 }],
  deoptimizations: [{ file: 'a.js', line: 3, column: 1, reason: 'wrong map', count: 6 }],
  megamorphic: [{ file: 'a.js', line: 3, column: 1, property: 'x', isStore: false, shapeCount: 5 }],
  spans: [{ name: 'order', count: 1, ns: 1, maxNs: 1, errorCount: 0 }],
  findings: [
    {
      id: 'sync-fs-hot',
      severity: 'high',
      certainty: 'certain',
      message: 'x',
      where: [{ ...place, excerpt: { firstLine: 2, lines: ['a', 'b'], shares: [0, 1] } }],
      evidence: [],
      signal: { name: 'share', value: 0.6, unit: 'ratio', interval: [0.5, 0.7], threshold: 0.05, sampleCount: 100 },
      callers: [place],
      experiment: {
        id: 'x',
        summary: 'x',
        beforeNs: [2],
        afterNs: [1],
        of: 'cpu',
        ratio: 2,
        interval: [1, 3],
        confidence: 0.95,
        verdict: 'confirmed',
      },
    },
  ],
};

test('reads everything a profile can hold', () => {
  expect(parseProfileReport(JSON.stringify(full))).toEqual(full);
});

test('the published JSON Schema accepts it too', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schema/profile-report.json', import.meta.url), 'utf8')) as object;
  const validate = new Ajv({ strict: false }).compile(schema);

  expect(validate(full)).toBe(true);
});

test.each<[string, Partial<ProfileReport>]>([
  ['a function of no frame', { functions: [{ frame: 2, self: 1, total: 1, lines: [] }] }],
  ['an allocation of no frame', { allocations: [{ frame: 9, line: 1, bytes: 1, share: 1 }] }],
  ['a thread of no row', { threads: [{ ...full.threads![0]!, row: 5 }] }],
  ['a series with a column that is cut short', { series: { ...full.series!, rssBytes: [] } }],
])('refuses %s', (_, part) => {
  expect(() => parseProfileReport({ ...full, ...part })).toThrow(expect.objectContaining({ code: 'NSI_CORE_REPORT_INVALID' }));
});
