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
  /** Process whose children are left out; 0 to profile all. */
  readonly onlyPid: number;
}
