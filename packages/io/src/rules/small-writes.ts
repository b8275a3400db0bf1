import type { Rule } from '@nsi/core';
import type { Finding } from '@nsi/core/report';
import { shareOfCpu, sumOfCalls, type ProfileEvidence } from './profile-evidence.ts';

const leastPerSecond = 1000;
const mostMeanBytes = 1024;
const writes = /^fs(?:\.promises)?\.(?:write|writev|appendFile)(?:Sync)?$/;

/** Many system calls write few bytes each. */
export const smallWrites: Rule<ProfileEvidence> = Object.freeze({
  id: 'io-small-writes',
  needs: Object.freeze(['profile']),
  summary: 'More than 1,000 writes a second of less than 1 KiB on average.',
  test({ profile }: ProfileEvidence): readonly Finding[] {
    const { calls, bytes, ns, where } = sumOfCalls(profile, (name) => writes.test(name));
    const seconds = profile.summary.wallNs / 1e9;
    const perSecond = seconds > 0 ? calls / seconds : 0;
    const meanBytes = calls > 0 ? bytes / calls : 0;
    // Bytes of what was not weighed are 0: that says nothing.
    if (perSecond <= leastPerSecond || meanBytes === 0 || meanBytes >= mostMeanBytes) return [];
    const share = shareOfCpu(profile, ns);
    return [
      {
        id: 'io-small-writes',
        severity: share >= 0.1 ? 'high' : 'medium',
        certainty: 'likely',
        message: `${perSecond.toFixed(0)} writes a second of ${meanBytes.toFixed(0)} bytes each.`,
        where,
        evidence: [
          { label: 'writes', value: calls, unit: 'count' },
          { label: 'mean size', value: meanBytes, unit: 'bytes' },
          { label: 'time in these calls', value: ns, unit: 'ns' },
        ],
        fix: {
          package: '@nsi/io',
          function: 'createBufferedWriter',
          docs: 'packages/io/README.md',
          whenNot:
            'Each write must be on the device before the program goes on: then use `createAppendLog`, which shares one sync among writers.',
        },
        ...(share > 0 ? { expectedGain: { share, of: 'cpu' as const } } : {}),
        signal: { name: 'writes a second', value: perSecond, unit: 'count', threshold: leastPerSecond, sampleCount: calls },
      },
    ];
  },
});
