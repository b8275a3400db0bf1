/** The part of a test runner that the suites call: vitest, jest and `node:test` with an `expect` fit. */
export interface TestRunner {
  readonly test: (name: string, run: () => void | Promise<void>) => unknown;
  readonly expect: Expect;
}

/**
 * The `expect` of a test runner, as far as the suites call it: `toBe` by `Object.is`, `toEqual` by structure, `toThrow` for functions and
 * rejections.
 */
export type Expect = (
  value: unknown,
) => Expectations & { readonly not: Pick<Expectations, 'toBe' | 'toEqual'>; readonly rejects: Pick<Expectations, 'toThrow'> };

interface Expectations {
  toBe(expected: unknown): unknown;
  toEqual(expected: unknown): unknown;
  toThrow(expected?: unknown): unknown;
}

/** Tests an implementation cannot pass, each with the reason. A name that is no test of the suite is an error, so reasons cannot outlive their test. */
export interface ConformanceOptions extends TestRunner {
  readonly skip?: Readonly<Record<string, string>>;
}

/** Registers `cases` one by one, without those that are skipped with a reason. */
export function registerCases(
  subject: string,
  cases: Readonly<Record<string, () => void | Promise<void>>>,
  { test, skip = {} }: ConformanceOptions,
): void {
  for (const name of Object.keys(skip)) {
    if (!Object.hasOwn(cases, name)) throw new Error(`expected \`skip\` to name tests of the suite, got \`${name}\``);
  }
  for (const [name, run] of Object.entries(cases)) {
    if (!Object.hasOwn(skip, name)) test(`${subject} ${name}`, run);
  }
}
