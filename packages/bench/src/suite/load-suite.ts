/** One request of a load run. Rejects when it failed. */
export type LoadCall = () => Promise<unknown>;

/** One of the targets that a load suite compares. */
export interface LoadVariant {
  readonly name: string;
  readonly isBaseline?: boolean;
  /** Opens the target, such as a server in this process or an agent for a URL; `close` releases it. */
  open(): LoadTarget | Promise<LoadTarget>;
}

/** An open target: `call` sends it one request; `close` releases what `open` took, after the last answer. */
export interface LoadTarget {
  readonly call: LoadCall;
  close?(): void | Promise<void>;
}

/** Load at a constant arrival rate (open loop): requests start on schedule, whether earlier ones were answered or not. */
export interface LoadSuite {
  readonly kind: 'load';
  readonly name: string;
  readonly category: string;
  readonly description?: string;
  readonly ratePerSecond: number;
  readonly durationMs: number;
  /** Requests before the measurement, as a time at the same rate. */
  readonly warmupMs: number;
  readonly variants: readonly LoadVariant[];
}

/** Rate, length and targets of a load suite. Defaults: `durationMs` 10 000, `warmupMs` 1000. */
export type LoadSuiteOptions = Pick<LoadSuite, 'category' | 'ratePerSecond' | 'variants'> &
  Partial<Pick<LoadSuite, 'description' | 'durationMs' | 'warmupMs'>>;

export const loadSuiteDefaults: Readonly<{ durationMs: number; warmupMs: number }> = Object.freeze({ durationMs: 10_000, warmupMs: 1000 });

/** Declares a load suite as inert data; `nsi-bench load` runs it. */
export function loadSuite(name: string, options: LoadSuiteOptions): LoadSuite {
  return Object.freeze({ kind: 'load', name, ...loadSuiteDefaults, ...options });
}
