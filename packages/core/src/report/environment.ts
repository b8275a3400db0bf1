/** The machine and process a report was made on. Sizes in bytes; `undefined` where the system does not tell. */
export interface EnvironmentCapture {
  readonly node: string;
  readonly v8: string;
  readonly os: string;
  readonly arch: string;
  readonly cpuModel: string;
  /** Cores the process may use (`os.availableParallelism()`). */
  readonly cores: number;
  /** Physical memory of the host. */
  readonly memoryBytes: number;
  /** Bound set by a container, if any. */
  readonly memoryLimitBytes?: number;
  readonly cpuLimit?: number;
  /** 1, 5 and 15 minute load at the start. */
  readonly loadAverage: readonly [number, number, number];
  /** Share of CPU time taken by other guests of the host during the run (0–1). */
  readonly stealRatio?: number;
  /** Share of scheduling periods in which a container limit throttled the run (0–1). */
  readonly throttledRatio?: number;
  readonly gitCommit?: string;
  readonly gitDirty?: boolean;
  /** Node flags and relevant environment of the run. */
  readonly flags: readonly string[];
}
