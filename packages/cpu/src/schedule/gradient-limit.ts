import { ExponentialAverage } from './exponential-average.ts';
import type { Limit } from './limit.ts';
import { atLeast, clamp, limitDefaults, parseLimitOptions, share, type AdaptiveLimitOptions } from './limit-options.ts';

/** What the limit `gradient` can be told. */
export interface GradientLimitOptions extends AdaptiveLimitOptions {
  /** Places offered beyond what latency alone asks for, so that the limit can grow. Default 4. */
  readonly queueSize?: number;
  /** Share of a new estimate that is taken over. Above 0, at most 1; default 0.2. */
  readonly smoothing?: number;
  /** How many times the long-term latency a task may take before the limit shrinks. From 1; default 1.5. */
  readonly tolerance?: number;
  /** Samples of the long-term latency. Default 600. */
  readonly longWindow?: number;
}

const defaults: Required<GradientLimitOptions> = Object.freeze({
  ...limitDefaults,
  queueSize: 4,
  smoothing: 0.2,
  tolerance: 1.5,
  longWindow: 600,
});

const warmUpSamples = 10;

/**
 * Gradient2 of Netflix's concurrency-limits (`Gradient2Limit`): the limit follows the ratio of long-term to present latency, so that a growing
 * queue behind the called makes it shrink before errors come. For what answers overload with delay.
 */
export function gradientLimit(options: GradientLimitOptions = {}): Limit {
  const { initial, min, max, queueSize, smoothing, tolerance, longWindow } = parseLimitOptions('gradient', options, defaults, {
    queueSize: atLeast(0),
    smoothing: share,
    tolerance: atLeast(1),
    longWindow: atLeast(1),
  });
  const longTerm = new ExponentialAverage(longWindow, warmUpSamples);
  let estimate = initial;
  return {
    get current() {
      return Math.floor(estimate);
    },
    record({ durationMs, inFlight, isDropped }) {
      // A duration below the clock's resolution would make the ratio endless.
      const shortTerm = Math.max(durationMs, 1e-3);
      longTerm.add(shortTerm);
      // Latency came back to normal after long overload: the long-term value follows faster.
      if (longTerm.value / shortTerm > 2) longTerm.value *= 0.95;
      // Too little is asked for to say anything about the limit.
      if (inFlight < estimate / 2 && !isDropped) return;
      // At most halved, since one outlier proves little; a dropped task has no latency to go by and counts as the worst.
      const gradient = isDropped ? 0.5 : clamp((tolerance * longTerm.value) / shortTerm, 0.5, 1);
      const next = isDropped ? estimate * gradient : estimate * gradient + queueSize;
      estimate = clamp(estimate * (1 - smoothing) + next * smoothing, min, max);
    },
  };
}
