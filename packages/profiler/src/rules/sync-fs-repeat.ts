import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { isSyncFileCall } from './is-sync-file-call.ts';
import { shareMatch } from './share-signal.ts';

const leastShare = 0.05;
const leastRepeats = 50;
const leastRepeatShare = 0.9;

interface RepeatMatch extends RuleMatch {
  readonly calls: number;
  readonly repeatShare: number;
  readonly paths: string;
}

/** The same files are read again and again. */
export const syncFsRepeat: ProfileRule = defineRule<RepeatMatch>({
  id: 'sync-fs-repeat',
  needs: ['counters'],
  summary: 'Synchronous reads of files that were read before take 5 % of the busy samples or more: at least 50 of them, 90 % of all reads.',
  specificity: 2,
  covers: ['io-sync-fs-repeat', 'sync-fs-hot'],
  test(evidence) {
    const reads = evidence
      .countersLike(/^fs\.(?:readFileSync|openSync|statSync|existsSync|readdirSync)$/)
      .filter(({ repeatCount = 0 }) => repeatCount > 0);
    const calls = reads.reduce((sum, { count }) => sum + count, 0);
    const repeats = reads.reduce((sum, { repeatCount = 0 }) => sum + repeatCount, 0);
    const below = evidence.shareBelow(isSyncFileCall);
    if (below.interval[0] < leastShare || repeats < leastRepeats || repeats < leastRepeatShare * calls) return undefined;
    const [most] = reads.toSorted((left, right) => right.ns - left.ns || right.count - left.count);
    return {
      certainty: 'certain',
      message: `${formatCount(repeats)} of ${formatCount(calls)} synchronous reads were of a file read before; they take ${formatShare(below.share)} of the busy time.`,
      ...shareMatch(below, leastShare),
      where: most && most.places.length > 0 ? most.places : below.places,
      calls,
      repeatShare: repeats / calls,
      paths: (most?.keys ?? [])
        .slice(0, 5)
        .map(([path, count]) => `${path} ${formatCount(count)}×`)
        .join(', '),
    };
  },
  evidence: ({ calls, repeatShare, paths }) => [
    { label: 'reads', value: calls, unit: 'count' },
    { label: 'of a path read before', value: repeatShare, unit: 'ratio' },
    { label: 'paths', value: paths },
  ],
  fix: {
    package: '@nsi/io',
    function: 'cachedFile',
    diff: "-const text = readFileSync(path, 'utf8');\n+const text = (await template.read()).toString(); // const template = cachedFile(path, { watch: true })",
    whenNot: 'the file changes between two reads and an old one must never be seen.',
  },
  experiment: 'memoise-read-file',
});
