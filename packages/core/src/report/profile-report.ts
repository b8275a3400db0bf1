import type { EnvironmentCapture } from './environment.ts';
import type { Finding, SourcePlace } from './finding.ts';
import type {
  Allocation,
  CallCounter,
  Collections,
  Deoptimization,
  LoadedPackage,
  MegamorphicAccess,
  ProfileSeries,
  ProfileSpan,
  Stretch,
  Wait,
} from './profile-activity.ts';

/**
 * What `@nsi/profiler` writes. Times in nanoseconds, sizes in bytes. The call tree is columnar: row i of every list of `callTree` is one
 * node. What a mode does not collect is left out.
 */
export interface ProfileReport {
  readonly $schema: string;
  readonly kind: 'nsi.profile';
  readonly schemaVersion: 1;
  readonly createdAt: string;
  /** False when the program was killed or the profile cut short. */
  readonly isComplete: boolean;
  readonly tool: { readonly name: string; readonly version: string };
  readonly environment: EnvironmentCapture;
  readonly target: { readonly kind: 'script' | 'module' | 'process'; readonly path: string; readonly args: readonly string[] };
  /** How it was profiled. */
  readonly mode?: 'low' | 'default' | 'deep' | 'exact';
  readonly summary: ProfileSummary;
  /** The processes and threads of the program, most busy samples first. */
  readonly threads?: readonly ProfileThread[];
  readonly frames: readonly ProfileFrame[];
  readonly callTree: CallTree;
  /** Functions that were seen running, most self time first, inlined ones put right. */
  readonly functions?: readonly ProfiledFunction[];
  /** What the program waited for, most time first. */
  readonly waits?: readonly Wait[];
  /** The run over time. */
  readonly series?: ProfileSeries;
  readonly collections?: Collections;
  /** Sites that allocated most, by volume, what was collected since included. */
  readonly allocations?: readonly Allocation[];
  /** Sites of objects that outlived the young generation, by volume. Only a `deep` profile tells. */
  readonly promoted?: readonly Allocation[];
  /** Calls of Node.js that were counted. */
  readonly counters?: readonly CallCounter[];
  /** The longest times in which the event loop turned to nothing else, longest first. */
  readonly stretches?: readonly Stretch[];
  /** Packages that were loaded, most loading time first. */
  readonly packages?: readonly LoadedPackage[];
  /** Code that was optimized and thrown away, most often first. */
  readonly deoptimizations?: readonly Deoptimization[];
  /** Property accesses that met too many shapes, most shapes first. */
  readonly megamorphic?: readonly MegamorphicAccess[];
  /** Names that `timedFunction` and `measureTime` gave, most time first. */
  readonly spans?: readonly ProfileSpan[];
  readonly findings: readonly Finding[];
}

/** The profiled run in one row: times in nanoseconds, shares 0–1. */
export interface ProfileSummary {
  /** The answer in one sentence: what the program did with its time. */
  readonly verdict?: string;
  readonly wallNs: number;
  readonly cpuNs: number;
  readonly gcNs: number;
  /** Share of the time the event loop was busy (0–1). */
  readonly eventLoopUtilization: number;
  readonly sampleCount: number;
  /** Samples in which a thread was not idle: what every share is a share of. */
  readonly busySampleCount?: number;
  /** Time between two samples. */
  readonly intervalNs: number;
  /** Estimated cost of profiling as a share of CPU time (0–1). */
  readonly overheadRatio: number;
  /** How the program ended: `code` is `null` when a signal ended it, and the other way round. */
  readonly exit: { readonly code: number | null; readonly signal: string | null };
  /** What makes the figures less sure: few samples, steal, throttling, a cut profile. One sentence each. */
  readonly warnings?: readonly string[];
}

/** One thread of one process of the program. */
export interface ProfileThread {
  readonly pid: number;
  /** 0 is the main thread. */
  readonly threadId: number;
  readonly parentPid: number;
  /** The script it runs. */
  readonly name: string;
  readonly nodeVersion: string;
  readonly wallNs: number;
  /** CPU time of the thread's process for main threads; of the thread where Node.js tells it; else 0. */
  readonly cpuNs: number;
  readonly eventLoopUtilization: number;
  readonly sampleCount: number;
  readonly busySampleCount: number;
  /** Row of `callTree` that holds what the thread ran. */
  readonly row: number;
  readonly isComplete: boolean;
}

/** What a frame belongs to: the program itself, a package it uses, Node.js, native code, the garbage collector, or nothing. */
export type FrameCategory = 'app' | 'dependency' | 'node' | 'native' | 'gc' | 'idle';

/** A function of the program. Lines and columns count from 1; 0 where there is none. */
export interface ProfileFrame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly category: FrameCategory;
}

/**
 * Who called whom, as columns: row i of each list is one node, callers stand before the functions they call, and all lists have one
 * length.
 */
export interface CallTree {
  /** Row of the caller; −1 for the root. */
  readonly parent: readonly number[];
  /** Index into `frames`. */
  readonly frame: readonly number[];
  /** Samples of the node without and with its callees. */
  readonly self: readonly number[];
  readonly total: readonly number[];
}

/** The samples of one function over the whole tree. */
export interface ProfiledFunction {
  /** Index into `frames`. */
  readonly frame: number;
  /** Samples without callees. */
  readonly self: number;
  /** Samples with callees; recursion counts once. */
  readonly total: number;
  /** Exact number of calls; only a `deep` profile counts them. */
  readonly callCount?: number;
  readonly allocatedBytes?: number;
  /** Self samples by line, most first. */
  readonly lines: readonly (readonly [line: number, samples: number])[];
  /** Functions of `frames` that V8 had charged for this one, because it was inlined into them. */
  readonly inlinedInto?: readonly number[];
  /** Self samples that belong to functions inlined into this one, and it cannot be told to which. `mode: 'exact'` tells. */
  readonly unresolved?: number;
  /** Those of them of which it is known which lines can be meant, most samples first. */
  readonly ambiguous?: readonly AmbiguousSamples[];
}

/** Samples that one line of several took: lines of one number, in functions of which one was inlined into another. */
export interface AmbiguousSamples {
  readonly samples: number;
  readonly candidates: readonly SourcePlace[];
}
