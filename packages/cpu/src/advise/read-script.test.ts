import { expect, test } from 'vitest';
import { codeOf } from '@nsi/workbench/test';
import { placeInScript } from './place-in-script.ts';
import { parseScript } from './read-script.ts';

test('every place of TypeScript is the same place in what is parsed', () => {
  const script = parseScript('interface A { readonly b: number }\nconst c: A = { b: 1 };\n  for (;;) {}', 'app.mts');
  const [, loop] = script.tree['body'] as readonly { readonly start: number }[];

  expect(script.text).toHaveLength('interface A { readonly b: number }\nconst c: A = { b: 1 };\n  for (;;) {}'.length);
  expect(placeInScript(script, loop as never)).toEqual({ file: 'app.mts', line: 3, column: 3 });
});

test('reads modules, CommonJS and scripts with a hashbang', () => {
  expect(() => parseScript('#!/usr/bin/env node\nimport a from "a";\nawait a();', 'a.mjs')).not.toThrow();
  expect(() => parseScript('const a = require("a");\nreturn a;', 'a.cjs')).not.toThrow();
});

test('names a file that is neither', () => {
  expect(codeOf(() => parseScript('for (;', 'a.js'))).toBe('NSI_CPU_SCRIPT');
  expect(codeOf(() => parseScript('enum A { B }', 'a.ts'))).toBe('NSI_CPU_SCRIPT');
});
