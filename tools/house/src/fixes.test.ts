import { expect, test } from 'vitest';
import { checkFixes } from './fixes.ts';
import { readFiles } from './workspace.ts';

const windows = new Map(readFiles('packages/*/src/index.ts').map(({ path, text }) => [`@nsi/${path.split('/')[1]}`, text] as const));

test('every piece of advice names a function that its package has', () => {
  expect(
    checkFixes(
      readFiles('packages/*/src/**/*.ts').filter(({ path }) => !path.endsWith('.test.ts')),
      windows,
    ),
  ).toEqual([]);
});

test('a function that is not there is found, also as the second of two', () => {
  const text = `fix: { package: '@nsi/io', function: isRead ? 'cachedFile' : 'readAll', docs: 'x' }`;

  expect(checkFixes([{ path: 'a.ts', text }], new Map([['@nsi/io', 'export { cachedFile, readMany };']]))).toEqual([
    'a.ts advises readAll of @nsi/io, which is not there',
  ]);
});
