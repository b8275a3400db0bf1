import type { Rule } from '@nsi/core';
import type { Finding } from '@nsi/core/report';
import { shareOf, type ProfileEvidence } from './profile-share.ts';

const threshold = 0.05;
const leastSamples = 100;

/** Synchronous zlib holds the event loop for as long as it compresses. */
export const zlibSync: Rule<ProfileEvidence> = Object.freeze({
  id: 'memory-zlib-sync',
  needs: Object.freeze(['profile']),
  summary: 'Synchronous zlib takes a twentieth of the busy time or more.',
  test({ profile }: ProfileEvidence): readonly Finding[] {
    const { share, interval, busySamples, callers } = shareOf(profile, ({ name }) => /^(?:zlibBufferSync|processChunkSync)$/.test(name));
    if (busySamples < leastSamples || interval[0] < threshold) return [];
    return [
      {
        id: 'memory-zlib-sync',
        severity: share >= 0.2 ? 'high' : 'medium',
        certainty: 'certain',
        message: `Synchronous zlib takes ${(share * 100).toFixed(0)} % of the busy time.`,
        where: callers.slice(0, 3).map(({ file, line, column, name }) => ({ file, line, column, function: name })),
        evidence: [{ label: 'share of busy samples', value: share, unit: 'ratio', interval, confidence: 0.95, sampleCount: busySamples }],
        fix: {
          package: '@nsi/memory',
          function: 'packArray',
          docs: 'packages/memory/README.md',
          whenNot: 'Another program must read the bytes as gzip, deflate or brotli: then use the asynchronous calls of node:zlib.',
        },
        expectedGain: { share, of: 'cpu' },
      },
    ];
  },
});
