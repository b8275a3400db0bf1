import type { CallCounter, ProfileEvidence } from '@nsi/core/report';
import { formatCount, formatNs, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastLevel = 9;
const leastShare = 0.15;
const leastStreams = 5;
/** Of the CPU time, what is spent outside of JavaScript. */
const leastOutside = 0.5;

interface LevelMatch extends RuleMatch {
  readonly level: number;
  readonly meanNs: number;
  readonly calls: number;
  /** Bytes before by bytes after; 0 where nobody saw both. */
  readonly ratio: number;
}

/** Compression works at its highest effort, on the pool or here. */
export const zlibLevel: ProfileRule = defineRule<LevelMatch>({
  id: 'zlib-level',
  needs: ['counters'],
  summary:
    'Compression at level 9 or above, on the thread pool too, takes as much time as 15 % of the CPU time or more; of streams, where half of the CPU time is spent outside of JavaScript.',
  specificity: 2,
  covers: ['zlib-sync'],
  test(evidence) {
    const { countersLike, profile } = evidence;
    const { summary } = profile;
    const calls = countersLike(/^zlib\.(?:gzip|deflate|deflateRaw|brotliCompress|zstdCompress)(?:Sync)?$/);
    const high = calls.flatMap((counter) => {
      const level = Math.max(0, ...(counter.keys ?? []).map(([key]) => levelOf(counter, key)));
      return level >= leastLevel ? [{ counter, level }] : [];
    });
    const most = high.toSorted((left, right) => right.counter.ns - left.counter.ns)[0];
    const share = (most?.counter.ns ?? 0) / Math.max(1, summary.cpuNs);
    if (!most || share < leastShare) return streamed(evidence);
    const { counter, level } = most;
    return {
      certainty: 'certain',
      message: `${counter.name} compresses at level ${level}: ${formatNs(counter.ns / Math.max(1, counter.count))} a call, ${formatCount(counter.count)} calls.`,
      where: counter.places,
      signal: {
        name: 'share of CPU time',
        value: Math.min(1, share),
        unit: 'ratio',
        threshold: leastShare,
        sampleCount: counter.timedCount,
      },
      gain: { share: Math.min(1, share), of: 'cpu' },
      level,
      meanNs: counter.ns / Math.max(1, counter.count),
      calls: counter.count,
      ratio: ratioOf(counter, evidence),
    };
  },
  evidence: ({ level, meanNs, calls, ratio, signal }) => [
    { label: 'level', value: level, unit: 'count' },
    { label: 'time a call', value: meanNs, unit: 'ns' },
    { label: 'calls', value: calls, unit: 'count' },
    ...(ratio > 0 ? [{ label: 'times smaller', value: ratio, unit: 'ratio' as const }] : []),
    { label: 'share of CPU time', value: formatShare(signal.value) },
  ],
  fix: {
    package: '@nsi/memory',
    function: 'advise',
    diff: '-gzipSync(text, { level: 9 })\n+gzipSync(text, { level: 4 }) // or zstd: smaller and faster; `nsi-memory advise FILE` measures both',
    whenNot: 'the bytes are made once and sent ten thousand times.',
  },
});

/** A stream compresses on the thread pool, where nobody times it: the CPU time that no sample of JavaScript accounts for is its own when nothing else works there. */
function streamed({ countersLike, profile: { summary } }: ProfileEvidence): LevelMatch | undefined {
  const streams = countersLike(/^zlib\.create(?:Gzip|Deflate|DeflateRaw|BrotliCompress|ZstdCompress)$/);
  const others = countersLike(/^(?:zlib\.(?:gzip|deflate|brotliCompress|zstdCompress)|crypto\.(?:pbkdf2|scrypt|generateKeyPair))$/);
  const [most] = streams.flatMap((counter) => {
    const level = Math.max(0, ...(counter.keys ?? []).map(([key]) => levelOf(counter, key)));
    return level >= leastLevel ? [{ counter, level }] : [];
  });
  const { cpuNs, busySampleCount = 0, intervalNs } = summary;
  const outside = Math.max(0, 1 - (busySampleCount * intervalNs) / Math.max(1, cpuNs));
  if (!most || most.counter.count < leastStreams || outside < leastOutside || others.some(({ count }) => count > 0)) return undefined;
  const { counter, level } = most;
  return {
    certainty: 'likely',
    message: `${counter.name} compresses at level ${level}: ${formatShare(outside)} of the CPU time is spent on the thread pool, for ${formatCount(counter.count)} streams.`,
    where: counter.places,
    signal: { name: 'share of CPU time', value: outside, unit: 'ratio', threshold: leastOutside, sampleCount: counter.count },
    gain: { share: outside, of: 'cpu' },
    level,
    meanNs: (outside * cpuNs) / counter.count,
    calls: counter.count,
    ratio: 0,
  };
}

function ratioOf({ name, bytes, count }: CallCounter, { counter }: ProfileEvidence): number {
  const after = counter(name.replace('zlib.', 'zlibResult.'));
  return after.bytes === 0 ? 0 : bytes / count / (after.bytes / after.count);
}

/** Levels that are not given are those of zlib and Zstandard, which are low, and that of Brotli, which is its highest. */
function levelOf({ name }: CallCounter, key: string): number {
  const given = /^level (\d+)$/.exec(key)?.[1];
  return given === undefined ? (/brotli/i.test(name) ? 11 : 0) : Number(given);
}
