import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

const clone = /JSON\.parse\s*\(\s*JSON\.stringify\s*\(/;

/** A copy made through text. */
export const jsonClone: ProfileRule = defineLineRule({
  id: 'json-clone',
  summary: 'Lines with JSON.parse(JSON.stringify(…)) take 5 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.05,
  certainty: 'certain',
  isGuilty: ({ text }) => clone.test(text),
  message: (share) => `Copying through JSON takes ${share} of the busy time.`,
  fix: {
    function: 'structuredClone',
    diff: '-const copy = JSON.parse(JSON.stringify(order));\n+const copy = { ...order, lines: [...order.lines] }; // copy what you change',
    whenNot: 'the copy must lose what JSON cannot hold, such as class instances and undefined.',
  },
});
