import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { profile } from '../profile.ts';
import { resolveTarget } from '../run/target.ts';
import { addDeepPass } from './deep-pass.ts';

const script = fileURLToPath(new URL('../../test/programs/shapes.mts', import.meta.url));
const line =
  readFileSync(script, 'utf8')
    .split('\n')
    .findIndex((text) => text.includes('// <- meets')) + 1;

test('a deep profile counts every call and names the access that met too many shapes', async () => {
  const { functions = [], frames, megamorphic = [], deoptimizations = [] } = await profile({ script }, { mode: 'deep', stdio: 'ignore' });

  const counts = functions.flatMap(({ callCount, frame }) =>
    callCount !== undefined && frames[frame]!.file === script ? [callCount] : [],
  );
  expect(counts.length).toBeGreaterThan(0);
  // Each of these functions ran once, 20,000 times or for all.
  expect(counts.filter((count) => ![1, 2, 20_000, 120_000].includes(count))).toEqual([]);
  expect(megamorphic[0]).toMatchObject({ file: script, line, property: 'x', isStore: false });
  expect(megamorphic[0]!.shapeCount).toBeGreaterThanOrEqual(5);
  expect(deoptimizations.filter((one) => one.file === script).map(({ reason }) => reason)).toContain('wrong map');
});

test('a function that no sample saw is not counted, one that is on the report is, exactly', async () => {
  const frames = [{ name: 'read', file: script, line: 6, column: 1, category: 'app' }] as const;
  const report = { frames, functions: [{ frame: 0, self: 1, total: 1, lines: [] }] } as never;

  const { functions } = await addDeepPass(report, resolveTarget({ script }), { durationMs: 0, sourceMaps: true, signal: undefined });

  expect(functions).toEqual([{ frame: 0, self: 1, total: 1, lines: [], callCount: 120_000 }]);
});
