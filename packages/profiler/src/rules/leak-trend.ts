import type { ProfileEvidence, ProfileReport, SourcePlace } from '@nsi/core/report';
import { formatBytes } from '../report/format.ts';
import { addedListeners } from '../patterns/added-listeners.ts';
import { allocatingLines } from './allocating-lines.ts';
import { createSourceFiles } from '../source/source-files.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastPoints = 8;
const leastPerMinute = 0.01;
/** Growth below this may be caches and compiled code that fill. */
const leastGrowth = 16 * 2 ** 20;
const leastSteepPoints = 4;
const leastSteepGrowth = 64 * 2 ** 20;
const maxSites = 4;
/** Of the series, each with its lowest heap. */
const windows = 4;
const leastRows = 8;
/** Of the program, in which who adds listeners is looked for. */
const maxFiles = 100;
const maxLines = 2000;
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
  summary:
    'The heap after major collections grows over at least 8 of them, by 1 % a minute or more and 16 MiB in all, at 99 % confidence; a hint where they are fewer and the heap only rises, by 64 MiB.',
  specificity: 2,
  covers: ['gc-share', 'promotion'],
  test(evidence) {
    const { profile } = evidence;
    const points = profile.collections?.afterMajor ?? [];
    const growth = (points.at(-1)?.[1] ?? 0) - (points[0]?.[1] ?? 0);
    // Few points have no interval worth the name: they are worth a look when they only ever rise, and far.
    const isSteep = growth >= leastSteepGrowth && points.every(([, bytes], index) => index === 0 || bytes > (points[index - 1]?.[1] ?? 0));
    if (points.length < leastPoints && !(points.length >= leastSteepPoints && isSteep)) return risingHeap(evidence);
    const { slope, error, mean } = line(points);
    const [low, high] = [slope - t * error, slope + t * error];
    const minute = 60e9;
    const isSure = points.length >= leastPoints && low > 0;
    if ((!isSure && !isSteep) || (Math.max(low, isSteep ? slope : 0) * minute) / mean < leastPerMinute || growth < leastGrowth)
      return undefined;
    return {
      certainty: isSure ? 'likely' : 'hint',
      severity: 'high',
      message: `The heap grew by ${formatBytes(growth)} over ${points.length} major collections and did not fall again.`,
      where: distinct([...listeningLines(evidence), ...keepingLines(evidence), ...leakingSites(profile)]).slice(0, maxSites),
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

/** Too few major collections to tell: the heap rises nevertheless, and a line adds listeners that stay, or puts something into a collection that nothing is taken out of. */
function risingHeap(evidence: ProfileEvidence): LeakMatch | undefined {
  const { series, collections } = evidence.profile;
  const rows = series?.heapUsedBytes ?? [];
  if (rows.length < leastRows) return undefined;
  const size = Math.floor(rows.length / windows);
  const lowest = Array.from({ length: windows }, (_, index) => Math.min(...rows.slice(index * size, (index + 1) * size)));
  const [first = 0, last = 0] = [lowest[0], lowest.at(-1)];
  const rises = lowest.every((bytes, index) => index === 0 || bytes > (lowest[index - 1] ?? 0));
  if (!rises || last - first < leastSteepGrowth || last < 2 * first) return undefined;
  const kept = [...listeningLines(evidence), ...keepingLines(evidence)];
  if (kept.length === 0) return undefined;
  return {
    certainty: 'hint',
    severity: 'medium',
    message: `The heap rose by ${formatBytes(last - first)} all through the run, and what is kept here is never given up.`,
    where: distinct([...kept, ...leakingSites(evidence.profile)]).slice(0, maxSites),
    signal: { name: 'growth', value: last - first, unit: 'bytes', threshold: leastSteepGrowth, sampleCount: rows.length },
    growth: last - first,
    collections: collections?.majorCount ?? 0,
  };
}

/** Lines that add listeners which nothing removes: they take hardly any time, so that the files are read for them. */
function listeningLines({ profile, sourceText }: ProfileEvidence): readonly SourcePlace[] {
  const files = new Set(profile.frames.flatMap(({ category, file }) => (category === 'app' ? [file] : [])));
  if (profile.target?.path !== undefined) files.add(profile.target.path);
  const texts = [...files]
    .slice(0, maxFiles)
    .map((file) => [file, Array.from({ length: maxLines }, (_, index) => sourceText(file, index + 1)).join('\n')] as const);
  const sources = createSourceFiles(new Map(texts));
  return addedListeners(new Map(texts.map(([file]) => [file, sources.javaScript(file)]))).slice(0, 1);
}

/** Lines that put something into a collection that nothing is taken out of: those of functions that allocate come first. */
function keepingLines(evidence: ProfileEvidence): readonly SourcePlace[] {
  const allocating = allocatingLines(evidence);
  const bytesOf = (file: string, name: string): number =>
    allocating.reduce((sum, one) => (one.file === file && one.function === name ? sum + one.bytes : sum), 0);
  return evidence.hotLines
    .flatMap((hot) => {
      const kept = hot.category === 'app' ? hot.operations.find(({ name }) => name === 'shape:retain') : undefined;
      return kept ? [{ file: hot.file, line: kept.line, function: hot.function }] : [];
    })
    .toSorted((left, right) => bytesOf(right.file, right.function) - bytesOf(left.file, left.function))
    .slice(0, 1);
}

function distinct(places: readonly SourcePlace[]): readonly SourcePlace[] {
  return places.filter(({ file, line: at }, index) => places.findIndex((one) => one.file === file && one.line === at) === index);
}

function leakingSites({ allocations = [], promoted = allocations, frames }: ProfileReport): readonly SourcePlace[] {
  return promoted.flatMap(({ frame, line: at }) => {
    const own = frames[frame];
    return own?.category === 'app' ? [{ file: own.file, line: at, function: own.name }] : [];
  });
}

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
