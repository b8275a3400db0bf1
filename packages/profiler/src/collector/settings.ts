/** What the collector is told, as JSON in `_NSI_PROFILE` or by the call that starts it in process. */
export interface CollectorSettings {
  /** Where its files go. */
  readonly folder: string;
  /** Between two samples. */
  readonly intervalUs: number;
  /** Whether to count and time calls of Node.js. */
  readonly counts: boolean;
  /** Whether to sample allocations. */
  readonly memory: boolean;
  /** Between two rows of the series; 0 for none. */
  readonly seriesMs: number;
  /** Between two segments. */
  readonly rotateMs: number;
  /** Whether worker threads are profiled. */
  readonly workers: boolean;
  /** Whether processes that the program starts are profiled. */
  readonly children: boolean;
  /** Whether to count the calls of every function, exactly, instead of sampling: costs a multiple, so it is a run of its own. */
  readonly callCounts: boolean;
  /** Whether to write what there is when the thread ends, by a signal or otherwise. */
  readonly followsEnding: boolean;
  /** Where the inspector of a program that does not end may be opened, and who started the program; both 0 for none. */
  readonly inspectPort?: number;
  readonly launcherPid?: number;
  /** Whether modules are unfolded as they are loaded, so that inlined functions are told by their lines. Default false. */
  readonly unfolds?: boolean;
  /** Flags of V8 that are set before the program runs. */
  readonly flags: readonly string[];
}
