/** Where a module that offers suites lives: a bench file (default export: a suite or a list of suites), or a plugin's entry (its `suites()`). */
export interface SuiteSource {
  readonly kind: 'file' | 'plugin';
  /** `file:` URL: every measuring process imports it again. */
  readonly url: string;
}

/** One suite, named so that another process can import it. */
export interface SuiteReference extends SuiteSource {
  /** `Suite.name`. */
  readonly suite: string;
  /** Names of the variants to compare with `against`; left out, all. */
  readonly variants?: readonly string[];
  /**
   * The same suite of another build. When given, each variant is compared with the variant of the same name over there,
   * both in the same processes: the baseline is `against`, the candidate is this build.
   */
  readonly against?: SuiteSource & {
    /** What the report calls it, such as the name of a branch. Default `reference`. */
    readonly label?: string;
  };
}
