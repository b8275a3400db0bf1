import type { ProfileReport } from '@nsi/core/report';
import { seededRandom } from './sample-bench-report.ts';
import { sampleProfileReport } from './sample-profile-report.ts';

/** A profile with a call tree of `count` nodes, every part that a report may have, and the same numbers every time. */
export function largeProfileReport(count: number): ProfileReport {
  const random = seededRandom(7);
  const categories = ['app', 'dependency', 'node', 'native'] as const;
  const frames: ProfileReport['frames'] = [
    { name: '(root)', file: '', line: 0, column: 0, category: 'native' },
    ...Array.from({ length: 400 }, (_, index) => {
      const category = categories[index % 4] ?? 'app';
      const folder = { app: '/srv/app/src', dependency: '/srv/app/node_modules/pkg', node: 'node:internal', native: '' }[category];
      return {
        name: `function${index}`,
        file: folder === '' ? '' : `${folder}/file${index % 37}.js`,
        line: 1 + (index % 90),
        column: 1,
        category,
      };
    }),
  ];
  const parent = [-1];
  const frame = [0];
  const self = [0];
  for (let row = 1; row < count; row++) {
    // Mostly deeper, now and then from the root again: stacks of some tens of calls.
    const above = random() < 0.7 ? row - 1 : Math.floor(random() * row);
    parent.push(above);
    frame.push(1 + Math.floor(random() ** 2 * 400));
    self.push(Math.floor(random() ** 4 * 30));
  }
  const total = [...self];
  for (let row = count - 1; row > 0; row--) total[parent[row] ?? 0] = (total[parent[row] ?? 0] ?? 0) + (total[row] ?? 0);
  const moments = Array.from({ length: 120 }, (_, index) => index * 1e8);
  const column = (most: number): number[] => moments.map(() => Math.round(random() * most));
  const sample = sampleProfileReport();
  return {
    ...sample,
    target: { kind: 'script', path: '/srv/app/src/server.js', args: [] },
    summary: {
      ...sample.summary,
      sampleCount: total[0] ?? 0,
      busySampleCount: total[0] ?? 0,
      verdict: 'Mostly computing: function4 takes a third.',
    },
    frames,
    callTree: { parent, frame, self, total },
    functions: Array.from({ length: 60 }, (_, index) => ({
      frame: index + 1,
      self: 600 - index * 9,
      total: 900 - index * 9,
      lines: [[index + 3, 500 - index * 8] as const],
      ...(index === 2 ? { inlinedInto: [1] } : {}),
      ...(index === 3 ? { unresolved: 12 } : {}),
    })),
    waits: [
      {
        kind: 'query',
        peer: '127.0.0.1:5432 select * from users where id = $1',
        count: 420,
        ns: 2.1e9,
        medianNs: 4e6,
        p95Ns: 9e6,
        maxNs: 3e7,
        chainLength: 400,
        chainedCount: 410,
        chainedNs: 2e9,
        places: [{ file: '/srv/app/src/users.js', line: 31, count: 26 }],
      },
      { kind: 'timer', peer: 'setTimeout', count: 3, ns: 3e8, maxNs: 1e8 },
    ],
    series: {
      timeNs: moments,
      eventLoopUtilization: moments.map(() => random()),
      delayNs: column(3e7),
      rssBytes: column(2e8),
      heapUsedBytes: column(9e7),
      externalBytes: column(1e7),
      gcNs: column(1e7),
      cpuNs: column(1e8),
      poolProbeNs: column(2e6),
      timerCount: column(40),
    },
    collections: { minorCount: 310, minorNs: 2.2e8, majorCount: 4, majorNs: 9e7, otherNs: 1e6, longestNs: 4e7, afterMajor: [[1e9, 5e7]] },
    allocations: [{ frame: 1, line: 12, bytes: 4e8, share: 0.4 }],
    counters: [
      {
        name: 'fs.readFileSync',
        count: 4000,
        timedCount: 63,
        ns: 9e8,
        longestNs: 2e6,
        bytes: 5e7,
        repeatCount: 3990,
        places: [],
        startupCount: 12,
      },
    ],
    stretches: [{ pid: 1, threadId: 0, startNs: 2e9, durationNs: 4e8, frame: 1, line: 12, share: 0.9 }],
    packages: [{ name: 'pkg', fileCount: 40, samples: 31 }],
    spans: [{ name: 'tile', count: 12, ns: 4e8, maxNs: 9e7, errorCount: 0 }],
  };
}
