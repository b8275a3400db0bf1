import { formatNs, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareOfProcessor } from './share-of-processor.ts';

const leastNs = 50e6;
/** One late turn may be the machine's doing; two are not, nor is one as long as this. */
const leastTurns = 2;
const surelyNs = 2 * leastNs;
/** A program that never waits, and that nobody waits for, has no loop to block. */
const mostUtilization = 0.97;
const leastTimers = 2;

interface StretchMatch extends RuleMatch {
  readonly count: number;
  readonly share: number;
}

/** One piece of work holds the event loop while others wait. */
export const loopBlocked: ProfileRule = defineRule<StretchMatch>({
  id: 'loop-blocked',
  needs: ['stretches', 'series'],
  summary:
    'The event loop of a program that also waits is late by 50 ms or more, and one function ran for as long, after the start-up; more than a hint when requests or timers wait meanwhile.',
  specificity: 0,
  test({ counter, profile: { stretches = [], summary, frames, series } }) {
    const startupNs = series?.timeNs[0] ?? 0;
    const processor = shareOfProcessor(summary);
    const long = stretches.filter(
      // A worker is there to be busy, and of a stretch of many functions none is answerable.
      ({ threadId, durationNs, share, startNs, frame }) =>
        threadId === 0 && durationNs * share * processor >= leastNs && startNs >= startupNs && frames[frame]?.category === 'app',
    );
    const [longest] = long;
    const delayNs = Math.max(0, ...(series?.delayNs ?? [])) * processor;
    const isAsked =
      counter('http.server.response').count > 1 || (counter('net.Socket.write').keys ?? []).some(([peer]) => peer === 'accepted');
    const own = longest && frames[longest.frame];
    if (!longest || !own || delayNs < leastNs || (summary.eventLoopUtilization >= mostUtilization && !isAsked)) return undefined;
    if (long.length < leastTurns && longest.durationNs < surelyNs) return undefined;
    const heldNs = long.reduce((sum, { durationNs }) => sum + durationNs, 0);
    return {
      // Of one task after the other, none waits for another.
      certainty: isAsked || Math.max(0, ...(series?.timerCount ?? [])) >= leastTimers ? 'likely' : 'hint',
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
