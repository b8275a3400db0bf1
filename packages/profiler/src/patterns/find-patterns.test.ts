import { expect, test } from 'vitest';
import { findPatterns, type PatternKind } from './find-patterns.ts';

/** Lines that a pattern names, in the order of the text. */
const linesOf = (kind: PatternKind, text: string, written = text) =>
  [...new Set(findPatterns(text, written).flatMap((one) => (one.kind === kind ? [one.line] : [])))].toSorted((left, right) => left - right);

const inFunction = (body: string): string => `function f(list, key, text) {\n${body}\n}`;

test.each<[kind: PatternKind, body: string]>([
  ['search', 'return list.rows\n.find((row) => row.id === key);'.replace('\n', '')],
  ['search', 'for (const row of list) if (row.id === key) return row;'],
  ['search', 'const seen = []; if (!seen.includes(key)) seen.push(key);'],
  ['search', 'return list.find((row) => row.from <= key && key < row.to);'],
  ['array-head', 'return list.shift();'],
  ['array-head', 'list.splice(0, 1);'],
  ['copy-all', 'return list.reduce((all, row) => ({ ...all, [row.id]: row }), {});'],
  ['copy-all', 'return list.reduce((all, row) => all.concat(row.tags), []);'],
  ['copy-all', 'let all = []; for (const row of list) all = [...all, row];'],
  ['copy-all', 'let all = {}; for (const row of list) all = Object.assign({}, all, { [row.id]: row });'],
  ['copy-all', 'list.groups[key] = [...(list.groups[key] ?? []), text];'],
  ['json-clone', 'return JSON.parse(JSON.stringify(list));'],
  ['json-clone', 'const { parse, stringify } = JSON; return parse(stringify(list));'],
  ['json-clone', 'const json = JSON.stringify(list); return json === undefined ? list : JSON.parse(json);'],
  ['rebuild', "let out = ''; for (const row of list) { out += `${row}`; if (out.endsWith(key)) return out; }"],
  ['rebuild', 'for (const row of list) text = text.replace(row, key);'],
  ['make-error', 'throw new TypeError(key);'],
  ['make-error', 'return Object.assign(new Error(key), { list });'],
  ['await', 'return (async () => { for (const row of list) await key(row); })();'],
])('%s: %s', (kind, body) => {
  expect(linesOf(kind, inFunction(body))).toEqual([2]);
});

test.each<[kind: PatternKind, body: string]>([
  ['search', 'return list.filter((row) => row.isOpen);'],
  ['search', "return list.some((row) => row.state === 'open');"],
  ['search', 'return text.trim().includes(key);'],
  ['array-head', 'const queue = new Deque(); return queue.shift();'],
  ['array-head', 'list.splice(3, 1);'],
  ['copy-all', 'let all = {}; all = { ...all, count: 1 }; return all;'],
  ['copy-all', 'return list.map((row) => ({ ...row, [key]: 1 }));'],
  ['json-clone', 'const json = JSON.stringify(list); for (const row of key) JSON.parse(json);'],
  ['json-clone', 'const json = JSON.stringify(list); text.write(json); return JSON.parse(json);'],
  ['rebuild', "const found = []; for (const row of list) { let word = ''; word += `${row}`; if (word.endsWith(key)) found.push(word); }"],
  ['rebuild', "let word = ''; for (const sign of list) { word += `${sign}`; if (word.endsWith(key)) word = ''; }"],
  ['make-error', 'return new ErrorLog(key);'],
])('not %s: %s', (kind, body) => {
  expect(linesOf(kind, inFunction(body))).toEqual([]);
});

test('a call over lines is named where its name stands, a copy where what is copied does', () => {
  expect(linesOf('search', inFunction('return list\n  .filter(Boolean)\n  .find(\n    (row) => row.id === key,\n  );'))).toEqual([4]);
  expect(linesOf('copy-all', inFunction('return list.reduce((all, row) => ({\n  ...all,\n  [row.id]: row,\n}), {});'))).toEqual([3]);
});

test('types tell what a parameter is', () => {
  const typed = (type: string): string => `function f(rows: ${type}, key: string) {\n  return rows.includes(key);\n}`;
  const stripped = (type: string): string => typed(type).replaceAll(/: [\w[\]]+(?=[,)])/g, (found) => ' '.repeat(found.length));

  expect(linesOf('search', stripped('string[]'), typed('string[]'))).toEqual([2]);
  expect(linesOf('search', stripped('string'), typed('string'))).toEqual([]);
});

test('a reducer may have a name, and be handed what it adds to', () => {
  const adding = 'const add = (all, row) => ({ ...all, [row]: 1 });\n';

  expect(linesOf('copy-all', `${adding}rows.reduce(add, {});`)).toEqual([1]);
  expect(linesOf('copy-all', `${adding}let all = {};\nfor (const row of rows) all = add(all, row);`)).toEqual([1]);
  expect(linesOf('copy-all', `${adding}const one = add(defaults, row);`)).toEqual([]);
});

