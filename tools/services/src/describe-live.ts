import type { Program } from './program.ts';

/** The two functions of the test runner that are used, handed in by the test file. */
export interface LiveBlocks {
  readonly describe: { (name: string, run: () => void): void; readonly skip: (name: string, run: () => void) => void };
  readonly test: (name: string, run: () => void) => void;
}

/**
 * A block of tests that needs a real program. Without it the block is listed as not run, by name and reason; in CI that is a failure.
 * @example describeLive(findChromium(), { describe, test }, 'the report in a browser', () => { test('opens', …) });
 */
export function describeLive(program: Program, { describe, test }: LiveBlocks, name: string, run: () => void): void {
  if ('path' in program) return describe(name, run);
  const verdict = `not run: ${name} (${program.name}: ${program.missing})`;
  if (process.env['CI']) {
    return test(verdict, () => {
      throw new Error(verdict);
    });
  }
  return describe.skip(verdict, run);
}
