import type { BenchCase, BenchReport, BenchVariant, Integrity } from '@nsi/core/report';
import { compareForks } from './compare-forks.ts';

/** Two reports as one: a case for every variant that is in both, with `before` as its baseline and `after` as its candidate. */
export interface BeforeAfter {
  readonly report: BenchReport;
  /** Cases and variants that only one of the two has, as `id, variant`. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

export function pairReports(before: BenchReport, after: BenchReport): BeforeAfter {
  const earlier = variantsOf(before);
  const later = variantsOf(after);
  const cases = [...later].flatMap(([name, now]) => {
    const then = earlier.get(name);
    return then ? [pairedCase(then, now)] : [];
  });
  return {
    report: { ...after, cases, findings: [], isComplete: before.isComplete && after.isComplete },
    onlyBefore: [...earlier.keys()].filter((name) => !later.has(name)),
    onlyAfter: [...later.keys()].filter((name) => !earlier.has(name)),
  };
}

interface Located {
  readonly case: BenchCase;
  readonly variant: BenchVariant;
}

function variantsOf({ cases }: BenchReport): ReadonlyMap<string, Located> {
  return new Map(
    cases.flatMap((benchCase) =>
      benchCase.variants.map((variant) => [`${benchCase.id}, ${variant.name}`, { case: benchCase, variant }] as const),
    ),
  );
}

function pairedCase(then: Located, now: Located): BenchCase {
  const { failure: _, ...benchCase } = now.case;
  return {
    ...benchCase,
    id: `${now.case.id}, ${now.variant.name}`,
    suite: now.case.suite,
    params: { ...now.case.params, variant: now.variant.name },
    status: 'ok',
    baseline: 'before',
    variants: [
      { ...then.variant, name: 'before' },
      { ...now.variant, name: 'after', integrity: integrityOf(then.variant.integrity, now.variant.integrity) },
    ],
    comparisons: [compareForks(then.variant, now.variant)],
  };
}

/** Two runs agree when both left a digest of their output and the digests are equal. */
function integrityOf(then: Integrity, now: Integrity): Integrity {
  if (now.status === 'failed') return now;
  if (then.digest === undefined || now.digest === undefined) return { status: 'not checked', mode: 'none' };
  if (then.digest === now.digest) return { status: 'ok', mode: 'digest', digest: now.digest };
  return {
    status: 'failed',
    mode: 'digest',
    difference: { at: 'digest', expected: then.digest.slice(0, 12), actual: now.digest.slice(0, 12) },
  };
}
