import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** JSON has no frame of its own: its time falls on the lines that call it. */
export const jsonDominant: ProfileRule = defineLineRule({
  id: 'json-dominant',
  summary: 'Lines that call JSON.parse or JSON.stringify take 15 % of the busy samples or more.',
  leastShare: 0.15,
  hintBelow: 0.25,
  certainty: 'certain',
  isGuilty: ({ name }) => name === 'JSON.parse' || name === 'JSON.stringify',
  message: (share) => `JSON takes ${share} of the busy time.`,
  fix: {
    package: '@nsi/memory',
    function: 'packArray',
    diff: '-const rows = JSON.parse(text);\n+const rows = await cache.get(key); // parse each text once',
    whenNot: 'each text is different and small, and the other side must read JSON: then parse less of it, or elsewhere.',
  },
});
