import { expect, test } from 'vitest';
import { checkFinished, checkLength, checkShopWindows, checkSilence } from './manners.ts';
import { listPackages, readFiles } from './workspace.ts';

const sources = readFiles('packages/*/{src,test,bench}/**/*.ts', 'tools/*/{src,test}/**/*.ts');

test('no file has more than 400 lines without a decision', () => {
  expect(checkLength(sources, readFiles('docs/decisions/*.md'))).toEqual([]);
});

test('a long file is found unless a decision record names it', () => {
  const long = [{ path: 'packages/memory/src/a.ts', text: '//\n'.repeat(401) }];

  expect(checkLength(long, [])).toEqual([expect.stringContaining('packages/memory/src/a.ts has 401 lines')]);
  expect(checkLength(long, [{ path: 'docs/decisions/a.md', text: 'Why `packages/memory/src/a.ts` is long.' }])).toEqual([]);
});

test('library code never prints', () => {
  expect(checkSilence(sources, listPackages())).toEqual([]);
});

test('a print is found in library code, not in a bin, a comment or a test', () => {
  const print = `console.log('x'); process.stdout.write('x');`;
  const silent = `// console.log('x')\nconst text = 'console.log';`;

  expect(printsOf('packages/memory/src/a.ts', print)).toHaveLength(2);
  expect(printsOf('packages/memory/src/cli.ts', print)).toEqual([expect.stringContaining('console.log')]);
  expect(printsOf('packages/memory/src/a.ts', silent)).toEqual([]);
  expect(printsOf('packages/memory/src/a.test.ts', print)).toEqual([]);
});

function printsOf(path: string, text: string): readonly string[] {
  return checkSilence([{ path, text }], listPackages());
}

test('index.ts of every package is a list of names', () => {
  expect(checkShopWindows(sources)).toEqual([]);
});

test.each([`export * from './a.ts';`, `export const a = 1;`, `import './a.ts';`, `const a = 1; export { a };`])(
  '`%s` does not belong into index.ts',
  (text) => {
    expect(checkShopWindows([{ path: 'packages/memory/src/index.ts', text }])).not.toEqual([]);
  },
);

test('no test is switched off and nothing is left unfinished', () => {
  expect(checkFinished(sources)).toEqual([]);
});

test('a test that is switched off is found', () => {
  const text = ['test', 'skip'].join('.');

  expect(checkFinished([{ path: 'packages/memory/src/a.test.ts', text }])).toEqual([`packages/memory/src/a.test.ts:1: ${text}`]);
});
