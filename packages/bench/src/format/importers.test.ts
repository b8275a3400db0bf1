import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNsiError, type NsiErrorCode } from '@nsi/core';
import { exampleCase, reportOfCases } from '../../test/arbitrary-report.ts';
import { importerNames } from './format-names.ts';
import { importers, parseResults } from './importers.ts';

function codeOf(act: () => unknown): NsiErrorCode | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (isNsiError(error)) return error.code;
    throw error;
  }
}

function medians(text: string): Record<string, number> {
  return Object.fromEntries(
    parseResults(text).cases.flatMap(({ id, variants }) => variants.map(({ name, summary }) => [`${id} ${name}`, summary.median])),
  );
}

test('the commands that hyperfine compared are variants of one case', () => {
  const text = JSON.stringify({
    results: [
      {
        command: 'node a.js',
        mean: 0.05,
        stddev: 0.001,
        median: 0.05,
        user: 0.04,
        system: 0.01,
        min: 0.049,
        max: 0.06,
        times: [0.05, 0.049, 0.06],
        exit_codes: [0, 0, 0],
      },
      {
        command: 'node b.js',
        mean: 0.1,
        stddev: null,
        median: 0.1,
        user: 0.09,
        system: 0.01,
        min: 0.1,
        max: 0.1,
        times: [0.1],
        exit_codes: [0],
      },
    ],
  });

  expect(medians(text)).toEqual({ 'commands node a.js': 5e7, 'commands node b.js': 1e8 });
  expect(parseResults(text).cases[0]?.variants[0]?.resources).toEqual({ cpuUserNs: 4e7, cpuSystemNs: 1e7 });
});

test('a parameter sweep of hyperfine makes a case a value', () => {
  const result = (threads: string): object => ({ command: `make -j ${threads}`, median: 1, times: [1], parameters: { threads } });

  expect(Object.keys(medians(JSON.stringify({ results: [result('1'), result('2')] })))).toEqual([
    'commands/threads=1 make -j 1',
    'commands/threads=2 make -j 2',
  ]);
});

test('repetitions of Google Benchmark are samples; its complexity rows are not', () => {
  const row = {
    name: 'BM_Sort/64',
    run_name: 'BM_Sort/64',
    run_type: 'iteration',
    iterations: 1000,
    real_time: 2,
    cpu_time: 1.9,
    time_unit: 'us',
  };
  const text = JSON.stringify({
    context: { date: '2026-01-01T00:00:00+00:00', num_cpus: 4 },
    benchmarks: [
      { ...row, repetition_index: 0 },
      { ...row, repetition_index: 1, real_time: 4 },
      {
        name: 'BM_Sort_BigO',
        run_name: 'BM_Sort',
        run_type: 'aggregate',
        aggregate_name: 'BigO',
        cpu_coefficient: 3,
        real_coefficient: 3,
        big_o: 'NlgN',
        time_unit: 'ns',
      },
      {
        name: 'BM_Bad',
        run_name: 'BM_Bad',
        run_type: 'iteration',
        error_occurred: true,
        error_message: 'no file',
        iterations: 0,
        real_time: 0,
        time_unit: 'ns',
      },
    ],
  });

  expect(medians(text)).toEqual({ 'BM_Sort/64 google-benchmark': 3000 });
  expect(parseResults(text).cases[1]?.failure?.message).toBe('no file');
});

test('a group of mitata is a case; a benchmark that threw is a failure', () => {
  const text = JSON.stringify({
    layout: [
      { name: null, types: [] },
      { name: 'parse', types: ['g'] },
    ],
    context: { now: 1, arch: 'x64-linux', version: '24.0.0', runtime: 'node', cpu: { name: null, freq: 2 } },
    benchmarks: [
      {
        alias: 'a',
        group: 1,
        kind: 'fn',
        runs: [{ name: 'a', args: {}, stats: { samples: [1, 2, 3], p50: 2, avg: 2, min: 1, heap: { _: 1, avg: 64 } } }],
      },
      { alias: 'b', group: 0, kind: 'fn', runs: [{ name: 'b', args: {}, error: { message: 'boom' } }] },
    ],
  });

  expect(medians(text)).toEqual({ 'parse a': 2 });
  expect(parseResults(text).cases[1]?.failure?.message).toBe('boom');
});

test.each([
  [[{ name: 'a', latency: { mean: 0.002, p50: 0.001, samples: [] } }], 1000],
  [[{ name: 'a', result: { latency: { mean: 0.002, p50: 0.001, samples: [0.003] } } }], 3000],
  [[{ 'Task name': 'a', 'Latency avg (ns)': '45.19 ± 1.16%', 'Latency med (ns)': '40.00 ± 0.00', Samples: 3 }], 40],
])('reads tinybench as %j', (json, median) => {
  expect(medians(JSON.stringify(json))).toEqual({ 'tinybench a': median });
});

