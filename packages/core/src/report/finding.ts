/** How much a finding matters, most first: `high`, `medium`, `low`, `note` (a fact worth knowing; nothing to mend). */
export type Severity = 'high' | 'medium' | 'low' | 'note';

/** How sure the finding is. Only `certain` and `likely` may fail CI. */
export type Certainty = 'certain' | 'likely' | 'hint';

/** One observed fact behind a finding. */
export interface Evidence {
  readonly label: string;
  readonly value: number | string;
  /** Unit of a numeric value: `ns`, `bytes`, `ratio`, `count`, … */
  readonly unit?: string;
  /** Bounds of `value`, with the confidence they were made for (0–1). */
  readonly interval?: readonly [low: number, high: number];
  /** Of `interval`, 0–1. */
  readonly confidence?: number;
  readonly sampleCount?: number;
}

/** A place in the user's program. Lines and columns count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly function?: string;
  /** The source around it, with the heat of each line. */
  readonly excerpt?: Excerpt;
}

/** Some lines of a source file. */
export interface Excerpt {
  /** Number of the first line. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** Share of the busy samples that fell on each line, 0–1. */
  readonly shares: readonly number[];
}

/** The figure that made a rule speak, and the bound it passed. */
export interface Signal {
  /** What was measured, such as `share of busy samples`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Bounds of `value` at 95 % confidence; left out where the value was counted. */
  readonly interval?: readonly [low: number, high: number];
  /** From where on the rule speaks. */
  readonly threshold: number;
  /** Samples, calls or moments that `value` was made of. */
  readonly sampleCount: number;
}

/** A finding's advice, tried on the program itself in interleaved pairs. */
export interface Experiment {
  /** What was changed, such as `memoise-read-file`. */
  readonly id: string;
  /** In words. */
  readonly summary: string;
  /** CPU or elapsed time of each run without and with the change, in nanoseconds, pair by pair. */
  readonly beforeNs: readonly number[];
  readonly afterNs: readonly number[];
  /** What was compared. */
  readonly of: 'wall' | 'cpu';
  /** Before by after: above 1 the change helps. */
  readonly ratio: number;
  readonly interval: readonly [low: number, high: number];
  readonly confidence: number;
  readonly verdict: 'confirmed' | 'refuted' | 'inconclusive';
}

/** What cures a finding: something to call, to read or to change. Every part may be left out. */
export interface Fix {
  /** Package that holds the cure, such as `@nsi/memory`. */
  readonly package?: string;
  /** What to call there, such as `createCache`. */
  readonly function?: string;
  /** Where it is explained: a path below the documentation's root, or a URL. */
  readonly docs?: string;
  /** A short unified diff that shows the change. */
  readonly diff?: string;
  /** When this fix would be wrong. */
  readonly whenNot?: string;
}

/** What an analysis returns, from profiler, doctors, probes, checks and plugin rules alike. */
export interface Finding {
  /** Stable name in kebab-case, unique within the tool that found it. */
  readonly id: string;
  readonly severity: Severity;
  readonly certainty?: Certainty;
  /** One sentence: what is so, with its figure. */
  readonly message: string;
  readonly where?: readonly SourcePlace[];
  readonly evidence: readonly Evidence[];
  readonly fix?: Fix;
  /** Upper bound of what the fix can save, as a share of `of` (0–1). */
  readonly expectedGain?: { readonly share: number; readonly of: 'wall' | 'cpu' | 'memory' | 'allocation' };
  readonly signal?: Signal;
  /** Who leads to `where`, most first. */
  readonly callers?: readonly SourcePlace[];
  /** What came of trying the fix on this program. */
  readonly experiment?: Experiment;
}
