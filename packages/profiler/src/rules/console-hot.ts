import { defineCallRule } from './define-call-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** The console formats every value and writes each line by itself, to files and terminals synchronously. */
export const consoleHot: ProfileRule = defineCallRule({
  id: 'console-hot',
  needs: ['counters'],
  summary: 'Writing to the console takes 10 % of the busy samples or more.',
  covers: ['io-console-hot'],
  specificity: 2,
  leastShare: 0.1,
  certainty: 'certain',
  isCall: ({ file }) =>
    /^node:internal\/(?:console|util\/(?:inspect|colors))/.test(file) ||
    file === 'node:tty' ||
    file === 'node:internal/fs/sync_write_stream',
  counters: /^console\./,
  message: (share, calls) => `Writing to the console takes ${share} of the busy time, in ${calls} calls.`,
  fix: {
    package: '@nsi/io',
    function: 'createBufferedWriter',
    diff: '-console.log(`done ${id}`);\n+log.write(`done ${id}\\n`); // const log = createBufferedWriter(path)',
    whenNot: 'a person reads along, line by line.',
  },
  experiment: 'buffered-stdout',
});
