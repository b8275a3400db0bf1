import { noLimits, noRecorder } from '@nsi/core';
import { expect, test } from 'vitest';
import { vizLevels } from './options.ts';
import vizPlugin from './plugin.ts';

test('draws all pictures as its section says', async () => {
  const context = { level: 'balanced', limits: noLimits, recorder: noRecorder, signal: new AbortController().signal } as const;

  using viz = await vizPlugin.setup({ theme: 'dark', width: 400, pngScale: 1 }, context);
  const spec = viz.chart('bar', [{ name: 'a', value: 1 }]);

  expect(await viz.svg(spec)).toContain('width="400"');
  expect((await viz.png(spec)).length).toBeGreaterThan(500);
});

test('every level satisfies the schema', () => {
  for (const level of Object.values(vizLevels)) expect(vizPlugin.options['~standard'].validate(level)).not.toHaveProperty('issues');
});
