import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** Each step copies what all steps before it made: the cost grows with the square of the length. */
export const spreadReduce: ProfileRule = defineLineRule({
  id: 'spread-reduce',
  summary: 'Lines that copy all that was gathered so far for each element take 10 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.1,
  hintBelow: 0.15,
  certainty: 'certain',
  isGuilty: ({ name }) => name === 'shape:copy-all',
  message: (share) => `Copying everything gathered so far for each element takes ${share} of the busy time.`,
  fix: {
    diff: '-rows.reduce((all, row) => ({ ...all, [row.id]: row }), {})\n+Object.fromEntries(rows.map((row) => [row.id, row]))',
    whenNot: 'others keep the earlier states, as a store of immutable values does.',
  },
});
