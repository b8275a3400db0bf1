import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { intlPerCall } from './intl-per-call.ts';

test('names the line of the planted program', () => expectFound('intl-per-call'));

test('has nothing to say about its clean twin', () => expectClean('intl-per-call'));

const evidence = (samples: number, text: string) =>
  evidenceOf({
    stacks: [
      ['work app.js:3', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    lines: { 'app.js:3': text },
  });

test('speaks when the interval of the share lies above 5 %', () => {
  expect(intlPerCall.test(evidence(80, "return value.toLocaleString('de-DE');"))).toMatchObject([
    { id: 'intl-per-call', where: [{ file: 'app.js', line: 3 }] },
  ]);
  expect(intlPerCall.test(evidence(50, "return value.toLocaleString('de-DE');"))).toEqual([]);
  expect(intlPerCall.test(evidence(80, 'total += price;'))).toEqual([]);
});
