import { defineCallRule } from './define-call-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** A join copies all bytes: done for each piece, the cost grows with the square of the length. */
export const bufferConcatLoop: ProfileRule = defineCallRule({
  id: 'buffer-concat-loop',
  needs: ['profile'],
  summary: 'Joining buffers again and again takes 10 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.1,
  certainty: 'likely',
  isCall: ({ name, file }) => file === 'node:buffer' && name === 'concat',
  counters: /^Buffer\.concat$/,
  message: (share) => `Joining buffers again for each piece takes ${share} of the busy time.`,
  fix: {
    diff: '-body = Buffer.concat([body, chunk]);\n+chunks.push(chunk); // … and once at the end: Buffer.concat(chunks)',
    whenNot: 'each join is of pieces that are new, and their sum is used at once.',
  },
});
