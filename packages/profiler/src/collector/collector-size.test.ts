import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test.each(['collector', 'call-collector', 'socket-collector', 'pool-collector', 'script-collector'])(
  '%s stays below 10 KB: every process and thread of a profiled program loads it',
  async (name) => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
      bundle: true,
      minify: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      write: false,
    });

    expect(outputFiles[0]!.contents.length).toBeLessThan(10_000);
  },
);
