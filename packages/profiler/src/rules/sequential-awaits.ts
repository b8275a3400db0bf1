import { formatCount, formatNs, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastLinks = 20;
const leastShare = 0.3;

interface ChainMatch extends RuleMatch {
  readonly peer: string;
  readonly links: number;
  readonly longest: number;
  readonly meanNs: number;
}

/** Round trips that wait for each other, one in flight. */
export const sequentialAwaits: ProfileRule = defineRule<ChainMatch>({
  id: 'sequential-awaits',
  needs: ['waits'],
  summary: 'Chains of at least 20 round trips to one peer, one in flight at a time, take 30 % of the elapsed time or more.',
  test({ profile: { waits = [], summary } }) {
    const chains = waits.filter(({ kind, chainLength = 0 }) => kind === 'socket' && chainLength >= leastLinks);
    return chains.flatMap(({ peer, chainLength = 0, chainedCount = 0, chainedNs = 0, places = [] }) => {
      const share = Math.min(1, chainedNs / summary.wallNs);
      if (share < leastShare) return [];
      return [
        {
          certainty: 'certain',
          message: `${formatCount(chainedCount)} round trips to ${peer} ran one after the other: ${formatNs(chainedNs)} of waiting.`,
          where: places,
          signal: { name: 'share of elapsed time', value: share, unit: 'ratio', threshold: leastShare, sampleCount: chainedCount },
          gain: { share, of: 'wall' },
          peer,
          links: chainedCount,
          longest: chainLength,
          meanNs: chainedNs / Math.max(1, chainedCount),
        },
      ];
    });
  },
  evidence: ({ peer, links, longest, meanNs }) => [
    { label: 'peer', value: peer },
    { label: 'round trips in chains', value: links, unit: 'count' },
    { label: 'longest chain', value: longest, unit: 'count' },
    { label: 'mean round trip', value: meanNs, unit: 'ns' },
  ],
  fix: ({ meanNs, peer }) => ({
    package: '@nsi/cpu',
    function: 'createScheduler',
    diff: '-for (const id of ids) rows.push(await load(id));\n+const rows = await Promise.all(ids.map((id) => scheduler.add(() => load(id)))); // const scheduler = createScheduler({ concurrency: 8 })',
    whenNot: `each request needs the answer of the one before, or ${peer} answers in ${formatShare(1)} of its capacity already (${formatNs(meanNs)} each).`,
  }),
});