test('throughput of JMH is turned into the time of one operation, forks stay apart', () => {
  const text = JSON.stringify([
    {
      jmhVersion: '1.37',
      benchmark: 'org.example.Json.parse',
      mode: 'thrpt',
      params: { size: '10' },
      primaryMetric: { score: 1000, scoreError: 'NaN', scoreUnit: 'ops/ms', rawData: [[1000, 2000], [4000]] },
      secondaryMetrics: { '·gc.alloc.rate.norm': { score: 24, scoreUnit: 'B/op', rawData: [[24]] } },
    },
  ]);

  expect(medians(text)).toEqual({ 'org.example.Json/size=10 parse': 500 });
  expect(parseResults(text).cases[0]?.variants[0]).toMatchObject({
    forks: [{ samplesNs: [1000, 500] }, { samplesNs: [250] }],
    resources: { allocatedBytes: 24 },
  });
});

test('lines of one Go benchmark are its samples', () => {
  const text = `goos: linux\ngoarch: amd64\ncpu: Example\nBenchmarkDecode/size=10-8  \t 1000\t 1200 ns/op\t  80.5 MB/s\t 64 B/op\t 2 allocs/op\nBenchmarkDecode/size=10-8 900 1300 ns/op 80.5 MB/s 64 B/op\nPASS\nok example 2.1s\n`;

  expect(medians(text)).toEqual({ 'Decode/size=10 go': 1250 });
  expect(parseResults(text).environment).toMatchObject({ os: 'linux', arch: 'amd64', cpuModel: 'Example' });
});

test('an entry whose unit is no time is a failure that says so', () => {
  const report = parseResults(
    JSON.stringify([
      { name: 'a', unit: 'Percent', value: 3 },
      { name: 'b', unit: 'ms', value: 3, range: '± 0.5' },
    ]),
  );

  expect(report.cases[0]?.failure?.message).toBe('expected a unit of time, got Percent');
  expect(report.cases[1]?.variants[0]?.summary).toMatchObject({ median: 3e6, mad: 5e5 });
});

test('says of every import that its tool measured in sequence', () => {
  expect(parseResults(JSON.stringify([{ name: 'b', unit: 'ms', value: 3 }])).findings.map(({ id }) => id)).toEqual(['imported-sequential']);
});

test('the names for --from are those of the importers', () => {
  expect(Object.keys(importers).toSorted()).toEqual(importerNames.toSorted());
});

const own = JSON.stringify(reportOfCases([exampleCase()]));

test.each([
  ['', 'NSI_BENCH_FORMAT'],
  ['not a results file', 'NSI_BENCH_FORMAT'],
  ['{"results": [{"comm', 'NSI_BENCH_FORMAT'],
  [own.slice(0, own.length / 2), 'NSI_CORE_REPORT_INVALID'],
  [own.replace('"schemaVersion":1', '"schemaVersion":99'), 'NSI_CORE_REPORT_VERSION'],
  [own.replace('"cases":[', '"cases":7,"was":['), 'NSI_CORE_REPORT_INVALID'],
  ['{"kind":"nsi.profile","schemaVersion":1}', 'NSI_CORE_REPORT_INVALID'],
  ['{"results":[{"command":"x","median":"fast"}]}', 'NSI_BENCH_IMPORT'],
  ['{"results":[{"command":"x","median":-1}]}', 'NSI_BENCH_IMPORT'],
  ['{"results":[]}', 'NSI_BENCH_IMPORT'],
  ['<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "b">]><testsuites/>', 'NSI_BENCH_FORMAT'],
  ['<testsuites><testsuite></testsuites>', 'NSI_BENCH_IMPORT'],
])('refuses %s with %s', (text, code) => {
  expect(codeOf(() => parseResults(text))).toBe(code);
});

test('a hostile key reaches no prototype', () => {
  const report = parseResults('{"__proto__":{"latency":{"value":1,"polluted":true}},"constructor":{"latency":{"value":2}}}');

  expect(report.cases.map(({ id }) => id)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('any text and any JSON is read or refused with a code', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((json) => `{"results":${json}}`),
    fc.json().map((json) => `{"benchmarks":[${json}]}`),
    fc.nat(own.length).map((end) => own.slice(0, end)),
  );

  fc.assert(
    fc.property(texts, fc.constantFrom(undefined, ...importerNames), (text, from) => {
      expect(codeOf(() => parseResults(text, from === undefined ? {} : { from })) ?? 'NSI_').toMatch(/^NSI_/);
    }),
    { numRuns: 500 },
  );
});
