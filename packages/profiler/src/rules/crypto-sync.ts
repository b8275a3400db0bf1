import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.05;

interface CountedMatch extends RuleMatch {
  readonly calls: number;
  readonly callBytes: number;
}

/** Deriving a key is meant to be slow; the synchronous form holds the event loop for as long. */
export const cryptoSync: ProfileRule = defineRule<CountedMatch>({
  id: 'crypto-sync',
  needs: ['profile'],
  summary: 'Synchronous key derivation or key making takes 5 % of the busy samples or more.',
  specificity: 2,
  test(evidence) {
    const below = evidence.shareBelow(
      ({ name, file }) =>
        file.startsWith('node:internal/crypto') &&
        /^(?:pbkdf2Sync|scryptSync|hkdfSync|generateKeyPairSync|generateKeySync|generatePrimeSync|checkPrimeSync|argon2Sync)$/.test(name),
    );
    const counters = evidence.countersLike(/^crypto\.(?:pbkdf2|scrypt|hkdf|generate\w+|checkPrime|argon2)Sync$/);
    const calls = counters.reduce((sum, { count }) => sum + count, 0);
    if (below.interval[0] < leastShare) return undefined;
    const bytes = counters.reduce((sum, counter) => sum + counter.bytes, 0);
    const [most] = counters;
    return {
      certainty: 'certain',
      message: `Synchronous cryptography takes ${formatShare(below.share)} of the busy time, in ${formatCount(calls)} calls that hold the event loop.`,
      where: most && most.places.length > 0 ? most.places : below.places,
      signal: shareSignal(below, leastShare),
      gain: { share: below.share, of: 'cpu' },
      calls,
      callBytes: calls === 0 ? 0 : bytes / calls,
    };
  },
  evidence: ({ calls, callBytes }) => [
    { label: 'calls', value: calls, unit: 'count' },
    ...(callBytes > 0 ? [{ label: 'bytes a call', value: callBytes, unit: 'bytes' }] : []),
  ],
  fix: {
    package: '@nsi/cpu',
    function: 'createPool',
    diff: "-const key = pbkdf2Sync(password, salt, 100_000, 32, 'sha256');\n+const key = await promisify(pbkdf2)(password, salt, 100_000, 32, 'sha256'); // on the thread pool",
    whenNot: 'it runs once at start-up.',
  },
});
