import { formatNs, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareOfProcessor } from './share-of-processor.ts';

const leastNs = 50e6;
/** One late turn may be the machine's doing; two are not, nor is one as long as this. */
const leastTurns = 2;
const surelyNs = 2 * leastNs;
/** A program that never waits has no loop to block. */
const mostUtilization = 0.97;

interface StretchMatch extends RuleMatch {
  readonly count: number;
  readonly share: number;
}

/** One piece of work holds the event loop while others wait. */
export const loopBlocked: ProfileRule = defineRule<StretchMatch>({
  id: 'loop-blocked',
  needs: ['stretches', 'series'],
  summary: 'The event loop of a program that also waits is late by 50 ms or more, and one function ran for as long, after the start-up.',
  specificity: 0,
  test({ profile: { stretches = [], summary, frames, series } }) {
    const startupNs = series?.timeNs[0] ?? 0;
    const long = stretches.filter(
      ({ durationNs, startNs, frame }) => durationNs >= leastNs && startNs >= startupNs && frames[frame]?.category === 'app',
    );
    const [longest] = long;
    const delayNs = Math.max(0, ...(series?.delayNs ?? [])) * shareOfProcessor(summary);
    const own = longest && frames[longest.frame];
    if (!longest || !own || delayNs < leastNs || summary.eventLoopUtilization >= mostUtilization) return undefined;
    if (long.length < leastTurns && longest.durationNs < surelyNs) return undefined;
    const heldNs = long.reduce((sum, { durationNs }) => sum + durationNs, 0);
    return {
      certainty: 'likely',
      severity: longest.durationNs >= 4 * leastNs ? 'high' : 'medium',
      message: `\`${own.name || '(anonymous)'}\` holds the event loop for ${formatNs(longest.durationNs)}: nothing else runs meanwhile.`,
      where: [{ file: own.file, line: longest.line || own.line, function: own.name }],
      signal: { name: 'longest delay of the loop', value: delayNs, unit: 'ns', threshold: leastNs, sampleCount: long.length },
      gain: { share: Math.min(1, heldNs / summary.wallNs), of: 'wall' },
      count: long.length,
      share: longest.share,
    };
  },
  evidence: ({ count, share }) => [
    { label: 'turns of 50 ms and more', value: count, unit: 'count' },
    { label: 'of the longest, in this function', value: formatShare(share) },
  ],
  fix: {
    package: '@nsi/cpu',
    function: 'yieldIfNeeded',
    diff: '-for (const row of rows) sum += score(row);\n+for (const row of rows) {\n+  sum += score(row);\n+  await yieldIfNeeded(); // or pool.run(score, rows), on another thread\n+}',
    whenNot: 'nobody waits: a script that does one thing may hold its loop.',
  },
});
