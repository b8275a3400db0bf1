import type { Rule } from '@nsi/core';
import type { Finding } from '@nsi/core/report';
import type { ProfileEvidence } from './profile-share.ts';

const threshold = 0.1;

/** Garbage is made faster than it should be collected. */
export const gcShare: Rule<ProfileEvidence> = Object.freeze({
  id: 'memory-gc-share',
  needs: Object.freeze(['profile']),
  summary: 'Garbage collection takes a tenth of the CPU time or more.',
  test({ profile }: ProfileEvidence): readonly Finding[] {
    const { gcNs, cpuNs } = profile.summary;
    const share = cpuNs > 0 ? gcNs / cpuNs : 0;
    if (share < threshold) return [];
    return [
      {
        id: 'memory-gc-share',
        severity: share >= 0.3 ? 'high' : 'medium',
        certainty: 'likely',
        message: `Garbage collection takes ${(share * 100).toFixed(0)} % of the CPU time.`,
        evidence: [
          { label: 'garbage collection', value: gcNs, unit: 'ns' },
          { label: 'CPU time', value: cpuNs, unit: 'ns' },
        ],
        fix: {
          package: '@nsi/memory',
          function: 'createBufferPool',
          docs: 'packages/memory/README.md',
          whenNot: 'The garbage is small and short-lived objects of many kinds: then make fewer of them.',
        },
        expectedGain: { share, of: 'cpu' },
      },
    ];
  },
});
