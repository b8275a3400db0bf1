import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.1;
const leastCalls = 1000;

interface CountedMatch extends RuleMatch {
  readonly calls: number;
  readonly callBytes: number;
}

/** For a few bytes, making the object costs more than hashing them; crypto.hash needs none. */
export const hashSmall: ProfileRule = defineRule<CountedMatch>({
  id: 'hash-small',
  needs: ['counters'],
  summary: 'Hashing small inputs with an object each takes 10 % of the busy samples or more.',
  specificity: 2,
  test(evidence) {
    const below = evidence.shareBelow(
      ({ name, file }) => file === 'node:internal/crypto/hash' && /^(?:Hash|update|digest|createHash|_transform)$/.test(name),
    );
    const counters = evidence.countersLike(/^crypto\.(?:createHash|Hash\.update)$/);
    const calls = counters.reduce((sum, { count }) => sum + count, 0);
    if (below.interval[0] < leastShare || calls < leastCalls) return undefined;
    const bytes = counters.reduce((sum, counter) => sum + counter.bytes, 0);
    const [most] = counters;
    return {
      certainty: 'certain',
      message: `Hashing ${formatCount(calls)} small inputs through hash objects takes ${formatShare(below.share)} of the busy time.`,
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
    function: 'crypto.hash',
    diff: "-createHash('sha256').update(key).digest('hex')\n+hash('sha256', key) // import { hash } from 'node:crypto'",
    whenNot: 'the input comes in pieces: then a hash object is right.',
  },
  experiment: 'one-shot-hash',
});
