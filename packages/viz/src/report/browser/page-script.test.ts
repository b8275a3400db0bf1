import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { headScript, pageScript } from './page-script.ts';

test('is a script that parses and stays small', () => {
  expect(() => new Script(headScript() + pageScript())).not.toThrow();
  expect(pageScript().length).toBeLessThan(12_000);
});

test('holds nothing that ends its block, reads code from text or writes markup', () => {
  expect(headScript() + pageScript()).not.toMatch(/<\/script|<!--|eval|new Function|innerHTML|insertAdjacentHTML|document\.write/i);
});
