import type { ProfileReport } from '@nsi/core/report';
import { sampleBenchReport } from './sample-bench-report.ts';

/** A profile as a run of this toolkit could have written it: a server that reads one file again and again. */
export function sampleProfileReport(): ProfileReport {
  return {
    $schema: './node_modules/@nsi/core/schema/profile-report.json',
    kind: 'nsi.profile',
    schemaVersion: 1,
    createdAt: '2026-11-20T15:00:00.000Z',
    isComplete: true,
    tool: { name: '@nsi/profiler', version: '0.1.0' },
    environment: sampleBenchReport({ samplesPerFork: 1, forks: 1 }).environment,
    target: { kind: 'script', path: 'server.js', args: ['--port', '0'] },
    summary: {
      wallNs: 3.1e9,
      cpuNs: 2.9e9,
      gcNs: 0.1e9,
      eventLoopUtilization: 0.92,
      sampleCount: 2800,
      intervalNs: 1e6,
      overheadRatio: 0.06,
      exit: { code: 0, signal: null },
    },
    frames: [
      { name: '(root)', file: '', line: 0, column: 0, category: 'native' },
      { name: 'handle', file: 'server.js', line: 4, column: 1, category: 'app' },
      { name: 'loadTemplate', file: 'server.js', line: 12, column: 1, category: 'app' },
      { name: '(idle)', file: '', line: 0, column: 0, category: 'idle' },
    ],
    callTree: { parent: [-1, 0, 1, 0], frame: [0, 1, 2, 3], self: [0, 800, 1200, 800], total: [2800, 2000, 1200, 800] },
    findings: [
      {
        id: 'sync-fs-hot',
        severity: 'high',
        certainty: 'certain',
        message: 'readFileSync of one file takes 61 % of the CPU time',
        where: [{ file: 'server.js', line: 14, column: 9, function: 'loadTemplate' }],
        evidence: [
          { label: 'share of samples', value: 0.61, unit: 'ratio', interval: [0.59, 0.63], confidence: 0.95, sampleCount: 1680 },
          { label: 'calls', value: 41_200, unit: 'count' },
        ],
        fix: {
          package: '@nsi/io',
          function: 'cachedFile',
          docs: 'guide/io/cached-file',
          diff: '-const text = readFileSync(path);\n+const text = await template.read();',
          whenNot: 'the file changes between requests and must never be stale',
        },
        expectedGain: { share: 0.61, of: 'cpu' },
      },
    ],
  };
}
