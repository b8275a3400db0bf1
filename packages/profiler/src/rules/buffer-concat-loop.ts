import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.1;

interface CountedMatch extends RuleMatch {
  readonly calls: number;
  readonly callBytes: number;
}

/** A join copies all bytes: done for each piece, the cost grows with the square of the length. */
export const bufferConcatLoop: ProfileRule = defineRule<CountedMatch>({
  id: 'buffer-concat-loop',
  needs: ['profile'],
  summary: 'Joining buffers again and again takes 10 % of the busy samples or more.',
  specificity: 2,
  test(evidence) {
    const below = evidence.shareBelow(({ name, file }) => file === 'node:buffer' && name === 'concat');
    const counters = evidence.countersLike(/^Buffer\.concat$/);
    const calls = counters.reduce((sum, { count }) => sum + count, 0);
    if (below.interval[0] < leastShare) return undefined;
    const bytes = counters.reduce((sum, counter) => sum + counter.bytes, 0);
    const [most] = counters;
    return {
      certainty: 'likely',
      message: `Joining buffers again for each piece takes ${formatShare(below.share)} of the busy time.`,
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
    diff: '-body = Buffer.concat([body, chunk]);\n+chunks.push(chunk); // … and once at the end: Buffer.concat(chunks)',
    whenNot: 'each join is of pieces that are new, and their sum is used at once.',
  },
});
