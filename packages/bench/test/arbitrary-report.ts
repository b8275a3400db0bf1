import { type BenchCase, type BenchFork, type BenchReport, type BenchVariant, schemaUrls } from '@nsi/core/report';
import fc from 'fast-check';
import { summarize } from '../src/stats/summary.ts';

/** Names people and attackers give: no lone surrogates, which no JSON file can hold, and not the separator of flat formats. */
export const arbitraryName: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/) },
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      '<script>alert(1)</script>',
      '=1+1',
      'a|b',
      'x\ny',
      '::error::',
      '%0A',
      '"quoted"',
      "it's",
      'Benchmark-8',
      'a/b',
      ']]>',
    ),
  )
  .filter(
    (name) =>
      name.isWellFormed() &&
      name.trim() === name &&
      name !== '' &&
      !name.includes('›') &&
      name === name.replaceAll(/\p{Cc}|[\uFFFE\uFFFF]/gu, (character) => (character === '\n' ? character : '')),
  );

const arbitraryTime = fc.double({ min: 0.1, max: 1e11, noNaN: true });

const arbitraryFork: fc.Arbitrary<BenchFork> = fc.record({
  callsPerSample: fc.integer({ min: 1, max: 1000 }),
  samplesNs: fc.array(arbitraryTime, { minLength: 1, maxLength: 8 }),
});

const arbitraryVariant: fc.Arbitrary<BenchVariant> = fc
  .record({
    name: arbitraryName,
    forks: fc.array(arbitraryFork, { minLength: 1, maxLength: 3 }),
    allocated: fc.option(fc.nat(1e9), { nil: undefined }),
    bytesPerSecond: fc.option(fc.double({ min: 1, max: 1e12, noNaN: true }), { nil: undefined }),
  })
  .map(({ name, forks, allocated, bytesPerSecond }) => ({
    name,
    forks,
    summary: summarize(forks.flatMap(({ samplesNs, callsPerSample }) => samplesNs.map((sample) => sample / callsPerSample))),
    ...(bytesPerSecond === undefined ? {} : { throughput: { bytesPerSecond } }),
    resources: allocated === undefined ? {} : { allocatedBytes: allocated },
    integrity: { status: 'ok' as const, mode: 'deepEqual' },
  }));

const arbitraryCase: fc.Arbitrary<BenchCase> = fc
  .record({
    id: arbitraryName,
    variants: fc.uniqueArray(arbitraryVariant, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
    params: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.integer(), fc.boolean(), arbitraryName), { maxKeys: 2 }),
    ratio: fc.double({ min: 0.01, max: 100, noNaN: true }),
    verdict: fc.constantFrom('regression' as const, 'improvement' as const, 'no change' as const, 'inconclusive' as const),
  })
  .map(({ id, variants, params, ratio, verdict }) => ({
    id,
    suite: id.split('/', 1)[0] ?? id,
    category: 'cpu',
    params,
    status: 'ok' as const,
    unit: 'ns' as const,
    better: 'lower' as const,
    baseline: variants[0]?.name ?? '',
    variants,
    comparisons: variants.slice(1).map(({ name }) => ({
      baseline: variants[0]?.name ?? '',
      candidate: name,
      ratio,
      interval: [ratio * 0.99, ratio * 1.01] as const,
      confidence: 0.99,
      method: 'paired-forks-v1',
      verdict,
      forkRatios: [ratio, ratio],
    })),
  }));

/** A report with any names and any times. */
export const arbitraryReport: fc.Arbitrary<BenchReport> = fc
  .uniqueArray(arbitraryCase, { minLength: 1, maxLength: 4, selector: ({ id }) => id })
  .map(reportOfCases);

/** A complete report that holds `cases`. */
export function reportOfCases(cases: readonly BenchCase[]): BenchReport {
  return {
    $schema: schemaUrls['nsi.bench'],
    kind: 'nsi.bench',
    schemaVersion: 1,
    createdAt: '2026-01-02T03:04:05.000Z',
    isComplete: true,
    tool: { name: '@nsi/bench', version: '0.1.0' },
    method: { name: 'paired-forks-v1', options: { rounds: 400 } },
    environment: {
      node: 'v24.21.0',
      v8: '13.6',
      os: 'linux',
      arch: 'x64',
      cpuModel: 'Example CPU',
      cores: 2,
      memoryBytes: 8 * 2 ** 30,
      loadAverage: [0.5, 0.4, 0.3],
      flags: [],
    },
    cases,
    findings: [],
  };
}

/** A case with one slow baseline and one candidate, for examples. */
export function exampleCase(changes: Partial<BenchCase> = {}): BenchCase {
  const variant = (name: string, medianNs: number): BenchVariant => ({
    name,
    forks: [{ callsPerSample: 10, samplesNs: [medianNs * 10, medianNs * 11, medianNs * 9] }],
    summary: summarize([medianNs, medianNs * 1.1, medianNs * 0.9]),
    resources: { allocatedBytes: 512 },
    integrity: { status: 'ok', mode: 'deepEqual' },
  });
  return {
    id: 'json/records=10',
    suite: 'json',
    category: 'cpu',
    params: { records: 10 },
    status: 'ok',
    unit: 'ns',
    better: 'lower',
    baseline: 'JSON',
    variants: [variant('JSON', 1200), variant('fast', 600)],
    comparisons: [
      {
        baseline: 'JSON',
        candidate: 'fast',
        ratio: 0.5,
        interval: [0.49, 0.51],
        confidence: 0.99,
        method: 'paired-forks-v1',
        verdict: 'improvement',
        forkRatios: [0.5, 0.5, 0.5],
      },
    ],
    ...changes,
  };
}
