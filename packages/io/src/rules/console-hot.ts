import type { Rule } from '@nsi/core';
import type { Finding } from '@nsi/core/report';
import { shareOfCpu, sumOfCalls, type ProfileEvidence } from './profile-evidence.ts';

const threshold = 0.1;
const leastCalls = 200;

/** Printing to the console takes a share of the time. */
export const consoleHot: Rule<ProfileEvidence> = Object.freeze({
  id: 'io-console-hot',
  needs: Object.freeze(['profile']),
  summary: 'Printing with `console` takes a tenth of the CPU time or more, in at least 200 calls.',
  test({ profile }: ProfileEvidence): readonly Finding[] {
    const { calls, bytes, ns, where } = sumOfCalls(profile, (name) => name.startsWith('console.'));
    const share = shareOfCpu(profile, ns);
    if (calls < leastCalls || share < threshold) return [];
    return [
      {
        id: 'io-console-hot',
        severity: share >= 0.3 ? 'high' : 'medium',
        certainty: 'likely',
        message: `Printing with console takes ${(share * 100).toFixed(0)} % of the CPU time, in ${calls} calls.`,
        where,
        evidence: [
          { label: 'calls', value: calls, unit: 'count' },
          { label: 'text given', value: bytes, unit: 'bytes' },
          { label: 'time in these calls', value: ns, unit: 'ns' },
        ],
        fix: {
          package: '@nsi/io',
          function: 'createBufferedWriter',
          docs: 'packages/io/README.md',
          whenNot: 'A person reads along: then print less.',
        },
        expectedGain: { share, of: 'cpu' },
        signal: { name: 'share of CPU time', value: share, unit: 'ratio', threshold, sampleCount: calls },
      },
    ];
  },
});
