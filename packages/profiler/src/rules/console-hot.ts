import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.1;

interface CountedMatch extends RuleMatch {
  readonly calls: number;
  readonly callBytes: number;
}

/** The console formats every value and writes each line by itself, to files and terminals synchronously. */
export const consoleHot: ProfileRule = defineRule<CountedMatch>({
  id: 'console-hot',
  needs: ['counters'],
  summary: 'Writing to the console takes 10 % of the busy samples or more.',
  covers: ['io-console-hot'],
  specificity: 2,
  test(evidence) {
    const below = evidence.shareBelow(
      ({ file }) =>
        /^node:internal\/(?:console|util\/(?:inspect|colors))/.test(file) ||
        file === 'node:tty' ||
        file === 'node:internal/fs/sync_write_stream',
    );
    const counters = evidence.countersLike(/^console\./);
    const calls = counters.reduce((sum, { count }) => sum + count, 0);
    if (below.interval[0] < leastShare) return undefined;
    const bytes = counters.reduce((sum, counter) => sum + counter.bytes, 0);
    const [most] = counters;
    return {
      certainty: 'certain',
      message: `Writing to the console takes ${formatShare(below.share)} of the busy time, in ${formatCount(calls)} calls.`,
      where: most && most.places.length > 0 ? most.places : below.places,
      signal: shareSignal(below, leastShare),
      gain: { share: below.share, of: 'cpu' },
      calls,
      callBytes: calls === 0 ? 0 : bytes / calls,
    };
  },
  evidence: ({ calls, callBytes }) => [
    { label: 'calls', value: calls, unit: 'count' },
    ...(callBytes > 0 ? [{ label: 'bytes a call', value: callBytes, unit: 'bytes' }] : []),
  ],
  fix: {
    package: '@nsi/io',
    function: 'createBufferedWriter',
    diff: '-console.log(`done ${id}`);\n+log.write(`done ${id}\\n`); // const log = createBufferedWriter(path)',
    whenNot: 'a person reads along, line by line.',
  },
});
