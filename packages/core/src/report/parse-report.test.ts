import { readFileSync } from 'node:fs';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNsiError } from '../errors/nsi-error.ts';
import type { BenchReport } from './bench-report.ts';
import { parseBenchReport, parseProfileReport, schemaUrls } from './parse-report.ts';
import type { ProfileReport } from './profile-report.ts';

const environment = {
  node: 'v24.0.0',
  v8: '13',
  os: 'linux',
  arch: 'x64',
  cpuModel: 'x',
  cores: 2,
  memoryBytes: 1,
  loadAverage: [0, 0, 0],
  flags: [],
} as const;
const summary = { sampleCount: 2, median: 1, mad: 0, mean: 1, min: 1, p10: 1, p90: 1, p95: 1, p99: 1 };
const variant = (name: string) =>
  ({
    name,
    forks: [{ callsPerSample: 10, samplesNs: [10, 10] }],
    summary,
    resources: { allocatedBytes: 0 },
    integrity: { status: 'ok', mode: 'bytes' },
  }) as const;
const bench: BenchReport = {
  $schema: schemaUrls['nsi.bench'],
  kind: 'nsi.bench',
  schemaVersion: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  isComplete: true,
  tool: { name: '@nsi/bench', version: '0.1.0' },
  method: { name: 'paired-forks-v1', options: { forks: 7 } },
  environment,
  cases: [
    {
      id: 'pack/size=1',
      suite: 'pack',
      category: 'memory',
      params: { size: 1 },
      status: 'ok',
      unit: 'ns',
      better: 'lower',
      baseline: 'plain',
      variants: [variant('plain'), variant('packed')],
      comparisons: [
        {
          baseline: 'plain',
          candidate: 'packed',
          ratio: 0.5,
          interval: [0.4, 0.6],
          confidence: 0.99,
          method: 'yuen',
          verdict: 'improvement',
          forkRatios: [0.5],
        },
      ],
    },
  ],
  findings: [{ id: 'load', severity: 'low', message: 'The machine was busy.', evidence: [{ label: 'load', value: 9 }] }],
};
const profile: ProfileReport = {
  $schema: schemaUrls['nsi.profile'],
  kind: 'nsi.profile',
  schemaVersion: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  isComplete: true,
  tool: { name: '@nsi/profiler', version: '0.1.0' },
  environment,
  target: { kind: 'script', path: 'app.js', args: [] },
  summary: {
    wallNs: 1,
    cpuNs: 1,
    gcNs: 0,
    eventLoopUtilization: 1,
    sampleCount: 1,
    intervalNs: 1e6,
    overheadRatio: 0,
    exit: { code: 0, signal: null },
  },
  frames: [{ name: '(root)', file: '', line: 0, column: 0, category: 'native' }],
  callTree: { parent: [-1, 0], frame: [0, 0], self: [0, 1], total: [1, 1] },
  findings: [],
};

test('reads what was written', () => {
  expect(parseBenchReport(JSON.stringify(bench))).toEqual(bench);
  expect(parseProfileReport(JSON.stringify(profile))).toEqual(profile);
});

test('keeps members it does not know', () => {
  expect(parseBenchReport({ ...bench, extra: 1 })).toHaveProperty('extra', 1);
});

test.each([
  ['', 'results.json: expected a JSON report, got an empty file'],
  [JSON.stringify(bench).slice(0, 500), 'results.json: expected a JSON report, got text that ends in the middle, after 500 characters'],
  ['[]', 'results.json: expected a report of kind `nsi.bench`, got []'],
  ['{"a":1}', 'results.json: expected a report of kind `nsi.bench`, got JSON of another kind'],
  [JSON.stringify(profile), "results.json: expected a report of kind `nsi.bench`, got 'nsi.profile'"],
  [JSON.stringify({ ...bench, isComplete: 'yes' }), "results.json: `isComplete`: expected boolean, got 'yes'"],
])('refuses %j', (source, message) => {
  expect(() => parseBenchReport(source, 'results.json')).toThrow(expect.objectContaining({ code: 'NSI_CORE_REPORT_INVALID', message }));
});

test('refuses a report of a newer version by name', () => {
  expect(() => parseBenchReport({ ...bench, schemaVersion: 2 }, 'r.json')).toThrow(
    expect.objectContaining({
      code: 'NSI_CORE_REPORT_VERSION',
      message: 'r.json: expected a `nsi.bench` report of version 1 or older, got version 2',
    }),
  );
});

test('refuses a call tree with rows that point outside of it', () => {
  expect(() => parseProfileReport({ ...profile, callTree: { ...profile.callTree, parent: [-1, 5] } })).toThrow(
    expect.objectContaining({ code: 'NSI_CORE_REPORT_INVALID' }),
  );
});

test('meets hostile JSON with a coded error, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      try {
        parseBenchReport(value);
        return false;
      } catch (error) {
        return isNsiError(error);
      }
    }),
  );
});

test('the published JSON Schema files accept the same reports', () => {
  const ajv = new Ajv({ strict: false });
  const validate = (name: string) =>
    ajv.compile(JSON.parse(readFileSync(new URL(`../../schema/${name}.json`, import.meta.url), 'utf8')) as object);

  expect(validate('bench-report')(bench)).toBe(true);
  expect(validate('profile-report')(profile)).toBe(true);
  expect(validate('bench-report')({ ...bench, isComplete: 1 })).toBe(false);
});
