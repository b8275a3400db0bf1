import { expect, test } from 'vitest';
import { poolSuites } from './pool-suites.ts';

test.each(poolSuites.map((suite) => [suite.name, suite] as const))('every variant gives what the baseline gives: %s', async (_, suite) => {
  const context = await suite.setup?.({ params: {}, level: 'balanced', random: () => 0.25 });
  const outputs: unknown[] = [];
  for (const variant of suite.variants) outputs.push(await (await variant.create({ context, params: {}, level: 'balanced' }))());
  await suite.teardown?.(context);

  expect(suite.variants.filter(({ isBaseline }) => isBaseline)).toHaveLength(1);
  expect(outputs.every((output) => (output as ArrayLike<unknown>).length > 0)).toBe(true);
  // By bytes where there are millions of numbers: a comparison in JavaScript takes seconds.
  const [baseline, candidate] = outputs.map((output) =>
    output instanceof Float32Array ? Buffer.from(Float32Array.from(output).buffer) : output,
  );
  expect(Buffer.isBuffer(baseline) ? baseline.equals(candidate as Buffer) : JSON.stringify(candidate) === JSON.stringify(baseline)).toBe(
    true,
  );
});
