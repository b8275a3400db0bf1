import type { Limit } from './limit.ts';
import { atLeast, clamp, limitDefaults, parseLimitOptions, share, type AdaptiveLimitOptions } from './limit-options.ts';

/** What the limit `vegas` can be told. */
export interface VegasLimitOptions extends AdaptiveLimitOptions {
  /** Share of a new estimate that is taken over. Above 0, at most 1; default 1. */
  readonly smoothing?: number;
  /** After about this many tasks for each place the shortest latency is measured anew. From 1; default 30. */
  readonly probeMultiplier?: number;
  /** Spreads the probes; a number from 0, below 1. Default `Math.random`. */
  readonly random?: () => number;
}

type Settings = Required<Omit<VegasLimitOptions, 'random'>>;

const defaults: Settings = Object.freeze({ ...limitDefaults, max: 1000, smoothing: 1, probeMultiplier: 30 });

/**
 * TCP Vegas, as `VegasLimit` of Netflix's concurrency-limits: the queue behind the called is estimated from how much longer a task takes than the
 * shortest one did, and kept between about three and six times the logarithm of the limit.
 */
export function vegasLimit({ random = Math.random, ...options }: VegasLimitOptions = {}): Limit {
  const { initial, min, max, smoothing, probeMultiplier } = parseLimitOptions('vegas', options, defaults, {
    smoothing: share,
    probeMultiplier: atLeast(1),
  });
  let estimate = initial;
  let shortestMs = 0;
  let samples = 0;
  let jitter = 0.5 + random() / 2;

  return {
    get current() {
      return Math.floor(estimate);
    },
    record({ durationMs, inFlight, isDropped }) {
      const tookMs = Math.max(durationMs, 1e-3);
      samples++;
      if (samples >= jitter * probeMultiplier * estimate) {
        samples = 0;
        jitter = 0.5 + random() / 2;
        shortestMs = tookMs;
        return;
      }
      if (!isDropped && (shortestMs === 0 || tookMs < shortestMs)) {
        shortestMs = tookMs;
        return;
      }
      if (!isDropped && inFlight * 2 < estimate) return;
      const next = clamp(nextEstimate(estimate, tookMs, shortestMs, isDropped), min, max);
      estimate = clamp((1 - smoothing) * estimate + smoothing * next, min, max);
    },
  };
}

function nextEstimate(estimate: number, tookMs: number, shortestMs: number, isDropped: boolean): number {
  const step = Math.max(1, Math.floor(Math.log10(estimate)));
  if (isDropped) return estimate - step;
  const queued = Math.ceil(estimate * (1 - shortestMs / tookMs));
  const alpha = 3 * step;
  const beta = 6 * step;
  if (queued <= step) return estimate + beta;
  if (queued < alpha) return estimate + step;
  return queued > beta ? estimate - step : estimate;
}
