import type { Deoptimization } from '@nsi/core/report';
import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastTimes = 5;
const leastShare = 0.05;

interface DeoptMatch extends RuleMatch {
  readonly reason: string;
  readonly lines: readonly number[];
  readonly share: number;
}

/** V8 optimizes a function, meets what it did not expect, throws the code away and begins anew. */
export const deoptLoop: ProfileRule = defineRule<DeoptMatch>({
  id: 'deopt-loop',
  needs: ['deoptimizations'],
  summary: 'V8 throws the optimized code of a function that takes 5 % of the busy samples or more away 5 times or more for one reason.',
  specificity: 2,
  test(evidence) {
    const { deoptimizations = [], threads = [] } = evidence.profile;
    const found = byFunction(deoptimizations)
      .map((all) => ({ all, times: all.reduce((sum, { count }) => sum + count, 0) }))
      .filter(({ times }) => times >= leastTimes)
      .map((one) => ({ ...one, share: evidence.shareOnLines(({ file, function: name }) => isOf(one.all[0], file, name)) }))
      .toSorted((left, right) => right.share.samples - left.share.samples)[0];
    const [first] = found?.all ?? [];
    if (!found || !first || found.share.interval[0] < leastShare) return undefined;
    const { all, times, share } = found;
    return {
      // Every thread has optimized code of its own: many of them that learn once look like one that never does.
      certainty: threads.length > 1 ? 'hint' : 'likely',
      message: `The optimized code of \`${first.function}\`, ${formatShare(share.share)} of the busy time, was thrown away ${formatCount(times)} times: ${first.reason}.`,
      where: [...Map.groupBy(all, ({ line }) => line).values()].flatMap(([worst]) => worst ?? []),
      signal: { name: 'deoptimizations for one reason', value: times, unit: 'count', threshold: leastTimes, sampleCount: times },
      gain: { share: share.share, of: 'cpu' },
      reason: first.reason,
      lines: [...new Set(all.map(({ line }) => line))],
      share: share.share,
    };
  },
  evidence: ({ reason, lines, share }) => [
    { label: 'reason', value: reason },
    { label: 'lines', value: lines.join(', ') },
    { label: 'share of the function', value: formatShare(share) },
  ],
  fix: {
    diff: '-rows.push(isOld ? { total, id } : { id, total });\n+rows.push({ id, total }); // the same properties in the same order, numbers that stay numbers: one shape for all sources',
    whenNot: 'the program has met every kind of value by now: V8 has learnt them, and a longer run is fast.',
  },
});

/** Of each named function and reason, the worst place first. */
function byFunction(all: readonly Deoptimization[]): readonly (readonly Deoptimization[])[] {
  const named = all.filter(({ function: name }) => name !== undefined);
  return [...Map.groupBy(named, ({ file, function: name, reason }) => `${file}\n${name}\n${reason}`).values()].map((group) =>
    group.toSorted((left, right) => right.count - left.count),
  );
}

function isOf(deoptimization: Deoptimization | undefined, file: string, name: string): boolean {
  return deoptimization?.file === file && deoptimization.function === name;
}
