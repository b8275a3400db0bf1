/**
 * What the collector writes: one JSON file a thread and segment, named `<pid>-<threadId>-<sequence>.json`. `cpu` holds the samples of the
 * segment alone; everything else is of the whole run so far, so the last segment of a thread speaks for it.
 */
export interface RawSegment {
  readonly kind: 'nsi.raw-profile';
  readonly version: 1;
  readonly thread: RawThread;
  /** From 0. */
  readonly sequence: number;
  /** Whether the thread ended by itself after this segment. */
  readonly isLast: boolean;
  readonly endMs: number;
  readonly cpu?: RawCpuProfile;
  readonly heap?: RawHeapProfile;
  readonly coverage?: readonly RawScriptCoverage[];
  /** Files that a loader compiled. */
  readonly scripts?: readonly RawScript[];
  readonly activity: RawActivity;
  /** Numbers of this thread's workers that ended without having written theirs. */
  readonly lostWorkers?: readonly number[];
}

/** A file as it ran: compiled by a loader, its source map in the text. */
export interface RawScript {
  readonly url: string;
  readonly text: string;
  /** Whether it was unfolded: every function has lines of its own. */
  readonly isUnfolded?: true;
}

export interface RawThread {
  readonly pid: number;
  readonly threadId: number;
  readonly parentPid: number;
  readonly name: string;
  readonly nodeVersion: string;
  readonly cwd: string;
  /** Milliseconds since the epoch when collecting began. */
  readonly startMs: number;
  readonly intervalUs: number;
  /** Folder of the collector; its frames are the cost of profiling. */
  readonly collector: string;
}

/** V8's CPU profile, as `Profiler.stop` of the inspector gives it. */
export interface RawCpuProfile {
  readonly nodes: readonly RawNode[];
  /** Microseconds of a clock of its own. */
  readonly startTime: number;
  readonly endTime: number;
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

export interface RawNode {
  readonly id: number;
  readonly callFrame: RawCallFrame;
  readonly hitCount?: number;
  readonly children?: readonly number[];
  readonly positionTicks?: readonly { readonly line: number; readonly ticks: number }[];
}

/** Lines and columns count from 0; −1 where there is none. */
export interface RawCallFrame {
  readonly functionName: string;
  readonly scriptId: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** V8's sampling heap profile: `selfSize` is what the samples of a node stand for, in bytes. */
export interface RawHeapProfile {
  readonly head: RawHeapNode;
}

export interface RawHeapNode {
  readonly callFrame: RawCallFrame;
  readonly selfSize: number;
  readonly children: readonly RawHeapNode[];
}

/** V8's precise coverage of one script: calls of each function, by offset in its text. */
export interface RawScriptCoverage {
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
  }[];
}

/** Times in milliseconds. */
export interface RawActivity {
  readonly elapsedMs: number;
  /** Of the process. */
  readonly cpuMs: number;
  /** Of this thread, where Node.js tells it; else 0. */
  readonly threadCpuMs: number;
  readonly eventLoopUtilization: number;
  readonly counters: Readonly<Record<string, RawCounter>>;
  readonly waits: Readonly<Record<string, RawWait>>;
  /** Rows of `[timeMs, utilization, delayMs, rss, heapUsed, external, gcMs, cpuMs, poolProbeMs, timers]`; `gcMs` and `cpuMs` since the row before. */
  readonly series: readonly (readonly number[])[];
  readonly gc: RawCollections;
  readonly spans: Readonly<Record<string, readonly [count: number, ms: number, maxMs: number, errors: number]>>;
  /** Milliseconds until the event loop first turned. */
  readonly startupMs: number;
}

/** A place is `function\nfile\nline\ncolumn`; the file may be a URL. */
export type RawPlaces = Readonly<Record<string, number>>;

export interface RawCounter {
  readonly count: number;
  readonly startup: number;
  readonly timed: number;
  readonly ms: number;
  readonly maxMs: number;
  /** Calls whose bytes were taken. */
  readonly weighed: number;
  readonly bytes: number;
  /** Of the calls whose bytes were taken, by number of binary digits: bucket 11 holds 1,024 to 2,047 bytes. */
  readonly sizes?: readonly number[];
  readonly distinct: number;
  readonly repeats: number;
  readonly keys: Readonly<Record<string, number>>;
  readonly places: RawPlaces;
}

/** Named `kind peer`. */
export interface RawWait {
  readonly count: number;
  readonly ms: number;
  readonly maxMs: number;
  /** Counts by power of two of microseconds: bucket i holds waits of 2^i up to 2^(i+1) µs. */
  readonly histogram: readonly number[];
  readonly chain: number;
  readonly chained: number;
  readonly chainedMs: number;
  readonly places: RawPlaces;
}

export interface RawCollections {
  readonly minor: number;
  readonly minorMs: number;
  readonly major: number;
  readonly majorMs: number;
  readonly otherMs: number;
  readonly maxMs: number;
  /** `[ms, heapUsed]` after each major collection. */
  readonly afterMajor: readonly (readonly [ms: number, heapUsed: number])[];
}
