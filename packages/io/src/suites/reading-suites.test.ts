import { afterAll, expect, test } from 'vitest';
import { endFileWorker } from '../read/worker-thread.ts';
import { readingSuites } from './reading-suites.ts';

afterAll(endFileWorker);

test.each(readingSuites.map((suite) => [suite.name, suite] as const))('%s: all variants give the same', async (_, suite) => {
  let state = 1;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const params = Object.fromEntries(
    Object.entries(suite.params ?? {}).map(([name, [first]]) => [
      name,
      name === 'bytes' ? (first as number) : Math.min(20, first as number),
    ]),
  );
  const scope = { params, level: 'balanced' } as const;
  const context = await suite.setup?.({ ...scope, random });
  const outputs: unknown[] = [];
  for (const variant of suite.variants) {
    const run = await variant.create({ ...scope, context });
    outputs.push(await run());
  }
  await suite.teardown?.(context);

  for (const output of outputs) expect(output).toEqual(outputs[0]);
});
