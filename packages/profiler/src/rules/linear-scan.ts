import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** Methods that search have no frame of their own once they are inlined: their time falls on the line that calls them, and on those of the function they ask. */
export const linearScan: ProfileRule = defineLineRule({
  id: 'linear-scan',
  summary: 'Lines that search an array from its start for one value take 20 % of the busy samples or more.',
  leastShare: 0.2,
  certainty: 'likely',
  isGuilty: ({ name }) => name === 'shape:search',
  message: (share) => `Searching arrays from their start takes ${share} of the busy time.`,
  fix: {
    package: '@nsi/memory',
    function: 'IntMap',
    diff: '-const user = users.find((one) => one.id === id);\n+const user = byId.get(id); // const byId = new Map(users.map((one) => [one.id, one]))',
    whenNot: 'the array is short, or changes more often than it is searched.',
  },
});
