import { describe, expect, test } from 'vitest';
import { checkFenceTypes } from './fence-types.ts';
import { type Fence, runnableFences } from './fences.ts';
import { runFence } from './run-fence.ts';
import { readFiles } from './workspace.ts';

const documents = readFiles('README.md', 'CONTRIBUTING.md', 'docs/**/*.md', 'packages/*/README.md', 'packages/*/src/**/*.ts');
const fences = documents.flatMap(runnableFences);

describe.concurrent('examples run as they are written', () => {
  test.for(fences.map((fence): [string, Fence] => [`${fence.path}:${fence.line}`, fence]))('%s', async ([, fence], { expect }) => {
    const { exitCode, output } = await runFence(fence);

    expect(exitCode, output).toBe(0);
  });
});

// Seconds on a quiet machine, more on a busy one.
test('examples type-check as they are written', { timeout: 180_000 }, () => {
  expect(checkFenceTypes(fences)).toEqual([]);
});

test('a wrong type in an example is found at its line', { timeout: 180_000 }, () => {
  const fence = { path: 'packages/memory/README.md', line: 7, code: `import { parseByteSize } from '@nsi/core';\nparseByteSize(7);` };

  expect(checkFenceTypes([fence])).toEqual([expect.stringMatching(/^packages\/memory\/README\.md:8: Argument of type 'number'/)]);
});

test('every package has an example that runs in its README', () => {
  const readmes = readFiles('packages/*/README.md').map(({ path }) => path);

  expect(readmes.filter((path) => !fences.some((fence) => fence.path === path))).toEqual([]);
});

test('only examples that say so are run, and each knows its line', () => {
  const text = ['# A', '```ts', 'skipped();', '```', '```ts run', 'one();', 'two();', '```', '```ts run', 'three();', '```'].join('\n');

  expect(runnableFences({ path: 'a.md', text })).toEqual([
    { path: 'a.md', line: 6, code: 'one();\ntwo();' },
    { path: 'a.md', line: 10, code: 'three();' },
  ]);
});

test('examples in comments lose their asterisks', () => {
  const text = ['/**', ' * @example', ' * ```ts run', ' * const a = {', ' *   b: 1,', ' * };', ' * ```', ' */'].join('\n');

  expect(runnableFences({ path: 'a.ts', text })).toEqual([{ path: 'a.ts', line: 4, code: 'const a = {\n  b: 1,\n};' }]);
});

test('an example that throws is seen to fail', async () => {
  const { exitCode, output } = await runFence({ path: 'docs/a.md', line: 1, code: `const a: number = 1; throw new Error('wrong ' + a);` });

  expect(exitCode).toBe(1);
  expect(output).toContain('wrong 1');
});
