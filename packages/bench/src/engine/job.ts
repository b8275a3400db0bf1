import type { CaseFailure, Integrity, Measure, ParamValue } from '@nsi/core/report';
import type { SuiteSource } from '../run/suite-reference.ts';

/** What a fork is asked to do: one case, from scratch. */
export interface ForkJob {
  readonly purpose: 'measure' | 'solo' | 'count';
  /** Under `count`: how often the only subject is called. */
  readonly calls?: number;
  /** Modules to import, in this (random) order; subjects name them by index. */
  readonly sources: readonly ForkSource[];
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly level: 'conservative' | 'balanced' | 'aggressive';
  readonly input?: { readonly name: string; readonly file: string };
  /** Variants to run; the baseline is first. */
  readonly subjects: readonly ForkSubject[];
  /** Whether an output that differs from the baseline's ends the variant's measurement. */
  readonly isDifferenceFatal: boolean;
  /** Of the order of subjects and rounds. */
  readonly seed: number;
  readonly plan: ForkPlan;
}

export interface ForkSource extends SuiteSource {
  readonly suite: string;
}

export interface ForkSubject {
  /** Name in the report. */
  readonly name: string;
  /** Index into `sources`. */
  readonly source: number;
  /** Name in the suite. */
  readonly variant: string;
}

/** The part of the method that a fork carries out. */
export interface ForkPlan {
  readonly warmupCpuMs: number;
  readonly rounds: number;
  readonly blockNs: number;
  readonly maxVariantMs: number;
}

/** What a fork sends while it works: where it is, so that the parent can tell what hung or died. */
export interface PhaseMessage {
  readonly type: 'phase';
  readonly phase: ForkPhase;
  readonly subject?: string;
}

export type ForkPhase = 'import' | 'setup' | 'check' | 'warm-up' | 'rounds' | 'allocation' | 'solo' | 'count' | 'teardown';

/** Last message of a fork that measured, as far as it got: subjects that failed have no samples. */
export interface ResultMessage {
  readonly type: 'result';
  readonly subjects: readonly SubjectResult[];
  /** Cost of one call of an empty function in the same loop, in nanoseconds. */
  readonly emptyCallNs: number;
  /** Facts for the report that are no failure, such as an input too large to watch. */
  readonly remarks: readonly Remark[];
  readonly bytes?: number;
  readonly items?: number;
}

export interface Remark {
  readonly id: string;
  readonly message: string;
  readonly subject?: string;
}

/** The case could not be set up: nothing was measured. */
export interface FailureMessage {
  readonly type: 'failure';
  readonly failure: CaseFailure;
}

export interface SubjectResult {
  readonly name: string;
  readonly integrity: Integrity;
  readonly measures: readonly Measure[];
  /** Why there are no samples. */
  readonly failure?: CaseFailure;
  readonly callsPerSample: number;
  /** Wall nanoseconds of each block, in the order of the rounds. */
  readonly samplesNs: Float64Array;
  readonly use: SubjectUse;
}

/** What one call used. Absent where it was not measured. */
export interface SubjectUse {
  readonly cpuUserNs?: number;
  readonly cpuSystemNs?: number;
  readonly allocatedBytes?: number;
  readonly gcCount?: number;
  readonly gcNs?: number;
  readonly rssPeakBytes?: number;
  readonly loopDelayP99Ns?: number;
  readonly pageFaults?: number;
  readonly contextSwitches?: number;
  readonly fsBytes?: number;
  readonly networkBytes?: number;
  readonly instructions?: number;
}

export type ForkMessage = PhaseMessage | ResultMessage | FailureMessage;
