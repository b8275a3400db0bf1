import { expect, test } from 'vitest';
import { findUndocumented } from './public-names.ts';
import { listPackages } from './workspace.ts';

// The whole house is type-checked here: seconds on a quiet machine, more on a busy one.
test('every public name is documented where it is declared', { timeout: 180_000 }, () => {
  expect(findUndocumented(listPackages())).toEqual([]);
});
