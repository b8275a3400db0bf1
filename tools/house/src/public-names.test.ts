import { expect, test } from 'vitest';
import { findUndocumented } from './public-names.ts';
import { listPackages } from './workspace.ts';

test('every public name is documented where it is declared', () => {
  expect(findUndocumented(listPackages())).toEqual([]);
});
