/** How one task went. */
export interface LimitSample {
  /** From its start to its end. */
  readonly durationMs: number;
  /** Places taken when it was started, its own included. */
  readonly inFlight: number;
  /** Whether it ended because what it called is overloaded. */
  readonly isDropped: boolean;
}

/** Finds how many places a scheduler has. One limit belongs to one scheduler. */
export interface Limit {
  /** Places now; at least 1. Read before every start. */
  readonly current: number;
  /** Hears of every task that ended by itself. Left out: nobody times the tasks. */
  record?(sample: LimitSample): void;
}
