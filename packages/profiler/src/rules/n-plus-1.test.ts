import { describeLive, findPostgres } from '@nsi/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { startPlantedShop } from '../../test/planted-shop.ts';
import { nPlus1 } from './n-plus-1.ts';

describeLive(findPostgres(), { describe, test }, 'programs that ask a database', () => {
  let shop: AsyncDisposable | undefined;
  beforeAll(async () => {
    shop = await startPlantedShop();
  });
  afterAll(() => shop?.[Symbol.asyncDispose]());

  test('names the line of the planted program', () => expectFound('n-plus-1'));

  test('has nothing to say about its clean twin', () => expectClean('n-plus-1'));
});

const evidence = (chainLength: number, chainedNs: number, shape = 'SELECT * FROM item WHERE parcel = ?') =>
  evidenceOf({ waits: [{ kind: 'query', peer: `db:5432 ${shape}`, count: 30, ns: 0.3e9, chainLength, chainedCount: 30, chainedNs }] });

test('speaks of ten in a row that take 5 % of the time', () => {
  expect(nPlus1.test(evidence(10, 0.05e9))).toMatchObject([{ id: 'n-plus-1', certainty: 'certain' }]);
  expect(nPlus1.test(evidence(9, 0.05e9))).toEqual([]);
  expect(nPlus1.test(evidence(10, 0.04e9))).toEqual([]);
});

test('reading page after page is no such thing', () => {
  expect(nPlus1.test(evidence(20, 0.3e9, 'SELECT * FROM parcel WHERE id > ? ORDER BY id LIMIT ?'))).toEqual([]);
});

test('knows two shapes that take turns by the chain of their connection', () => {
  const turns = evidenceOf({
    waits: [
      { kind: 'query', peer: 'db:5432 SELECT a', count: 30, ns: 0.2e9, chainLength: 1 },
      { kind: 'query', peer: 'db:5432 SELECT b', count: 30, ns: 0.3e9, chainLength: 1 },
      { kind: 'socket', peer: 'db:5432', count: 60, ns: 0.5e9, chainLength: 60, chainedCount: 58, chainedNs: 0.5e9 },
    ],
  });

  expect(nPlus1.test(turns)).toMatchObject([{ id: 'n-plus-1', expectedGain: { share: 0.3 } }]);
});
