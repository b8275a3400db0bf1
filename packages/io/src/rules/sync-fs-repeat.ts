import type { Rule } from '@nsi/core';
import type { Finding } from '@nsi/core/report';
import { shareOfCpu, sumOfCalls, type ProfileEvidence } from './profile-evidence.ts';

const leastRepeatShare = 0.9;
const leastRepeats = 50;

/** The same files are read over and over, synchronously. */
export const syncFsRepeat: Rule<ProfileEvidence> = Object.freeze({
  id: 'io-sync-fs-repeat',
  needs: Object.freeze(['profile']),
  summary: 'Nine of ten synchronous reads of whole files, and at least 50, are of a file that was read before.',
  test({ profile }: ProfileEvidence): readonly Finding[] {
    const { calls, repeats, ns, where, keys } = sumOfCalls(profile, (name) => name === 'fs.readFileSync');
    const ratio = calls > 0 ? Math.min(1, repeats / calls) : 0;
    if (repeats < leastRepeats || ratio < leastRepeatShare) return [];
    const share = shareOfCpu(profile, ns);
    return [
      {
        id: 'io-sync-fs-repeat',
        severity: share >= 0.1 ? 'high' : 'medium',
        certainty: 'likely',
        message: `${(ratio * 100).toFixed(0)} % of ${calls} synchronous reads are of files that were read before.`,
        where,
        evidence: [
          { label: 'reads of a file seen before', value: repeats, unit: 'count' },
          { label: 'read most', value: keys.join(', ') },
          { label: 'time in these calls', value: ns, unit: 'ns' },
        ],
        fix: {
          package: '@nsi/io',
          function: 'cachedFile',
          docs: 'packages/io/README.md',
          whenNot: 'The file changes between reads: then read it when it changes.',
        },
        ...(share > 0 ? { expectedGain: { share, of: 'cpu' as const } } : {}),
        signal: { name: 'share of reads', value: ratio, unit: 'ratio', threshold: leastRepeatShare, sampleCount: calls },
      },
    ];
  },
});
