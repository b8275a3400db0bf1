import { formatCount } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastTimers = 10_000;

interface TimersMatch extends RuleMatch {
  readonly most: number;
}

/** Tens of thousands of timers wait at once. */
export const timersMany: ProfileRule = defineRule<TimersMatch>({
  id: 'timers-many',
  needs: ['series'],
  summary: 'More than 10,000 timers wait at one time.',
  specificity: 2,
  covers: ['gc-share'],
  test(evidence) {
    const { series } = evidence.profile;
    const most = Math.max(0, ...(series?.timerCount ?? []));
    if (most <= leastTimers) return undefined;
    const makers = evidence.hotLines.filter(({ text }) => /\bset(?:Timeout|Interval)\s*\(/.test(text));
    const { places } = evidence.shareBelow(({ name, file }) => file === 'node:timers' && /^set(?:Timeout|Interval)$/.test(name));
    return {
      certainty: 'likely',
      severity: 'medium',
      message: `${formatCount(most)} timers waited at one time.`,
      where: places.length > 0 ? places : makers.slice(0, 5),
      signal: { name: 'timers waiting', value: most, unit: 'count', threshold: leastTimers, sampleCount: series?.timerCount.length ?? 0 },
      most,
    };
  },
  evidence: ({ most }) => [{ label: 'timers', value: most, unit: 'count' }],
  fix: {
    package: '@nsi/memory',
    function: 'createCache',
    diff: '-setTimeout(() => sessions.delete(id), 60_000);\n+const sessions = createCache({ max: 100_000, ttlMs: 60_000 }); // one timer for all entries',
    whenNot: 'each of them does work of its own at its time.',
  },
});
