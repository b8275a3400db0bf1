import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** A shift moves every element that is left, from some thousand elements on. */
export const arrayShift: ProfileRule = defineLineRule({
  id: 'array-shift',
  summary: 'Lines that take from, or put at, the start of an array take 10 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.1,
  hintBelow: 0.2,
  certainty: 'certain',
  isGuilty: ({ name }) => name === 'shape:array-head',
  message: (share) => `Moving whole arrays by one place takes ${share} of the busy time.`,
  fix: {
    package: '@nsi/memory',
    function: 'Deque',
    diff: '-const next = queue.shift();\n+const next = queue.shift(); // const queue = new Deque()',
    whenNot: 'the queue stays below some thousand entries: V8 moves those without a copy.',
  },
});
