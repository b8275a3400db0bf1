import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.1;
const pattern =
  /\.\.\.(?:acc|accumulator|result|results|previous|prev|memo|all|so_?far|gathered|index|map|out|output|list|state|total|totals|groups?|by[A-Z]\w*)\b|Object\.assign\s*\(\s*\{\s*\}\s*,|\.concat\s*\(\s*\[/i;

/** Each step copies what all steps before it made: the cost grows with the square of the length. */
export const spreadReduce: ProfileRule = defineRule({
  id: 'spread-reduce',
  needs: ['profile'],
  summary: 'Lines that copy all that was gathered so far for each element take 10 % of the busy samples or more.',
  specificity: 2,
  test(evidence) {
    const share = evidence.shareOnLines(({ text, isInLoop }) => pattern.test(text) && isInLoop);
    if (share.interval[0] < leastShare) return undefined;
    return {
      certainty: 'certain',
      message: `Copying everything gathered so far for each element takes ${formatShare(share.share)} of the busy time.`,
      where: share.places,
      signal: shareSignal(share, leastShare),
      gain: { share: share.share, of: 'cpu' },
    };
  },
  fix: {
    diff: '-rows.reduce((all, row) => ({ ...all, [row.id]: row }), {})\n+Object.fromEntries(rows.map((row) => [row.id, row]))',
    whenNot: 'others keep the earlier states, as a store of immutable values does.',
  },
});
