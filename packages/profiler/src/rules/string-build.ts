import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** What was built is cut, searched or read by index in the same loop that goes on building it. */
const flattens =
  /\b(\w+)\s*=\s*\1\.(?:slice|substring|substr|replace|trim\w*)\s*\(|\b(\w+)\s*\+=.*\b\2\.(?:charAt|charCodeAt|indexOf|slice|length\s*-)|\b(\w+)\s*=\s*\3\.split\(/;

/** A string that grows by pieces is a tree; cutting or searching it copies all of it into one piece, each time. */
export const stringBuild: ProfileRule = defineLineRule({
  id: 'string-build',
  summary: 'Lines in loops that cut what they go on building take 15 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.15,
  certainty: 'likely',
  isGuilty: ({ text, isInLoop }) => isInLoop && flattens.test(text),
  message: (share) => `Cutting a string while it is being built takes ${share} of the busy time.`,
  fix: {
    package: '@nsi/io',
    function: 'lines',
    diff: '-rest = rest.slice(end + 1);\n+start = end + 1; // walk with indexOf("\\n", start) and cut once',
    whenNot: 'the string is short.',
  },
});
