import { formatBytes } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastPoints = 8;
const leastPerMinute = 0.01;
/** Growth below this may be caches and compiled code that fill. */
const leastGrowth = 16 * 2 ** 20;
/** Of Student's distribution, 99 % two-sided, at 6 degrees of freedom: for more of them it is smaller, and this stays careful. */
const t = 3.71;

interface LeakMatch extends RuleMatch {
  readonly growth: number;
  readonly collections: number;
}

/** What is left after each major collection grows, from the first to the last. */
export const leakTrend: ProfileRule = defineRule<LeakMatch>({
  id: 'leak-trend',
  needs: ['collections'],
  summary: 'The heap after major collections grows over at least 8 of them, by 1 % a minute or more and 16 MiB in all, at 99 % confidence.',
  specificity: 2,
  covers: ['gc-share', 'promotion'],
  test({ profile: { collections, allocations = [], promoted = allocations, frames } }) {
    const points = collections?.afterMajor ?? [];
    if (points.length < leastPoints) return undefined;
    const { slope, error, mean } = line(points);
    const [low, high] = [slope - t * error, slope + t * error];
    const minute = 60e9;
    const growth = (points.at(-1)?.[1] ?? 0) - (points[0]?.[1] ?? 0);
    if (low <= 0 || (low * minute) / mean < leastPerMinute || growth < leastGrowth) return undefined;
    const sites = promoted.filter(({ frame }) => frames[frame]?.category === 'app').slice(0, 3);
    return {
      certainty: 'likely',
      severity: 'high',
      message: `The heap grew by ${formatBytes(growth)} over ${points.length} major collections and did not fall again.`,
      where: sites.flatMap(({ frame, line: at }) => {
        const own = frames[frame];
        return own ? [{ file: own.file, line: at, function: own.name }] : [];
      }),
      signal: {
        name: 'growth a minute',
        value: slope * minute,
        unit: 'bytes',
        interval: [low * minute, high * minute],
        threshold: leastPerMinute * mean,
        sampleCount: points.length,
      },
      gain: { share: Math.min(1, growth / Math.max(1, points.at(-1)?.[1] ?? 1)), of: 'memory' },
      growth,
      collections: points.length,
    };
  },
  evidence: ({ growth, collections }) => [
    { label: 'growth', value: growth, unit: 'bytes' },
    { label: 'major collections', value: collections, unit: 'count' },
  ],
  fix: {
    package: '@nsi/memory',
    function: 'createCache',
    diff: '-const seen = new Map();\n+const seen = createCache({ max: 10_000 }); // bounded; `nsi-memory leaks a.heapsnapshot b.heapsnapshot` names who keeps what',
    whenNot: 'the program is still loading what it will keep.',
  },
});

/** Least squares: the slope and its standard error. */
function line(points: readonly (readonly [x: number, y: number])[]): {
  readonly slope: number;
  readonly error: number;
  readonly mean: number;
} {
  const count = points.length;
  const [meanX, mean] = [0, 1].map((side) => points.reduce((sum, point) => sum + (point[side as 0 | 1] ?? 0), 0) / count) as [
    number,
    number,
  ];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - mean), 0) / Math.max(1, spread);
  const rest = points.reduce((sum, [x, y]) => sum + (y - mean - slope * (x - meanX)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / Math.max(1, count - 2) / Math.max(1, spread)), mean };
}
