import { defineCallRule } from './define-call-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** For a few bytes, making the object costs more than hashing them; crypto.hash needs none. */
export const hashSmall: ProfileRule = defineCallRule({
  id: 'hash-small',
  needs: ['counters'],
  summary: 'Hashing at least 1,000 inputs of less than 4 KiB with an object each takes 10 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.1,
  leastCalls: 1000,
  mostCallBytes: 4096,
  certainty: 'certain',
  isCall: ({ name, file }) => file === 'node:internal/crypto/hash' && /^(?:Hash|update|digest|createHash|_transform)$/.test(name),
  counters: /^crypto\.Hash\.update$/,
  placing: /^crypto\.createHash$/,
  message: (share, calls) => `Hashing ${calls} small inputs through hash objects takes ${share} of the busy time.`,
  fix: {
    function: 'crypto.hash',
    diff: "-createHash('sha256').update(key).digest('hex')\n+hash('sha256', key) // import { hash } from 'node:crypto'",
    whenNot: 'the input comes in pieces: then a hash object is right.',
  },
  experiment: 'one-shot-hash',
});
