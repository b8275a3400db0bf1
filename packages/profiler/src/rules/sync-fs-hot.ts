import type { ProfileReport } from '@nsi/core/report';
import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { isSyncFileCall } from './is-sync-file-call.ts';
import { shareMatch } from './share-signal.ts';

const leastShare = 0.05;
const leastCalls = 200;

interface SyncFsMatch extends RuleMatch {
  readonly calls: number;
  readonly repeatShare: number;
  readonly paths: number;
  readonly bytes: number;
  readonly names: string;
}

/** Synchronous file calls take a share of the busy time. */
export const syncFsHot: ProfileRule = defineRule<SyncFsMatch>({
  id: 'sync-fs-hot',
  needs: ['counters'],
  summary: 'Synchronous file calls after the start-up take 5 % of the busy samples or more, in at least 200 calls.',
  test(evidence) {
    const below = evidence.shareBelow(isSyncFileCall);
    const counters = evidence.countersLike(/^fs\.\w+Sync$/);
    const calls = counters.reduce((sum, { count, startupCount }) => sum + count - startupCount, 0);
    const own = evidence.interval(below.samples - loaderSamples(evidence.profile), below.busySamples);
    if (own[0] < leastShare || calls < leastCalls) return undefined;
    const repeats = counters.reduce((sum, { repeatCount = 0 }) => sum + repeatCount, 0);
    const [most] = counters.toSorted((left, right) => right.ns - left.ns);
    return {
      certainty: 'certain',
      message: `Synchronous file calls take ${formatShare(below.share)} of the busy time, ${formatCount(calls)} of them.`,
      ...shareMatch(below, leastShare),
      where: most && most.places.length > 0 ? most.places : below.places,
      calls,
      repeatShare: calls === 0 ? 0 : repeats / calls,
      paths: counters.reduce((sum, { distinctCount = 0 }) => Math.max(sum, distinctCount), 0),
      bytes: counters.reduce((sum, counter) => sum + counter.bytes, 0),
      names: counters.map(({ name, count }) => `${name} ${formatCount(count)}×`).join(', '),
    };
  },
  evidence: ({ calls, repeatShare, paths, bytes, names }) => [
    { label: 'calls', value: calls, unit: 'count' },
    { label: 'of these on a path seen before', value: repeatShare, unit: 'ratio' },
    { label: 'different paths', value: paths, unit: 'count' },
    { label: 'bytes in all', value: bytes, unit: 'bytes' },
    { label: 'functions', value: names },
  ],
  fix: ({ repeatShare }) => ({
    package: '@nsi/io',
    function: repeatShare >= 0.5 ? 'cachedFile' : 'readMany',
    diff:
      repeatShare >= 0.5
        ? "-const text = readFileSync(path, 'utf8');\n+const text = String(await template.read()); // const template = cachedFile(path, { watch: true })"
        : '-for (const path of paths) use(readFileSync(path));\n+for (const { bytes } of await readMany(paths)) use(bytes);',
    whenNot: 'the calls run once at start-up, or in a script that has nothing else to do meanwhile.',
  }),
  experiment: 'memoise-read-file',
});

/** Samples of file calls that the module loader makes: those are no calls of the program. */
function loaderSamples({ frames, callTree: { parent, frame, total } }: ProfileReport): number {
  const fileOf = (row: number): string => frames[frame[row] as number]?.file ?? '';
  return frame.reduce(
    (sum, own, row) =>
      isSyncFileCall(frames[own]) && fileOf(parent[row] as number).startsWith('node:internal/modules/')
        ? sum + (total[row] as number)
        : sum,
    0,
  );
}
