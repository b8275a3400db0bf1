import type { CallCounter } from '@nsi/core/report';
import { formatBytes, formatCount } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { sizeHistogram } from './size-histogram.ts';

const leastPerSecond = 1000;
const mostBytes = 1024;
const leastWrites = 500;
const leastRepeats = 0.5;

interface SmallWritesMatch extends RuleMatch {
  readonly writes: number;
  readonly meanBytes: number;
  readonly names: string;
  readonly counters: readonly CallCounter[];
}

/** A system call for a few bytes, thousands of times a second. */
export const smallWrites: ProfileRule = defineRule<SmallWritesMatch>({
  id: 'small-writes',
  needs: ['counters'],
  summary: 'More than 1,000 writes a second to files, of less than 1 KiB in the mean.',
  specificity: 2,
  covers: ['io-small-writes', 'sync-fs-hot'],
  test({ countersLike, profile: { summary } }) {
    const writes = countersLike(/^fs\.(?:promises\.)?(?:write|writev|appendFile|writeFile)(?:Sync)?$/).filter(
      // Many whole files are no pieces of one.
      ({ name, count, repeatCount = 0 }) => count > 0 && (!name.includes('writeFile') || repeatCount >= leastRepeats * count),
    );
    const count = writes.reduce((sum, counter) => sum + counter.count, 0);
    const bytes = writes.reduce((sum, counter) => sum + counter.bytes, 0);
    const perSecond = count / (summary.wallNs / 1e9);
    const [most] = writes;
    if (!most || count < leastWrites || perSecond < leastPerSecond || bytes / count >= mostBytes) return undefined;
    return {
      certainty: 'certain',
      severity: 'medium',
      message: `${formatCount(perSecond)} writes a second, of ${formatBytes(bytes / count)} each.`,
      where: most.places,
      signal: { name: 'writes a second', value: perSecond, unit: 'count', threshold: leastPerSecond, sampleCount: count },
      writes: count,
      meanBytes: bytes / count,
      names: writes.map(({ name, count: own }) => `${name} ${formatCount(own)}×`).join(', '),
      counters: writes,
    };
  },
  evidence: ({ writes, meanBytes, names, counters }) => [
    { label: 'writes', value: writes, unit: 'count' },
    { label: 'mean size', value: meanBytes, unit: 'bytes' },
    ...sizeHistogram(counters),
    { label: 'functions', value: names },
  ],
  fix: {
    package: '@nsi/io',
    function: 'createBufferedWriter',
    diff: '-appendFileSync(path, line);\n+writer.write(line); // const writer = createBufferedWriter(path)',
    whenNot: 'each write must be on the disk before the program goes on: then use createAppendLog, which gathers writers.',
  },
});
