import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** A copy made through text. */
export const jsonClone: ProfileRule = defineLineRule({
  id: 'json-clone',
  summary: 'Lines that read what JSON.stringify gave with JSON.parse take 5 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.05,
  hintBelow: 0.1,
  certainty: 'certain',
  isGuilty: ({ name }) => name === 'shape:json-clone',
  message: (share) => `Copying through JSON takes ${share} of the busy time.`,
  fix: {
    function: 'structuredClone',
    diff: '-const copy = JSON.parse(JSON.stringify(order));\n+const copy = { ...order, lines: [...order.lines] }; // copy what you change',
    whenNot: 'the copy must lose what JSON cannot hold, such as class instances and undefined.',
  },
});
