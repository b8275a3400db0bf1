import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

const pattern =
  /\.\.\.(?:acc|accumulator|result|results|previous|prev|memo|all|so_?far|gathered|index|map|out|output|list|state|total|totals|groups?|by[A-Z]\w*)\b|Object\.assign\s*\(\s*\{\s*\}\s*,|\.concat\s*\(\s*\[/i;

/** Each step copies what all steps before it made: the cost grows with the square of the length. */
export const spreadReduce: ProfileRule = defineLineRule({
  id: 'spread-reduce',
  summary: 'Lines that copy all that was gathered so far for each element take 10 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.1,
  certainty: 'certain',
  isGuilty: ({ text, isInLoop }) => pattern.test(text) && isInLoop,
  message: (share) => `Copying everything gathered so far for each element takes ${share} of the busy time.`,
  fix: {
    diff: '-rows.reduce((all, row) => ({ ...all, [row.id]: row }), {})\n+Object.fromEntries(rows.map((row) => [row.id, row]))',
    whenNot: 'others keep the earlier states, as a store of immutable values does.',
  },
});
