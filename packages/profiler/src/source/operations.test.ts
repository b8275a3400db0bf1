import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { callLinesOf } from './call-line.ts';
import { callsOn, operationsIn } from './calls-on.ts';
import { createSourceFiles } from './source-files.ts';

async function fileOf(text: string, name = 'program.mjs'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-operations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

async function calleesOf(text: string, name?: string): Promise<readonly string[]> {
  const file = await fileOf(text, name);
  const sources = createSourceFiles();
  return sources
    .lines(file)
    .flatMap((_, index) => callsOn(sources, file, index + 1))
    .map(({ module, callee }) => (module === '' ? callee : `${module}: ${callee}`));
}

test.each([
  ['const { parse } = JSON;\nparse(text);', 'JSON.parse'],
  ['const { parse: read } = JSON;\nread(text);', 'JSON.parse'],
  ['const read = JSON.parse;\nread(text);', 'JSON.parse'],
  ["import { readFileSync as read } from 'node:fs';\nread(path);", 'fs: readFileSync'],
  ["import fs from 'fs';\nfs.readFileSync(path);", 'fs: readFileSync'],
  ["import * as fs from 'node:fs';\nfs.promises.readFile(path);", 'fs: promises.readFile'],
  ['rows.map(read)', 'rows.map'],
  ['rows[0].items?.find(read)', 'rows[].items.find'],
  ['rows.list().shift()', 'rows.list().shift'],
  ['[1, 2].includes(3)', '[…].includes'],
  ['/^a+$/.test(text)', '/^a+$/.test'],
  ['const pattern = /^a+$/;\npattern.test(text)', '/^a+$/.test'],
  ['new Intl.NumberFormat("de")', 'Intl.NumberFormat'],
  ['function f(parse) {\n  parse(1);\n}\nconst { parse } = JSON;', 'parse'],
  ['let read = JSON.parse;\nread = other;\nread(text)', 'read'],
])('%s calls %s', async (text, callee) => {
  const [, ...further] = ['', ...(await calleesOf(text))];
  expect(further).toContain(callee);
});

test('what is bound is what it was bound from, and a module can be required', async () => {
  const text = "const fs = require('node:fs');\nconst read = fs.readFileSync.bind(fs);\nread(path);\n(0, fs.statSync)(path);\n";

  expect(await calleesOf(text, 'program.cjs')).toEqual(['require', 'fs: readFileSync.bind', 'fs: readFileSync', 'fs: statSync']);
});

test('a call over several lines stands where its name does, in a statement that begins before', async () => {
  const file = await fileOf(
    'export const rows = (list) => {\n  return list\n    .filter(Boolean)\n    .map((row) =>\n      JSON.parse(\n        row,\n      ),\n    );\n};\n',
  );
  const sources = createSourceFiles();

  const [inner, ...outer] = callsOn(sources, file, 6);
  expect(inner).toMatchObject({
    callee: 'JSON.parse',
    receiver: 'JSON',
    line: 5,
    firstLine: 5,
    lastLine: 7,
    statementLine: 5,
    isInLoop: true,
  });
  expect(outer.map(({ callee }) => callee)).toEqual(['list.filter().map']);
  expect(outer[0]).toMatchObject({ line: 4, firstLine: 2, statementLine: 2, isInLoop: false, arguments: ['=>'], callbacks: ['4:9'] });
});

test('the head of a loop runs once, its condition and body run often', async () => {
  const text = 'for (const one of list()) {\n  work(one);\n}\nfor (let i = first(); more(i); i++) again(i);\nwhile (todo()) done();\n';
  const file = await fileOf(text);
  const all = operationsIn(createSourceFiles(), file).inFunction(0);

  expect(all.map(({ callee, isInLoop }) => `${callee} ${isInLoop}`)).toEqual([
    'list false',
    'work true',
    'first false',
    'more true',
    'again true',
    'todo true',
    'done true',
  ]);
});

test('spreads, throws and what is appended to are operations as well', async () => {
  const file = await fileOf(
    'let text = "";\nfor (const row of rows) {\n  text += row;\n  all = { ...all, row };\n  throw new Error("no");\n}\n',
  );
  const all = operationsIn(createSourceFiles(), file).inFunction(0);

  expect(all.map(({ kind, callee, line }) => [kind, callee, line])).toEqual([
    ['append', 'text', 3],
    ['spread', 'all', 4],
    ['throw', 'new Error()', 5],
    ['new', 'Error', 5],
  ]);
});

test('a bundle is read by the function: methods, generators and all', async () => {
  const filling = `const filling = [${'"nothing to see here",'.repeat(60_000)}];\n`;
  const file = await fileOf(
    `${filling}class Shop {\n  async *sell(rows) {\n    for (const row of rows) yield await JSON.parse(row);\n  }\n}\nconst f = (x) => {\n  return g(x);\n};\n`,
  );
  const sources = createSourceFiles();

  expect(callsOn(sources, file, 4)).toMatchObject([{ callee: 'JSON.parse', line: 4, isInLoop: true, statementLine: 4 }]);
  expect(callsOn(sources, file, 8)).toMatchObject([{ callee: 'g', line: 8, column: 9 }]);
});

test('of two calls the one in a loop is meant, then the one with more samples', async () => {
  const file = await fileOf(
    'function f(rows) {\n  clone(rows);\n  clone(rows);\n  for (const row of rows) {\n    clone(row);\n  }\n}\nfunction g() {\n  clone(1);\n  clone(2);\n}\n',
  );
  const sources = createSourceFiles();

  expect(callLinesOf(sources, { file, line: 1, column: 1 }, 'clone')).toEqual([5, 2, 3]);
  expect(callLinesOf(sources, { file, line: 8, column: 1 }, 'clone', { ticks: new Map([[10, 7]]) })).toEqual([10, 9]);
});

test('a call is found by an alias, over lines, by the callback in it and by the expression it tests', async () => {
  const text =
    'import { parse as read } from "./parse.js";\nexport function all(rows) {\n  // read(rows)\n  const first = read\n    (rows);\n  rows.sort(\n    (a, b) => a - b,\n  );\n  return rows.filter((row) => !pattern.test(row) && !/b+/.test(row));\n}\nconst pattern = /a+/;\n';
  const file = await fileOf(text);
  const sources = createSourceFiles();
  const place = { file, line: 2, column: 8 };

  expect(callLinesOf(sources, place, 'parse')).toEqual([4]);
  expect(callLinesOf(sources, place, '', { callee: { file, line: 7, column: 5 } })).toEqual([6]);
  expect(callLinesOf(sources, place, 'RegExp: a+')).toEqual([9]);
  expect(callLinesOf(sources, place, 'nothing')).toEqual([]);
});
