import type { MethodOptions } from '../options.ts';

/** Wall milliseconds of a process before its first measurement and after its last. */
const forkStartMs = 200;
/** A part of the time that rounds are allowed is what they take: fast calls fill 400 blocks of half a millisecond. */
const allocationMs = 60;
const soloForkMs = 320;
const leastForks = 3;
const leastRounds = 100;
const leastWarmupCpuMs = 150;

/** Wall time that one fork of a case will probably take. */
export function estimateForkMs(variantCount: number, { warmupCpuMs, rounds, blockNs, maxVariantMs }: MethodOptions): number {
  return forkStartMs + variantCount * (warmupCpuMs * 1.05 + Math.min(maxVariantMs, (rounds * blockNs) / 1e6) + allocationMs);
}

/** Wall time that a case will probably take, forks for confirmation not counted. */
export function estimateCaseMs(variantCount: number, method: MethodOptions): number {
  const expectedForks = (method.minForks + method.maxForks) / 2;
  return expectedForks * estimateForkMs(variantCount, method) + method.soloForks * variantCount * soloForkMs;
}

/** The method shrunk to a time for the whole run: forks first, then rounds, then warm-up. Each has a floor below which figures mean nothing. */
export function fitBudget(method: MethodOptions, variantCounts: readonly number[], budgetMs: number): MethodOptions {
  const total = (candidate: MethodOptions): number => variantCounts.reduce((sum, count) => sum + estimateCaseMs(count, candidate), 0);
  let fitted = method;
  while (total(fitted) > budgetMs && fitted.maxForks > leastForks) {
    fitted = { ...fitted, maxForks: fitted.maxForks - 1, minForks: Math.min(fitted.minForks, fitted.maxForks - 1) };
  }
  while (total(fitted) > budgetMs && fitted.rounds > leastRounds) {
    fitted = { ...fitted, rounds: Math.max(leastRounds, Math.round(fitted.rounds * 0.9)), maxVariantMs: Math.max(100, fitted.maxVariantMs * 0.9) };
  }
  while (total(fitted) > budgetMs && fitted.warmupCpuMs > leastWarmupCpuMs) {
    fitted = { ...fitted, warmupCpuMs: Math.max(leastWarmupCpuMs, Math.round(fitted.warmupCpuMs * 0.9)) };
  }
  if (total(fitted) > budgetMs) fitted = { ...fitted, soloForks: 0 };
  return fitted;
}
