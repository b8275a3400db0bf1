import type { CaseFailure, Integrity, Measure } from '@nsi/core/report';
import type { MethodOptions } from '../options.ts';
import { type PairedRatio, pairedRatio } from '../stats/paired-ratio.ts';
import { forkRatio } from './fork-ratio.ts';
import type { Remark, ResultMessage, SubjectUse } from './job.ts';

/** Baseline and candidate of a comparison, by the names of their variants. */
export interface Pair {
  readonly baseline: string;
  readonly candidate: string;
}

/** What the forks of one case brought, variant by variant. */
export interface MeasuredForks {
  readonly variants: ReadonlyMap<string, MeasuredVariant>;
  readonly failures: ReadonlyMap<string, CaseFailure>;
  readonly remarks: readonly Remark[];
  readonly emptyCallNs: number;
  readonly work: { readonly bytes?: number; readonly items?: number };
  /** Number of forks whose samples are kept. */
  readonly count: number;
  add(answer: ResultMessage): void;
  fail(failure: CaseFailure): void;
  /** Nanoseconds of one call at its fastest; infinite before a fork has told. */
  callNs(name: string): number;
  addUse(name: string, use: SubjectUse): void;
  /** Ratios of a pair, one a fork; of forks from `from` on. */
  ratios(pair: Pair, from?: number): readonly number[];
  judge(pair: Pair, from?: number): PairedRatio;
}

export interface MeasuredVariant {
  integrity: Integrity;
  measures: readonly Measure[];
  readonly forks: { readonly callsPerSample: number; readonly samplesNs: Float64Array }[];
  readonly uses: SubjectUse[];
}

/** Collects forks. A variant that fails loses its samples: half of a comparison is none. */
export function createMeasuredForks(names: readonly string[], method: MethodOptions): MeasuredForks {
  const variants = new Map<string, MeasuredVariant>(
    names.map((name) => [name, { integrity: { status: 'not checked', mode: 'none' }, measures: [], forks: [], uses: [] }]),
  );
  const failures = new Map<string, CaseFailure>();
  const remarks = new Map<string, Remark>();
  let emptyCallNs = 0;
  let work: { readonly bytes?: number; readonly items?: number } = {};
  let count = 0;

  const fail = (failure: CaseFailure): void => {
    const name = failure.variant ?? '';
    if (!failures.has(name)) failures.set(name, failure);
    variants.get(name)?.forks.splice(0);
  };
  const ratios = ({ baseline, candidate }: Pair, from = 0): number[] => {
    const baselineForks = variants.get(baseline)?.forks ?? [];
    const candidateForks = variants.get(candidate)?.forks ?? [];
    if (baselineForks.length !== candidateForks.length) return [];
    return baselineForks
      .map(({ samplesNs }, index) => forkRatio(samplesNs, candidateForks[index]?.samplesNs ?? samplesNs, method))
      .slice(from);
  };

  return {
    variants,
    failures,
    get remarks() {
      return [...remarks.values()];
    },
    get emptyCallNs() {
      return emptyCallNs;
    },
    get work() {
      return work;
    },
    get count() {
      return count;
    },
    add(answer) {
      emptyCallNs = answer.emptyCallNs;
      work = {
        ...(answer.bytes === undefined ? {} : { bytes: answer.bytes }),
        ...(answer.items === undefined ? {} : { items: answer.items }),
      };
      for (const remark of answer.remarks) remarks.set(remark.id, remark);
      for (const { name, integrity, measures, failure } of answer.subjects) {
        const variant = variants.get(name);
        if (variant) variant.measures = measures;
        // One bad answer is enough, whatever the other forks say.
        if (variant && variant.integrity.status !== 'failed') variant.integrity = integrity;
        if (failure) fail(failure);
      }
      const sampled = answer.subjects.filter(({ name, samplesNs }) => samplesNs.length > 0 && !failures.has(name));
      if (sampled.length === 0) return;
      count += 1;
      for (const { name, callsPerSample, samplesNs, use } of sampled) {
        variants.get(name)?.forks.push({ callsPerSample, samplesNs });
        variants.get(name)?.uses.push(use);
      }
    },
    fail,
    callNs: (name) =>
      (variants.get(name)?.forks ?? []).reduce(
        (least, { callsPerSample, samplesNs }) => samplesNs.reduce((low, ns) => Math.min(low, ns / callsPerSample), least),
        Number.POSITIVE_INFINITY,
      ),
    addUse: (name, use) => void variants.get(name)?.uses.push(use),
    ratios,
    judge: (pair, from) => pairedRatio(ratios(pair, from), method),
  };
}
