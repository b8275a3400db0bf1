import type { RecordableHistogram } from 'node:perf_hooks';
import type { BenchCase, Finding, Summary } from '@nsi/core/report';
import { medianAbsoluteDeviation } from '../stats/quantile.ts';
import { durationText } from '../screen/quantity.ts';
import type { OpenLoopPlan, OpenLoopResult } from './open-loop.ts';

/** The case of a load run: its one variant's times are latencies from the moment a request was due. */
export function loadCase(id: string, { ratePerSecond, durationMs }: OpenLoopPlan, result: OpenLoopResult): BenchCase {
  const failed = [...result.failures.values()].reduce((sum, count) => sum + count, 0);
  const isUseless = result.answered === 0 || failed === result.answered;
  const [reason] = [...result.failures].toSorted(([, left], [, right]) => right - left)[0] ?? ['no answer'];
  return {
    id,
    suite: 'load',
    category: 'network',
    params: { ratePerSecond, durationMs },
    status: isUseless ? 'failed' : 'ok',
    ...(isUseless ? { failure: { code: 'NSI_BENCH_LOAD', message: `expected answers, got ${reason}`, variant: 'latency' } } : {}),
    unit: 'ns',
    better: 'lower',
    baseline: 'latency',
    variants:
      result.answered === 0
        ? []
        : [
            {
              name: 'latency',
              forks: [{ callsPerSample: 1, samplesNs: result.samplesNs }],
              summary: summaryOf(result.latency, result.samplesNs),
              throughput: {
                itemsPerSecond: (result.answered - failed) / (result.elapsedMs / 1000),
                bytesPerSecond: result.bytes / (result.elapsedMs / 1000),
              },
              resources: {},
              integrity: { status: 'not checked', mode: 'none' },
            },
          ],
    comparisons: [],
  };
}

/** What a reader of the latencies must know: failures, requests without an answer, a late sender, and what a closed loop would have shown. */
export function loadFindings({ ratePerSecond }: OpenLoopPlan, result: OpenLoopResult): Finding[] {
  const { latency, service, sendLag, failures, answered, unanswered } = result;
  const findings: Finding[] = [];
  if (answered > 0) {
    findings.push({
      id: 'load-percentiles',
      severity: 'note',
      certainty: 'certain',
      message: `Latency p50 ${percentileText(latency, 50)}, p90 ${percentileText(latency, 90)}, p99 ${percentileText(latency, 99)}, p99.9 ${percentileText(latency, 99.9)}, max ${durationText(latency.max)}; from sending alone the p99 is ${percentileText(service, 99)}.`,
      evidence: [
        ...[50, 75, 90, 99, 99.9, 99.99].map((percentile) => ({
          label: `latency p${percentile}`,
          value: latency.percentile(percentile),
          unit: 'ns',
        })),
        { label: 'latency max', value: latency.max, unit: 'ns' },
        { label: 'service time p99', value: service.percentile(99), unit: 'ns' },
      ],
    });
  }
  for (const [reason, count] of failures) {
    findings.push({
      id: 'load-failures',
      severity: count * 100 > answered ? 'high' : 'medium',
      certainty: 'certain',
      message: `${count} of ${answered} requests failed: ${reason}.`,
      evidence: [{ label: reason, value: count, unit: 'count' }],
    });
  }
  if (unanswered > 0) {
    findings.push({
      id: 'load-unanswered',
      severity: 'high',
      certainty: 'certain',
      message: `${unanswered} requests at ${ratePerSecond} a second had no answer at the end: the percentiles are too low.`,
      evidence: [{ label: 'unanswered', value: unanswered, unit: 'count' }],
    });
  }
  if (answered > 0 && sendLag.percentile(99) > latency.percentile(99) / 2 && sendLag.percentile(99) > 5e6) {
    findings.push({
      id: 'load-sender-late',
      severity: 'medium',
      certainty: 'likely',
      message: `This process sent its requests up to ${percentileText(sendLag, 99)} late (p99): it is the bottleneck, or the machine is busy.`,
      evidence: [{ label: 'send lag p99', value: sendLag.percentile(99), unit: 'ns' }],
    });
  }
  return findings;
}

function summaryOf(latency: RecordableHistogram, samples: readonly number[]): Summary {
  return {
    sampleCount: latency.count,
    median: latency.percentile(50),
    mad: medianAbsoluteDeviation(samples),
    mean: latency.mean,
    min: latency.min,
    p10: latency.percentile(10),
    p90: latency.percentile(90),
    p95: latency.percentile(95),
    p99: latency.percentile(99),
  };
}

function percentileText(histogram: RecordableHistogram, percentile: number): string {
  return durationText(histogram.percentile(percentile));
}
