import type { Evidence, Finding } from '@nsi/core/report';
import { formatBytes } from '../commands/format-bytes.ts';
import { kendallTau } from '../pressure/kendall-tau.ts';
import type { ProcessSeries } from './process-series.ts';

export interface WatchOutcome {
  readonly series: readonly ProcessSeries[];
  readonly limitBytes: number;
  readonly exit: { readonly code: number | null; readonly signal: string | null };
}

const nearRatio = 0.9;
/** With at least this share of its heap limit in use, an aborted program most likely ran out of heap. */
const likelyFullRatio = 0.5;
const collectingRatio = 0.1;
const minBusyMs = 1000;
const externalFactor = 2;
const minExternalBytes = 64 * 2 ** 20;
const minMajors = 8;
const risingTau = 0.6;
const minRise = 0.1;
const minRiseBytes = 2 ** 20;

/** What the readings of a program say, most urgent first. */
export function findWatchProblems({ series, limitBytes, exit }: WatchOutcome): readonly Finding[] {
  const found = series.flatMap((one) => [
    ...nearLimit(one, limitBytes),
    ...nearHeapLimit(one),
    ...risingHeap(one),
    ...muchCollecting(one),
    ...muchExternal(one),
  ]);
  const order = ['high', 'medium', 'low', 'note'];
  return [...killed(series, exit), ...found].toSorted((left, right) => order.indexOf(left.severity) - order.indexOf(right.severity));
}

function killed(series: readonly ProcessSeries[], { code, signal }: WatchOutcome['exit']): readonly Finding[] {
  const [largest] = series;
  if (!largest) return [];
  const { peakRssBytes, peakHeapBytes, process } = largest;
  const isAbort = signal === 'SIGABRT' || code === 134;
  if (isAbort) {
    return [
      {
        id: 'heap-limit-reached',
        severity: 'high',
        certainty: peakHeapBytes > process.heapLimitBytes * likelyFullRatio ? 'likely' : 'hint',
        message: `The program was aborted with ${formatBytes(peakHeapBytes)} in a heap of at most ${formatBytes(process.heapLimitBytes)}, as V8 does when there is no room left.`,
        evidence: [bytes('peak heap', peakHeapBytes), bytes('heap limit', process.heapLimitBytes)],
        fix: {
          package: '@nsi/memory',
          function: 'createMemoryPressure',
          docs: 'guide/memory#when-memory-runs-short',
          whenNot: 'When the heap rises without end: find the leak first (`nsi-memory leaks`).',
        },
      },
    ];
  }
  if (signal !== 'SIGKILL' && code !== 137) return [];
  return [
    {
      id: 'killed',
      severity: 'high',
      certainty: 'likely',
      message: `The program was killed at ${formatBytes(peakRssBytes)} of resident memory, as the system does when memory runs out.`,
      evidence: [bytes('peak RSS', peakRssBytes)],
      fix: { package: '@nsi/memory', function: 'createMemoryPressure', docs: 'guide/memory#when-memory-runs-short' },
    },
  ];
}

function nearLimit({ process, peakRssBytes }: ProcessSeries, limitBytes: number): readonly Finding[] {
  if (process.threadId !== 0 || peakRssBytes < limitBytes * nearRatio) return [];
  return [
    {
      id: 'near-memory-limit',
      severity: 'high',
      certainty: 'certain',
      message: `${nameOf(process)} used ${formatBytes(peakRssBytes)}, ${percent(peakRssBytes / limitBytes)} of the ${formatBytes(limitBytes)} it may use.`,
      evidence: [bytes('peak RSS', peakRssBytes), bytes('memory limit', limitBytes)],
      fix: { package: '@nsi/memory', function: 'createMemoryPressure', docs: 'guide/memory#when-memory-runs-short' },
    },
  ];
}

