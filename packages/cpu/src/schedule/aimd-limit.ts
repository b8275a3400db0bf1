import type { Limit } from './limit.ts';
import { atLeast, clamp, limitDefaults, parseLimitOptions, share, type AdaptiveLimitOptions } from './limit-options.ts';

/** What the limit `aimd` can be told. */
export interface AimdLimitOptions extends AdaptiveLimitOptions {
  /** What is left of the limit after a task that was dropped. Above 0, below 1; default 0.9. */
  readonly backoffRatio?: number;
  /** A task that took longer counts as dropped. Default 5000. */
  readonly timeoutMs?: number;
}

const defaults: Required<AimdLimitOptions> = Object.freeze({ ...limitDefaults, backoffRatio: 0.9, timeoutMs: 5000 });

/**
 * Additive increase, multiplicative decrease, as TCP does it and as `AIMDLimit` of Netflix's concurrency-limits: one place more after each task
 * that went well while at least half of the places were taken, a tenth fewer after each that was dropped. For what answers overload with errors.
 */
export function aimdLimit(options: AimdLimitOptions = {}): Limit {
  const { initial, min, max, backoffRatio, timeoutMs } = parseLimitOptions('aimd', options, defaults, {
    backoffRatio: share,
    timeoutMs: atLeast(0),
  });
  let current = initial;
  return {
    get current() {
      return current;
    },
    record({ durationMs, inFlight, isDropped }) {
      if (isDropped || durationMs > timeoutMs) current = Math.floor(current * backoffRatio);
      else if (inFlight * 2 >= current) current++;
      current = clamp(current, min, max);
    },
  };
}
