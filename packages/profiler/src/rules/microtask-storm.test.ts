import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { microtaskStorm } from './microtask-storm.ts';

test('names the line of the planted program', () => expectFound('microtask-storm'));

test('has nothing to say about its clean twin', () => expectClean('microtask-storm'));

const evidence = (samples: number, text: string) =>
  evidenceOf({
    stacks: [
      ['total app.js:3', samples],
      ['other app.js:9', 1000 - samples],
    ],
    lines: { 'app.js:3': text },
    loops: { 'app.js': [[3, 3]] },
  });

test('speaks when awaiting in a loop takes more than 10 %', () => {
  expect(microtaskStorm.test(evidence(125, 'sum += await price(row);'))).toMatchObject([{ id: 'microtask-storm', where: [{ line: 3 }] }]);
  expect(microtaskStorm.test(evidence(110, 'sum += await price(row);'))).toEqual([]);
  expect(microtaskStorm.test(evidence(500, 'sum += (await load(JSON.stringify(row))).length;'))).toEqual([]);
});

test('of generators that feed one another the first one is named first', () => {
  const lines = {
    'app.js:1': 'async function* values(list) {',
    'app.js:2': '  for (const one of list) yield one;',
    'app.js:3': '}',
    'app.js:4': 'async function* open(list) {',
    'app.js:5': '  for await (const one of list) if (one) yield one;',
    'app.js:6': '}',
    'app.js:7': 'for await (const one of open(values([1]))) print(one);',
  };
  const stacks = [
    ['values app.js:2', 100],
    ['open app.js:5', 200],
    ['main app.js:7', 300],
    ['other app.js:9', 400],
  ] as const;

  expect(microtaskStorm.test(evidenceOf({ stacks, lines }))).toMatchObject([{ where: [{ line: 2 }, { line: 7 }, { line: 5 }] }]);
});
