import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareOfOperations } from './share-of-operations.ts';
import { shareSignal } from './share-signal.ts';

const leastTimers = 10_000;
const leastShare = 0.05;
/** Of setting and clearing alone, where how many wait is not known. */
const leastSetting = 0.1;
const leastSamples = 200;
const setsTimers = /^(?:set|clear)(?:Timeout|Interval)$/;
/** Servers and clients keep a few for their connections. */
const leastKept = 1000;
const keepsTimers = /^node:(?:internal\/)?(?:timers|priority_queue)$/;

interface TimersMatch extends RuleMatch {
  readonly most: number;
  readonly share: number;
}

/** Tens of thousands of timers wait at once. */
export const timersMany: ProfileRule = defineRule<TimersMatch>({
  id: 'timers-many',
  needs: ['series'],
  summary:
    'More than 10,000 timers wait at one time, or keeping at least 1,000 takes 5 % of the busy samples or more, or setting and clearing them 10 % of at least 200.',
  specificity: 2,
  covers: ['gc-share'],
  test(evidence) {
    const { series, functions = [], frames, summary } = evidence.profile;
    const busySamples = summary.busySampleCount ?? 0;
    // Their own: what the timers do when their time has come is below them.
    const samples = functions.reduce((sum, { frame, self }) => (keepsTimers.test(frames[frame]?.file ?? '') ? sum + self : sum), 0);
    const [share, interval] = [samples / Math.max(1, busySamples), evidence.interval(samples, busySamples)];
    const most = Math.max(0, ...(series?.timerCount ?? []));
    const isMany = most > leastTimers;
    // Timers that keep no process alive are in no count: setting them tells.
    const setting = evidence.shareBelow(({ name, file }) => file === 'node:timers' && setsTimers.test(name));
    const isBusy = setting.interval[0] >= leastSetting && setting.busySamples >= leastSamples;
    if (!isMany && !isBusy && (interval[0] < leastShare || most < leastKept)) return undefined;
    const makers = shareOfOperations(evidence, ({ name }) => /(?:^|\.)set(?:Timeout|Interval)$/.test(name)).places;
    const { places } = evidence.shareBelow(({ name, file }) => file === 'node:timers' && /^set(?:Timeout|Interval)$/.test(name));
    return {
      certainty: 'likely',
      severity: 'medium',
      message: isMany
        ? `${formatCount(most)} timers waited at one time.`
        : `Keeping timers takes ${formatShare(Math.max(share, setting.share))} of the busy time${most < leastKept ? '' : `; ${formatCount(most)} of them waited at one time`}.`,
      where: places.length > 0 ? places : makers.slice(0, 5),
      signal: isMany
        ? { name: 'timers waiting', value: most, unit: 'count', threshold: leastTimers, sampleCount: series?.timerCount.length ?? 0 }
        : shareSignal({ share, interval, samples, busySamples, places: [] }, leastShare),
      most,
      share,
    };
  },
  evidence: ({ most, share }) => [
    { label: 'timers', value: most, unit: 'count' },
    { label: 'keeping them', value: formatShare(share) },
  ],
  fix: {
    package: '@nsi/memory',
    function: 'createCache',
    diff: '-setTimeout(() => sessions.delete(id), 60_000);\n+const sessions = createCache({ max: 100_000, ttlMs: 60_000 }); // one timer for all entries',
    whenNot: 'each of them does work of its own at its time.',
  },
});
