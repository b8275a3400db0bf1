import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { profile } from '../profile.ts';

const script = fileURLToPath(new URL('../../test/programs/endless.mjs', import.meta.url));

test('a program that is caught in an endless loop is ended, and its profile says where', async () => {
  const { functions = [], frames, summary, isComplete } = await profile({ script }, { stdio: 'ignore', durationMs: 1500 });

  expect(frames[functions[0]!.frame]!.name).toBe('spinForEver');
  expect(summary.exit.signal).not.toBeNull();
  expect(isComplete).toBe(true);
});
