import { expect, test } from 'vitest';
import { cacheSuites } from './cache-suites.ts';

test.each(cacheSuites.map((suite) => [suite.name, suite] as const))('%s: all variants give the same', async (_, suite) => {
  let state = 1;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const scope = { params: {}, level: 'balanced' } as const;
  const context = await suite.setup?.({ ...scope, random });
  const outputs: unknown[] = [];
  for (const variant of suite.variants) {
    const run = await variant.create({ ...scope, context });
    outputs.push(structuredClone(await run()));
  }
  await suite.teardown?.(context);

  const plain = outputs.map((output) => (output instanceof Uint8Array ? Buffer.from(output).toString('base64') : output));
  expect(new Set(plain.map((output) => JSON.stringify(output))).size).toBe(1);
});
