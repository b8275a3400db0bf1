import type { ProfileReport } from '@nsi/core/report';
import { formatBytes, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareOfProcessor } from './share-of-processor.ts';

const leastPerSecond = 1;
/** A heap that grows to its size is collected a few times. */
const leastCollections = 5;
const leastShare = 0.05;
/** The collector waits for its helper threads: where others have the processors, its pauses tell of them. */
const leastProcessor = 0.6;
const maxSites = 5;

interface PromotionMatch extends RuleMatch {
  readonly collections: number;
  readonly share: number;
  readonly freed: number;
  readonly kept: number;
}

/** Objects live just long enough to be moved out of the young generation, and die there, where collecting is dear. */
export const promotion: ProfileRule = defineRule<PromotionMatch>({
  id: 'promotion',
  needs: ['collections'],
  summary:
    'One major garbage collection a second or more, at least 5, that take 5 % of the CPU time or more while the heap is larger than what is outside of it.',
  specificity: 2,
  test({ profile }) {
    const { collections, series, allocations = [], promoted = allocations, frames, summary } = profile;
    if (!collections) return undefined;
    const { majorCount, majorNs, otherNs } = collections;
    const perSecond = majorCount / (summary.wallNs / 1e9);
    const share = (majorNs + otherNs) / Math.max(1, summary.cpuNs);
    if (majorCount < leastCollections || perSecond < leastPerSecond || share < leastShare) return undefined;
    // Memory outside of the heap makes V8 collect as well: `external-memory` tells of it.
    if (Math.max(0, ...(series?.externalBytes ?? [])) > Math.max(0, ...(series?.heapUsedBytes ?? []))) return undefined;
    const sites = promoted.filter(({ frame }) => frames[frame]?.category === 'app');
    const isLikely = sites.length > 0 && shareOfProcessor(summary) >= leastProcessor;
    return {
      certainty: isLikely ? 'likely' : 'hint',
      message: `Objects live just long enough to leave the young generation: ${perSecond.toFixed(1)} major collections a second take ${formatShare(share)} of the CPU time.`,
      where: sites.slice(0, maxSites).flatMap(({ frame, line }) => {
        const found = frames[frame];
        return found ? [{ file: found.file, line, function: found.name }] : [];
      }),
      signal: { name: 'major collections a second', value: perSecond, unit: 'count', threshold: leastPerSecond, sampleCount: majorCount },
      // A minor collection is dear by what survives it: all of the collecting may go.
      gain: { share: Math.max(share, summary.gcNs / Math.max(1, summary.cpuNs)), of: 'cpu' },
      collections: majorCount,
      share,
      ...heapOf(profile),
    };
  },
  evidence: ({ collections, share, freed, kept }, { profile: { promoted, collections: all } }) => [
    { label: 'major collections', value: collections, unit: 'count' },
    { label: 'minor collections', value: all?.minorCount ?? 0, unit: 'count' },
    { label: 'share of CPU time', value: formatShare(share) },
    { label: 'heap after them, in the mean', value: kept, unit: 'bytes' },
    { label: 'freed by each, in the mean', value: freed, unit: 'bytes' },
    {
      label: 'sites',
      value: promoted ? 'of what outlived the young generation' : 'of all that was allocated; a deep profile tells what outlived',
    },
  ],
  fix: ({ kept }) => ({
    package: '@nsi/memory',
    function: 'createObjectPool',
    diff: '-recent.push(readings.map((value, sensor) => ({ sensor, value })));\n+recent.set(readings, (tick % ticks) * readings.length); // const recent = new Float64Array(ticks * readings.length): one array that is written again',
    whenNot: `the ${formatBytes(kept)} must be objects that live so long: then give them room to die young, node --max-semi-space-size=64.`,
  }),
  experiment: 'larger-semi-space',
});

/** Means over the major collections: what they left, and how far the heap fell from its highest since the one before. */
function heapOf({ collections, series }: ProfileReport): Pick<PromotionMatch, 'freed' | 'kept'> {
  const after = collections?.afterMajor ?? [];
  const { timeNs = [], heapUsedBytes = [] } = series ?? {};
  const falls = after.map(([atNs, left], index) => {
    const fromNs = after[index - 1]?.[0] ?? 0;
    const before = heapUsedBytes.filter((_, row) => (timeNs[row] ?? 0) > fromNs && (timeNs[row] ?? 0) <= atNs);
    return Math.max(0, Math.max(0, ...before) - left);
  });
  const count = Math.max(1, after.length);
  return {
    freed: falls.reduce((sum, bytes) => sum + bytes, 0) / count,
    kept: after.reduce((sum, [, left]) => sum + left, 0) / count,
  };
}
