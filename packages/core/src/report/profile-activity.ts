import type { SourcePlace } from './finding.ts';

/** Waiting of one kind for one peer, over all threads. */
export interface Wait {
  /** `handshake` is of TLS, `acquire` of a pool of database connections, `pool` of the thread pool. */
  readonly kind: 'socket' | 'connect' | 'handshake' | 'lookup' | 'file' | 'timer' | 'query' | 'acquire' | 'pool';
  /** Host and port, path, or name of what was waited for. */
  readonly peer: string;
  readonly count: number;
  /** Time waited, summed; parallel waits count each. */
  readonly ns: number;
  readonly medianNs?: number;
  readonly p95Ns?: number;
  readonly maxNs: number;
  /** Longest chain of waits of which each began within 2 ms of the end of the one before, with nothing else in flight. */
  readonly chainLength?: number;
  /** Waits that were links of chains, and the time they took: what running them at once would save. */
  readonly chainedCount?: number;
  readonly chainedNs?: number;
  /** Where the waits began, most first; seen now and then. */
  readonly places?: readonly CountedPlace[];
}

/** A place in the source and how often it was seen there. */
export interface CountedPlace extends SourcePlace {
  readonly count: number;
}

/** The run over time as columns of one length: row i of each list is one moment. */
export interface ProfileSeries {
  /** Since the start of the profile. */
  readonly timeNs: readonly number[];
  /** Since the row before, 0–1. */
  readonly eventLoopUtilization: readonly number[];
  /** Largest delay of the event loop since the row before. */
  readonly delayNs: readonly number[];
  readonly rssBytes: readonly number[];
  readonly heapUsedBytes: readonly number[];
  /** External memory, buffers included. */
  readonly externalBytes: readonly number[];
  /** Garbage collection since the row before. */
  readonly gcNs: readonly number[];
  /** CPU time of the process since the row before, all threads. */
  readonly cpuNs: readonly number[];
  /** How long a trivial task took through the thread pool, loop delay included; 0 where none was tried. */
  readonly poolProbeNs: readonly number[];
  /** Timers that were waiting. */
  readonly timerCount: readonly number[];
}

/** Work of the garbage collector. */
export interface Collections {
  readonly minorCount: number;
  readonly minorNs: number;
  readonly majorCount: number;
  readonly majorNs: number;
  /** Incremental marking and weak callbacks. */
  readonly otherNs: number;
  readonly longestNs: number;
  /** Heap in use after each major collection, in order of time, with the time since the start. */
  readonly afterMajor: readonly (readonly [timeNs: number, heapUsedBytes: number])[];
}

/** What one function allocated. */
export interface Allocation {
  /** Index into `frames`. */
  readonly frame: number;
  readonly line: number;
  /** Estimated from samples. */
  readonly bytes: number;
  readonly share: number;
}

/** Calls of one function of Node.js. Counts are exact; times and bytes are of a sample of the calls, scaled up. */
export interface CallCounter {
  /** Such as `fs.readFileSync`, `structuredClone`, `net.connect`. */
  readonly name: string;
  readonly count: number;
  /** Calls that were timed. */
  readonly timedCount: number;
  readonly ns: number;
  readonly longestNs: number;
  readonly bytes: number;
  /** Sizes of the calls that were weighed: how many had fewer than so many bytes, by powers of two, each counted once. */
  readonly sizes?: readonly (readonly [belowBytes: number, count: number])[];
  /** Different first arguments (paths, hosts, algorithms), and calls that repeated one. Both stop counting at 1,000 different ones. */
  readonly distinctCount?: number;
  readonly repeatCount?: number;
  /** The most frequent first arguments. */
  readonly keys?: readonly (readonly [key: string, count: number])[];
  /** Where the calls came from, most first; seen now and then. */
  readonly places: readonly CountedPlace[];
  /** Calls before the event loop first turned: the start-up. */
  readonly startupCount: number;
}

/** A time in which the event loop turned to nothing else. */
export interface Stretch {
  readonly pid: number;
  readonly threadId: number;
  /** Since the start of the profile. */
  readonly startNs: number;
  readonly durationNs: number;
  /** The function of the program that ran for most of it, and its share. */
  readonly frame: number;
  readonly line: number;
  readonly share: number;
}

/** A package of the program and what loading it cost. */
export interface LoadedPackage {
  readonly name: string;
  readonly fileCount: number;
  /** Samples below its loading at start-up, without the packages it loads. */
  readonly samples: number;
}

/** Optimized code that V8 had to throw away, at one place for one reason. Only a `deep` profile tells. */
export interface Deoptimization {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** V8's words, such as `wrong map`. */
  readonly reason: string;
  /** Whose code it was, inlined functions included; left out for one without a name. */
  readonly function?: string;
  readonly count: number;
}

/** A property access that met more shapes of objects than V8 keeps apart (four). Only a `deep` profile tells. */
export interface MegamorphicAccess {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Name of the property; `''` for a computed one. */
  readonly property: string;
  readonly isStore: boolean;
  /** Different shapes that were seen there, as far as they were logged. */
  readonly shapeCount: number;
}

/** Wall time under a name that the program gave. */
export interface ProfileSpan {
  readonly name: string;
  readonly count: number;
  readonly ns: number;
  readonly maxNs: number;
  readonly errorCount: number;
}
