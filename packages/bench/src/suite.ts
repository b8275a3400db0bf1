import { buildSuite } from './suite/builder.ts';
import { commandSuite } from './suite/command-suite.ts';
import { loadSuite } from './suite/load-suite.ts';

/**
 * Makes a suite. `suite.command` makes one of whole programs, `suite.load` declares load at a constant arrival rate.
 *
 * @example
 * ```ts run
 * import { suite } from '@nsi/bench/suite';
 *
 * export default suite('sum', { category: 'cpu', params: { count: [10, 1000] } }, (s) =>
 *   s
 *     .setup(({ params, random }) => ({ list: Array.from({ length: params.count }, random) }))
 *     .baseline('loop', ({ context }) => () => {
 *       let sum = 0;
 *       for (const value of context.list) sum += value;
 *       return sum;
 *     })
 *     .variant('reduce', ({ context }) => () => context.list.reduce((sum, value) => sum + value, 0)),
 * );
 * ```
 */
export const suite: typeof buildSuite & { readonly command: typeof commandSuite; readonly load: typeof loadSuite } = Object.assign(
  buildSuite,
  {
    command: commandSuite,
    load: loadSuite,
  },
);

export type { CreateRun, SuiteBuilder, SuiteOptions } from './suite/builder.ts';
export type { Command, CommandSuiteOptions, CommandVariant } from './suite/command-suite.ts';
export type { LoadCall, LoadSuite, LoadSuiteOptions, LoadTarget, LoadVariant } from './suite/load-suite.ts';
