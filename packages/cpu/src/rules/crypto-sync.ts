import type { Rule } from '@nsi/core';
import type { Finding } from '@nsi/core/report';
import { placeOf, shareBelow, type CpuEvidence } from './profile-share.ts';

const threshold = 0.05;
const leastSamples = 100;
const slowOnPurpose = /^(?:pbkdf2Sync|scryptSync|argon2Sync|hkdfSync|generateKeyPairSync|generatePrimeSync|checkPrimeSync)$/;

/** Synchronous key derivation holds the event loop for as long as it was made to take. */
export const cryptoSync: Rule<CpuEvidence> = Object.freeze({
  id: 'cpu-crypto-sync',
  needs: Object.freeze(['profile']),
  summary: 'Synchronous key derivation or generation takes a twentieth of the busy time or more.',
  test({ profile }: CpuEvidence): readonly Finding[] {
    const { share, interval, busySamples, callers } = shareBelow(profile, ({ name }) => slowOnPurpose.test(name));
    if (busySamples < leastSamples || interval[0] < threshold) return [];
    return [
      {
        id: 'cpu-crypto-sync',
        severity: share >= 0.2 ? 'high' : 'medium',
        certainty: 'certain',
        message: `Synchronous key derivation or generation takes ${(share * 100).toFixed(0)} % of the busy time.`,
        where: callers.slice(0, 3).map(placeOf),
        evidence: [{ label: 'share of busy samples', value: share, unit: 'ratio', interval, confidence: 0.95, sampleCount: busySamples }],
        fix: {
          package: '@nsi/cpu',
          function: 'createPool',
          docs: 'packages/cpu/README.md',
          whenNot: 'The asynchronous call of node:crypto will do: it runs on four threads of its own; a pool bounds and orders the work.',
        },
        expectedGain: { share, of: 'wall' },
      },
    ];
  },
});
