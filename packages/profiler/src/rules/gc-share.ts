import { allocatingLines } from './allocating-lines.ts';
import { formatBytes, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareOfProcessor } from './share-of-processor.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.1;
/** Below, a program may have good reason: worth a look, no more. */
const likelyShare = 0.25;
/** The collector waits for its helper threads: where others have the processors, its pauses tell of them. */
const leastProcessor = 0.6;
/** A start-up collects too: of a short run it says nothing. */
const leastSamples = 100;
const likelySamples = 200;

interface GarbageMatch extends RuleMatch {
  readonly allocated: number;
}

/** Garbage is made faster than it should be collected. */
export const gcShare: ProfileRule = defineRule<GarbageMatch>({
  id: 'gc-share',
  needs: ['collections'],
  summary:
    'Garbage collection takes 10 % of at least 100 busy samples and of the CPU time or more; from 25 % of at least 200 on more than a hint.',
  test(evidence) {
    const { profile } = evidence;
    const share = evidence.shareBelow(({ category }) => category === 'gc');
    const { gcNs, cpuNs } = profile.summary;
    if (share.busySamples < leastSamples || share.interval[0] < leastShare || gcNs < leastShare * cpuNs) return undefined;
    const sites = allocatingLines(evidence);
    // Where no site of the program is known, something outside of the heap may drive it.
    const isLikely =
      share.interval[0] >= likelyShare &&
      share.busySamples >= likelySamples &&
      sites.length > 0 &&
      shareOfProcessor(profile.summary) >= leastProcessor;
    return {
      certainty: isLikely ? 'likely' : 'hint',
      message: `Garbage collection takes ${formatShare(share.share)} of the busy time.`,
      where: sites.slice(0, 5).map(({ file, line, function: name }) => ({
        file,
        ...(line === undefined ? {} : { line }),
        ...(name === undefined ? {} : { function: name }),
      })),
      signal: shareSignal(share, leastShare),
      gain: { share: share.share, of: 'cpu' },
      allocated: (profile.allocations ?? []).reduce((sum, { bytes }) => sum + bytes, 0),
    };
  },
  evidence: ({ allocated }, { profile: { collections } }) => [
    { label: 'allocated', value: allocated, unit: 'bytes' },
    { label: 'minor collections', value: collections?.minorCount ?? 0, unit: 'count' },
    { label: 'major collections', value: collections?.majorCount ?? 0, unit: 'count' },
    { label: 'longest', value: collections?.longestNs ?? 0, unit: 'ns' },
  ],
  fix: ({ allocated }) => ({
    package: '@nsi/memory',
    function: 'createObjectPool',
    diff: '-const point = { x, y };\n+using lease = points.acquire(); // reuse what is made in every turn',
    whenNot: `the ${formatBytes(allocated)} are many small objects of many kinds: then make fewer of them first.`,
  }),
  experiment: 'larger-semi-space',
});
