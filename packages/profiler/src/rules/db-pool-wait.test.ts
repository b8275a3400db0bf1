import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeLive, findPostgres } from '@nsi/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { startPlantedShop } from '../../test/planted-shop.ts';
import { profile } from '../profile.ts';
import { dbPoolWait } from './db-pool-wait.ts';

const programOf = (name: string): string => fileURLToPath(new URL(`../../test/planted/db-pool-wait/${name}.mjs`, import.meta.url));

describeLive(findPostgres(), { describe, test }, 'programs that ask a database through a pool', () => {
  let shop: AsyncDisposable | undefined;
  beforeAll(async () => {
    shop = await startPlantedShop();
  });
  afterAll(() => shop?.[Symbol.asyncDispose]());

  test('names the transaction of the planted program, which uses Knex', () => expectFound('db-pool-wait'));

  test('has nothing to say about its clean twin', () => expectClean('db-pool-wait'));

  test('names who waits for a pool of pg', async () => {
    const script = programOf('pool-slow');
    const { findings } = await profile({ script }, { stdio: 'ignore' });
    const line = readFileSync(script, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('// <- slow'));

    expect(findings.find(({ id }) => id === 'db-pool-wait')).toMatchObject({
      certainty: 'certain',
      fix: { diff: expect.stringContaining('no connection is held') as string },
    });
    expect(findings.find(({ id }) => id === 'db-pool-wait')?.where?.[0]).toMatchObject({ file: script, line: line + 1 });
  });

  test('a pool of pg whose connections are given back at once is no finding', async () => {
    const { findings, waits = [] } = await profile({ script: programOf('pool-clean') }, { stdio: 'ignore' });

    expect(findings.filter(({ certainty }) => certainty !== 'hint').map(({ id }) => id)).toEqual([]);
    expect(waits.find(({ kind }) => kind === 'acquire')).toMatchObject({ peer: 'pg-pool of 3', count: 160 });
  });
});

const evidence = (count: number, p95Ns: number, { starved = count - 3, heldNs = 5e6 } = {}) =>
  evidenceOf({
    counters: [
      { name: 'acquire tarn of 3', count, keys: [['none free', starved]] },
      { name: 'hold tarn of 3', count, ns: heldNs * count },
    ],
    waits: [
      { kind: 'acquire', peer: 'tarn of 3', count, ns: 20e6 * count, p95Ns },
      { kind: 'query', peer: 'db:5432 BEGIN;', count, ns: 4e6 * count, places: [{ file: 'app.js', line: 3, count: 1 }] },
    ],
  });

test('speaks of 20 acquisitions of which one in twenty waits for 10 ms', () => {
  expect(dbPoolWait.test(evidence(20, 10e6))).toMatchObject([{ certainty: 'certain', where: [{ file: 'app.js', line: 3 }] }]);
  expect(dbPoolWait.test(evidence(19, 10e6))).toEqual([]);
  expect(dbPoolWait.test(evidence(20, 9e6))).toEqual([]);
});

test('is a hint where most find a connection at once', () => {
  expect(dbPoolWait.test(evidence(20, 10e6, { starved: 9 }))).toMatchObject([{ certainty: 'hint' }]);
});

test('advises shorter transactions where a connection is held for more than its queries, else a larger pool', () => {
  expect(dbPoolWait.test(evidence(20, 10e6, { heldNs: 8e6 }))[0]?.fix?.diff).toContain('no connection is held');
  expect(dbPoolWait.test(evidence(20, 10e6, { heldNs: 7e6 }))[0]?.fix?.diff).toContain('max: 20');
});
