import type { Suite } from '@nsi/core/report';
import { benchError } from '../errors.ts';

/** Throws `NSI_BENCH_SUITE_INVALID` for the first rule of the contract that a suite breaks; returns it otherwise. */
export function checkSuite(suite: Suite): Suite {
  const { name, variants, params = {}, complexity, expectations = [] } = suite;
  const names = variants.map((variant) => variant.name);
  const baselines = variants.filter(({ isBaseline }) => isBaseline);
  const reject = (expected: string, actual: string): never => {
    throw benchError('NSI_BENCH_SUITE_INVALID', `suite ${JSON.stringify(name)}: expected ${expected}, got ${actual}`);
  };

  if (baselines.length !== 1) reject('exactly one baseline', String(baselines.length));
  if (new Set(names).size !== names.length) reject('variants with different names', names.join(', '));
  for (const [param, values] of Object.entries(params)) {
    if (!Array.isArray(values) || values.length === 0) reject(`a list of values for the parameter ${JSON.stringify(param)}`, 'none');
  }
  if (complexity !== undefined && !params[complexity]?.every((value) => typeof value === 'number')) {
    reject(`a numeric parameter to fit the cost against`, JSON.stringify(complexity));
  }
  for (const { candidate, than } of expectations) {
    const unknown = [candidate, than].find((variant) => !names.includes(variant));
    if (unknown !== undefined) reject(`an expectation about its variants (${names.join(', ')})`, JSON.stringify(unknown));
  }
  return suite;
}
