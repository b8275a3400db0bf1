import { expect, test } from 'vitest';
import { scheduleSuites } from './schedule-suites.ts';

test.each(scheduleSuites.map((suite) => [suite.name, suite] as const))(
  'every variant gives what the baseline gives: %s',
  async (_, suite) => {
    const params = Object.fromEntries(Object.entries(suite.params ?? {}).map(([name, values]) => [name, values[0]!]));
    const outputs: unknown[] = [];
    for (const variant of suite.variants) {
      const run = await variant.create({ context: undefined, params, level: 'balanced' });
      // Twice: what was remembered must be as what was made.
      await run();
      outputs.push(await run());
    }

    expect(suite.variants.filter(({ isBaseline }) => isBaseline)).toHaveLength(1);
    for (const output of outputs) expect(output).toEqual(outputs[0]);
  },
);
