import type { EnvironmentCapture } from './environment.ts';
import type { Finding } from './finding.ts';

/** What `@nsi/profiler` writes. Times in nanoseconds, sizes in bytes. The call tree is columnar: row i of every list of `callTree` is one node. */
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
  readonly summary: ProfileSummary;
  readonly frames: readonly ProfileFrame[];
  readonly callTree: CallTree;
  readonly findings: readonly Finding[];
}

/** The profiled run in one row: times in nanoseconds, shares 0–1. */
export interface ProfileSummary {
  readonly wallNs: number;
  readonly cpuNs: number;
  readonly gcNs: number;
  /** Share of the time the event loop was busy (0–1). */
  readonly eventLoopUtilization: number;
  readonly sampleCount: number;
  /** Time between two samples. */
  readonly intervalNs: number;
  /** Estimated cost of profiling as a share of CPU time (0–1). */
  readonly overheadRatio: number;
  /** How the program ended: `code` is `null` when a signal ended it, and the other way round. */
  readonly exit: { readonly code: number | null; readonly signal: string | null };
}

/** A function of the program. Lines and columns count from 1; 0 where there is none. */
export interface ProfileFrame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly category: 'app' | 'dependency' | 'node' | 'native' | 'gc' | 'idle';
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
