import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { linearScan } from './linear-scan.ts';

test('names the line of the planted program', () => expectFound('linear-scan'));

test('has nothing to say about its clean twin', () => expectClean('linear-scan'));

const evidence = (samples: number, text: string) =>
  evidenceOf({
    stacks: [
      ['work app.js:3', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    lines: { 'app.js:2': 'function work(users, id, text, limit) {', 'app.js:3': text, 'app.js:4': '}' },
  });
const search = 'return users.find((one) => one.id === id);';

test('speaks when the interval of the share lies above 20 %', () => {
  expect(linearScan.test(evidence(290, search))).toMatchObject([{ id: 'linear-scan', where: [{ file: 'app.js', line: 3 }] }]);
  expect(linearScan.test(evidence(200, search))).toEqual([]);
  expect(linearScan.test(evidence(290, 'total += price;'))).toEqual([]);
});

test.each([
  search,
  'return users.find(({ id: own }) => own === id);',
  'return users.some((one) => { return one.active && one.id === id; });',
  'return users.filter((one) => String(one.id) === id);',
  'for (const one of users) if (one.id === id) return one;',
  'for (let at = 0; at < users.length; at++) { const one = users[at]; if (one.id === id) return one; }',
  'const ids = users.map((one) => one.id); return ids.includes(id);',
  'return Object.keys(users).indexOf(id) >= 0;',
  'return [...users].find((one) => one.from <= id && id < one.to);',
])('%s looks for one value from the start', (text) => {
  expect(linearScan.test(evidence(1000, text))).toHaveLength(1);
});

test.each([
  'return users.filter((one) => one.isActive);',
  "return users.filter((one) => one.state === 'active');",
  'return users.every((one) => one.age > 18);',
  'return String(text).includes(id);',
  'return text.includes(id);',
  "return users.includes('root');",
  'const byId = new UserMap(users); return byId.find((one) => one.id === id);',
  'for (const one of users) { if (one.id === id) { limit--; } else { limit++; } }',
])('%s does not', (text) => {
  expect(linearScan.test(evidence(1000, text))).toEqual([]);
});
