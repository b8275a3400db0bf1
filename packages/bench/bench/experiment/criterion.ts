import { mean } from '../../src/stats/quantile.ts';
import { createRandom } from '../../src/stats/random.ts';

/**
 * Criterion's method (bheisler/criterion.rs, "Analysis process"): linear sampling of 100 samples with 1, 2, 3 … times as many calls,
 * and the comparison of two such runs: a bootstrapped t-test at 0.05, and the bootstrap interval of the relative change of means
 * beyond the noise threshold of 1 %. Warm-up and measurement are shorter than criterion's 3 s and 5 s; they are arguments.
 */
export function criterionSample(
  run: () => unknown,
  { warmupMs, measureMs }: { readonly warmupMs: number; readonly measureMs: number },
): Float64Array {
  let calls = 0;
  const start = performance.now();
  while (performance.now() - start < warmupMs) {
    for (let i = 0; i < 16; i += 1) keep(run());
    calls += 16;
  }
  const callMs = (performance.now() - start) / calls;
  const sampleCount = 100;
  const step = Math.max(1, Math.round(measureMs / callMs / ((sampleCount * (sampleCount + 1)) / 2)));
  return Float64Array.from({ length: sampleCount }, (_, index) => {
    const count = step * (index + 1);
    const before = performance.now();
    for (let i = 0; i < count; i += 1) keep(run());
    return ((performance.now() - before) * 1e6) / count;
  });
}

export type Change = 'slower' | 'faster' | 'same';

export function criterionChange(baseline: Float64Array, candidate: Float64Array, seed: number): Change {
  const resamples = 10_000;
  const noiseThreshold = 0.01;
  const random = createRandom(seed);
  const draw = (values: Float64Array): Float64Array => values.map(() => values[Math.floor(random() * values.length)] as number);
  const observed = Math.abs(welch(baseline, candidate));
  const pooled = Float64Array.from([...baseline, ...candidate]);
  const drawPooled = (length: number): Float64Array =>
    Float64Array.from({ length }, () => pooled[Math.floor(random() * pooled.length)] as number);

  let asExtreme = 0;
  const changes = new Float64Array(resamples);
  for (let i = 0; i < resamples; i += 1) {
    changes[i] = mean(draw(candidate)) / mean(draw(baseline)) - 1;
    if (Math.abs(welch(drawPooled(baseline.length), drawPooled(candidate.length))) >= observed) asExtreme += 1;
  }
  changes.sort();
  const [low, high] = [changes[Math.floor(resamples * 0.025)] as number, changes[Math.ceil(resamples * 0.975) - 1] as number];
  if (asExtreme / resamples >= 0.05) return 'same';
  if (low > noiseThreshold) return 'slower';
  return high < -noiseThreshold ? 'faster' : 'same';
}

function welch(left: Float64Array, right: Float64Array): number {
  return (mean(right) - mean(left)) / Math.sqrt(variance(left) / left.length + variance(right) / right.length);
}

function variance(values: Float64Array): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

const sink = { value: undefined as unknown };
function keep(value: unknown): void {
  sink.value = value;
}