test('an error class makes its errors in its constructor, or where there is none on its first line', () => {
  const text = 'class Base extends Error {}\nclass Own extends Base {\n  constructor(row) {\n    super(row);\n  }\n}\nclass Log {}';

  expect([linesOf('error-class', text), linesOf('error-constructor', text)]).toEqual([[1], [4]]);
});

test('what is kept in a collection that nothing is taken out of is retained', () => {
  const cache = (more: string): string => `const cache = new Map();\nfunction page(id) {\n  cache.set(id, { id });\n${more}}`;

  expect(linesOf('retain', cache(''))).toEqual([3]);
  expect(linesOf('retain', cache('  if (cache.size > 9) cache.clear();\n'))).toEqual([]);
  expect(linesOf('retain', 'class Hub {\n  #log = [];\n  add(entry) {\n    this.#log.push(entry);\n  }\n}')).toEqual([4]);
  expect(linesOf('retain', inFunction('const rows = []; for (const row of list) rows.push(row); return rows;'))).toEqual([]);
});

test('a string that methods share is rebuilt where one asks for its end, or reads it before another adds to it', () => {
  const printer = (more: string): string => `class Printer {\n#out = '';\nword(text) { this.#out += String(text); }\n${more}\n}`;

  expect(linesOf('rebuild', printer('get last() { return this.#out.charAt(this.#out.length - 1); }'))).toEqual([4]);
  expect(linesOf('rebuild', printer("isEmpty() { return this.#out === '' || this.#out.endsWith('>'); }"))).toEqual([4]);
  expect(
    linesOf('rebuild', printer('has(text) { return this.#out.includes(text); }\nonce(text) { if (!this.has(text)) this.word(text); }')),
  ).toEqual([4]);
  expect(linesOf('rebuild', printer("toString() { return this.#out.replace(/ +/g, ' '); }"))).toEqual([]);
  expect(linesOf('rebuild', printer('toString() { return this.#out.slice(0, -1); }'))).toEqual([]);
  expect(linesOf('rebuild', printer('all(rows) { rows.forEach((row) => this.word(row)); return this.#out.trim(); }'))).toEqual([]);
  expect(linesOf('rebuild', printer("get last() { return this.#out.at(-1); }\nflush() { this.#out = ''; }"))).toEqual([]);
  expect(linesOf('rebuild', printer('get last() { return this.#out.length; }'))).toEqual([]);
});

test('so is one that functions of a closure share, a number is not', () => {
  const writer = (start: string, added: string): string =>
    `function writer() {\nlet out = ${start};\nconst write = (row) => { out += ${added}; };\nconst last = () => out[out.length - 1];\nreturn { write, last };\n}`;

  expect(linesOf('rebuild', writer("''", 'row'))).toEqual([4]);
  expect(linesOf('rebuild', writer('0', 'row.length'))).toEqual([]);
  expect(
    linesOf(
      'rebuild',
      "let out = '';\nfunction write(row) { out += row; }\nfor (const row of rows) {\nif (!out.includes(row)) write(row);\n}",
    ),
  ).toEqual([4]);
  expect(linesOf('rebuild', "let out = '';\nfunction write(row) { out += row; }\nrows.forEach(write);\nprint(out.slice(0, -1));")).toEqual(
    [],
  );
});

test('objects and prototypes share strings as classes do', () => {
  expect(
    linesOf('rebuild', "const page = {\nout: '',\nadd(row) { this.out += `${row}`; },\nends() { return this.out.endsWith('x'); },\n};"),
  ).toEqual([4]);
  expect(
    linesOf(
      'rebuild',
      "function Page() { this.out = ''; }\nPage.prototype.add = function (row) { this.out += `${row}`; };\nPage.prototype.last = function () {\nreturn this.out.slice(-1);\n};",
    ),
  ).toEqual([4]);
  expect(
    linesOf('rebuild', 'function add(page, row) { page.out += `${row}`; }\nfunction last(page) {\nreturn page.out.at(-1);\n}'),
  ).toEqual([3]);
});

test('an async generator gives one by one where its loop waits for nothing, and relays what it awaits', () => {
  const source = 'async function* values(list) {\nfor (const one of list)\nyield one;\n}\n';
  const relay = 'async function* open(list) {\nfor await (const one of list)\nif (one) yield one;\n}\n';
  const split = 'async function* lines(list) {\nfor await (const one of list)\nfor (const line of one) yield line;\n}\n';

  expect([linesOf('source-yield', source), linesOf('relay', source)]).toEqual([[3], []]);
  expect([linesOf('source-yield', relay), linesOf('relay', relay)]).toEqual([[], [2]]);
  expect([linesOf('source-yield', split), linesOf('relay', split)]).toEqual([[3], [2]]);
  expect(linesOf('source-yield', 'function* values(list) {\nfor (const one of list) yield one;\n}')).toEqual([]);
});

test('what is no JavaScript has no patterns, and neither has what is nested without end', () => {
  expect(findPatterns('enum Colour { Red }', '')).toEqual([]);
  expect(findPatterns(`x = ${'['.repeat(20_000)}${']'.repeat(20_000)}`, '')).toEqual([]);
});
