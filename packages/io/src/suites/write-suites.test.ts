import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seededRandom } from '../../test/crash/seeded-random.ts';
import { writeSuites } from './write-suites.ts';

test.each(writeSuites.map((suite) => [suite.name, suite] as const))(
  '%s: all variants write the same, and leave nothing',
  async (_, suite) => {
    const [name, values] = Object.entries(suite.params ?? {})[0] as [string, readonly number[]];
    const scope = { params: { [name]: values[0] as number }, level: 'balanced' } as const;
    const context = await suite.setup?.({ ...scope, random: seededRandom(1) });
    const outputs: unknown[] = [];
    for (const variant of suite.variants) {
      const run = await variant.create({ ...scope, context });
      await run();
      outputs.push(await run());
    }

    const { validate } = suite;
    const isSame = (output: unknown): unknown =>
      validate?.mode === 'custom' ? validate.check(outputs[0], output) : Buffer.from(outputs[0] as Uint8Array).equals(output as Uint8Array);
    expect(outputs.map(isSame)).toEqual(outputs.map(() => true));
    await suite.teardown?.(context);
    expect(existsSync((context as { readonly folder: string }).folder)).toBe(false);
  },
);
