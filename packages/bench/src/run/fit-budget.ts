import type { Finding } from '@nsi/core/report';
import type { MethodOptions } from '../options.ts';

/** Wall milliseconds of a process before its first measurement and after its last. */
const forkStartMs = 200;
/** A part of the time that rounds are allowed is what they take: fast calls fill 400 blocks of half a millisecond. */
const allocationMs = 60;
const soloForkMs = 320;
const leastForks = 3;
const leastRounds = 100;
const leastVariantMs = 100;
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
  const isLong = (candidate: MethodOptions): boolean => total(candidate) > budgetMs;
  const fitted: { -readonly [Name in keyof MethodOptions]: MethodOptions[Name] } = { ...method };
  while (isLong(fitted) && fitted.maxForks > leastForks) {
    fitted.maxForks -= 1;
    fitted.minForks = Math.min(fitted.minForks, fitted.maxForks);
  }
  while (isLong(fitted) && fitted.rounds > leastRounds) {
    fitted.rounds = Math.max(leastRounds, Math.round(fitted.rounds * 0.9));
    fitted.maxVariantMs = Math.max(leastVariantMs, fitted.maxVariantMs * 0.9);
  }
  while (isLong(fitted) && fitted.warmupCpuMs > leastWarmupCpuMs)
    fitted.warmupCpuMs = Math.max(leastWarmupCpuMs, Math.round(fitted.warmupCpuMs * 0.9));
  if (isLong(fitted)) fitted.soloForks = 0;
  return Object.freeze(fitted);
}

/** What a budget took from the method, in words. */
export function budgetFinding(budgetMs: number, method: MethodOptions, asked: MethodOptions): Finding {
  const changes = (['maxForks', 'rounds', 'warmupCpuMs', 'soloForks'] as const)
    .filter((name) => method[name] !== asked[name])
    .map((name) => `${name} ${method[name]} instead of ${asked[name]}`);
  return {
    id: 'budget-shrunk-method',
    severity: 'low',
    certainty: 'certain',
    message: `To fit the budget of ${Math.round(budgetMs / 1000)} s the method was shrunk: ${changes.join(', ')}.`,
    evidence: changes.map((value) => ({ label: 'change', value })),
  };
}
