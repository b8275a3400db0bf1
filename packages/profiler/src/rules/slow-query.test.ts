import { describeLive, findPostgres } from '@nsi/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { startPlantedShop } from '../../test/planted-shop.ts';
import { slowQuery } from './slow-query.ts';

describeLive(findPostgres(), { describe, test }, 'programs that ask a database', () => {
  let shop: AsyncDisposable | undefined;
  beforeAll(async () => {
    shop = await startPlantedShop();
  });
  afterAll(() => shop?.[Symbol.asyncDispose]());

  test('names the line of the planted program', () => expectFound('slow-query'));

  test('has nothing to say about its clean twin', () => expectClean('slow-query'));
});

const evidence = (count: number, ns: number, p95Ns = 30e6, query = 'SELECT * FROM parcel') =>
  evidenceOf({ waits: [{ kind: 'query', peer: `db:5432 ${query}`, count, ns, p95Ns }] });

test('speaks of 20 ms each and 30 % in all, or of 100 ms', () => {
  expect(slowQuery.test(evidence(10, 0.3e9))).toMatchObject([{ id: 'slow-query' }]);
  expect(slowQuery.test(evidence(10, 0.29e9))).toEqual([]);
  expect(slowQuery.test(evidence(10, 0.29e9, 100e6))).toMatchObject([{ id: 'slow-query' }]);
  expect(slowQuery.test(evidence(20, 0.39e9))).toEqual([]);
  expect(slowQuery.test(evidence(2, 0.9e9))).toEqual([]);
  expect(slowQuery.test(evidence(10, 0.3e9, 30e6, 'select version();'))).toEqual([]);
});
