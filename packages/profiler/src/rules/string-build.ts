import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** A string that grows by pieces is a tree; cutting or searching it copies all of it into one piece, each time. */
export const stringBuild: ProfileRule = defineLineRule({
  id: 'string-build',
  summary: 'Lines that cut, search or read a string which they go on building take 15 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.15,
  certainty: 'likely',
  isGuilty: ({ name }) => name === 'shape:rebuild',
  message: (share) => `Cutting a string while it is being built takes ${share} of the busy time.`,
  fix: {
    package: '@nsi/io',
    function: 'lines',
    diff: '-rest = rest.slice(end + 1);\n+start = end + 1; // walk with indexOf("\\n", start) and cut once',
    whenNot: 'the string is short.',
  },
});
