import { expect, test } from 'vitest';
import { addedListeners } from './added-listeners.ts';

const linesOf = (...files: readonly string[]) =>
  addedListeners(new Map(files.map((text, index) => [`${index}.mjs`, text]))).map(({ file, line }) => `${file}:${line}`);

const follow = 'export function follow(book, changed) {\n  book.on("revised", changed);\n  return () => book.off("revised", changed);\n}';

test('a listener is added for good where what removes it is dropped', () => {
  const caller = (call: string): string => `const book = new Book();\nfor (const row of rows) ${call};`;

  expect(linesOf(follow, caller('follow(book, row)'))).toEqual(['0.mjs:2']);
  expect(linesOf(follow, caller('stops.push(follow(book, row))'))).toEqual([]);
  expect(linesOf(follow, 'const book = new Book();\nfollow(book, print);')).toEqual([]);
});

test('an emitter that is made for each turn keeps nothing', () => {
  expect(linesOf(follow, 'for (const row of rows) follow(new Book(row), print);')).toEqual([]);
  expect(linesOf(follow, 'for (const book of books) follow(book, print);')).toEqual([]);
  expect(linesOf('let line;\nfunction dial() {\n  line = connect();\n  line.on("close", print);\n}\nfor (;;) dial();')).toEqual([]);
  expect(linesOf('createServer((request) => {\n  request.on("data", print);\n});')).toEqual([]);
});

test('fields and variables of a file outlive who adds to them, unless it is taken off again or ends by itself', () => {
  const session = (more: string, options = ''): string =>
    `class Session {\n  constructor(bus) {\n    this.bus = bus;\n    this.bus.on("tick", this.tick${options});\n  }\n${more}}\nfor (const row of rows) new Session(bus, row);`;

  expect(linesOf(session(''))).toEqual(['0.mjs:4']);
  expect(linesOf(session('  close() { this.bus.off("tick", this.tick); }\n'))).toEqual([]);
  expect(linesOf(session('', ', { once: true }'))).toEqual([]);
  expect(
    linesOf('function open(row) {\n  bus.addListener("tick", row.tick);\n}\nconst bus = new Bus();\nrows.forEach((row) => open(row));'),
  ).toEqual(['0.mjs:2']);
});