function nearHeapLimit({ process, peakHeapBytes }: ProcessSeries): readonly Finding[] {
  if (peakHeapBytes < process.heapLimitBytes * nearRatio) return [];
  return [
    {
      id: 'near-heap-limit',
      severity: 'high',
      certainty: 'certain',
      message: `${nameOf(process)} filled ${percent(peakHeapBytes / process.heapLimitBytes)} of its ${formatBytes(process.heapLimitBytes)} heap.`,
      evidence: [bytes('peak heap', peakHeapBytes), bytes('heap limit', process.heapLimitBytes)],
      fix: {
        package: '@nsi/memory',
        function: 'createCache',
        docs: 'guide/memory#when-memory-runs-short',
        whenNot: 'When the data must be in the heap: raise `--max-old-space-size`.',
      },
    },
  ];
}

/** The heap after major collections holds only what is alive; the first third of the run, in which programs fill up, is left out. */
function risingHeap({ process, heapAfterMajors }: ProcessSeries): readonly Finding[] {
  const settled = heapAfterMajors.slice(Math.floor(heapAfterMajors.length / 3));
  if (settled.length < minMajors) return [];
  const [first = 0, last = 0] = [settled[0], settled.at(-1)];
  const tau = kendallTau(settled);
  if (tau < risingTau || last - first < Math.max(first * minRise, minRiseBytes)) return [];
  return [
    {
      id: 'rising-heap',
      severity: 'medium',
      certainty: 'likely',
      message: `What stays alive in ${nameOf(process)} after a full collection rose from ${formatBytes(first)} to ${formatBytes(last)}: it may leak.`,
      evidence: [
        bytes('alive early', first),
        bytes('alive at last', last),
        { label: 'Kendall’s tau', value: tau, unit: 'ratio', sampleCount: settled.length },
      ],
      fix: {
        package: '@nsi/memory',
        function: 'compareHeapSnapshots',
        docs: 'guide/memory#when-memory-runs-short',
        whenNot: 'When the program still fills a bounded cache.',
      },
    },
  ];
}

function muchCollecting({ process, samples }: ProcessSeries): readonly Finding[] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return [];
  const elapsedMs = last.timeMs - first.timeMs;
  const share = (last.collectionMs - first.collectionMs) / elapsedMs;
  if (elapsedMs < minBusyMs || share < collectingRatio) return [];
  return [
    {
      id: 'much-collecting',
      severity: 'medium',
      certainty: 'certain',
      message: `${nameOf(process)} spent ${percent(share)} of its time collecting garbage.`,
      evidence: [
        { label: 'share of time', value: share, unit: 'ratio' },
        { label: 'major collections', value: last.majorCount, unit: 'count' },
        { label: 'minor collections', value: last.minorCount, unit: 'count' },
      ],
      fix: { package: '@nsi/memory', function: 'createObjectPool', docs: 'guide/memory#when-memory-runs-short' },
      expectedGain: { share, of: 'wall' },
    },
  ];
}

function muchExternal({ process, samples }: ProcessSeries): readonly Finding[] {
  const most = samples.reduce(
    (peak, sample) => (sample.external > peak.external ? sample : peak),
    samples[0] as ProcessSeries['samples'][number],
  );
  if (most.external < minExternalBytes || most.external < most.heapUsed * externalFactor) return [];
  return [
    {
      id: 'much-external',
      severity: 'low',
      certainty: 'likely',
      message: `${nameOf(process)} held ${formatBytes(most.external)} outside the heap, in buffers, beside ${formatBytes(most.heapUsed)} inside: V8 collects them late.`,
      evidence: [bytes('external', most.external), bytes('heap used', most.heapUsed)],
      fix: {
        package: '@nsi/memory',
        function: 'createBufferPool',
        docs: 'guide/memory#when-memory-runs-short',
        whenNot: 'When the buffers live long and are few.',
      },
    },
  ];
}

function nameOf({ name, pid }: ProcessSeries['process']): string {
  return `${name} (${pid})`;
}

function bytes(label: string, value: number): Evidence {
  return { label, value, unit: 'bytes' };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
