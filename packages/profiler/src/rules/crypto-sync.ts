import { defineCallRule } from './define-call-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** Deriving a key is meant to be slow; the synchronous form holds the event loop for as long. */
export const cryptoSync: ProfileRule = defineCallRule({
  id: 'crypto-sync',
  needs: ['profile'],
  summary:
    'Synchronous key derivation or key making takes 5 % of the busy samples or more; a hint when one call after the start-up takes 20 ms.',
  specificity: 2,
  leastShare: 0.05,
  longNs: 20e6,
  certainty: 'certain',
  isCall: ({ name, file }) =>
    file.startsWith('node:internal/crypto') &&
    /^(?:pbkdf2Sync|scryptSync|hkdfSync|generateKeyPairSync|generateKeySync|generatePrimeSync|checkPrimeSync|argon2Sync)$/.test(name),
  counters: /^crypto\.(?:pbkdf2|scrypt|hkdf|generate\w+|checkPrime|argon2)Sync$/,
  message: (share, calls) => `Synchronous cryptography takes ${share} of the busy time, in ${calls} calls that hold the event loop.`,
  fix: {
    package: '@nsi/cpu',
    function: 'createPool',
    diff: "-const key = pbkdf2Sync(password, salt, 100_000, 32, 'sha256');\n+const key = await promisify(pbkdf2)(password, salt, 100_000, 32, 'sha256'); // on the thread pool",
    whenNot: 'it runs once at start-up.',
  },
});
