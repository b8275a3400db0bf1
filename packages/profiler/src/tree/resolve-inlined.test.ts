import { expect, test } from 'vitest';
import { shapeOf } from '../source/acorn.ts';
import { createInlineResolver, keyOf } from './resolve-inlined.ts';

/** A resolver over files given as text, and what a tick on a line of a file's function is placed below. */
function resolverOf(files: Readonly<Record<string, string>>, seen = true, ticked: readonly number[] = []) {
  const shapes = new Map(Object.entries(files).map(([file, text]) => [file, shapeOf(text)]));
  const resolver = createInlineResolver({
    files: Object.keys(files),
    fileOf: () => undefined,
    shapeOf: (file) => shapes.get(file)!,
    mentions: (file, word) => files[file]!.includes(word),
    seenCallees: ({ range, file }) =>
      new Map(
        (seen ? Object.keys(files) : []).flatMap((other) =>
          shapes
            .get(other)!
            .functions.map((one, index) => ({ file: other, index, range: one }))
            .filter((one) => range.calls.has(one.range.name) || (other === file && one.range.isHandedOn))
            .map((one) => [keyOf(one), one] as const),
        ),
      ),
    unfoldedAt: () => undefined,
    lineCount: (file) => files[file]!.split('\n').length,
    tickedLines: () => new Set(ticked),
    callsOf: () => [],
  });
  return (file: string, name: string, tickLine: number): readonly string[] | string => {
    const range = shapes.get(file)!.functions.find((one) => one.name === name)!;
    const placement = resolver.place(resolver.functionAt(file, range.firstLine, range.firstColumn + 1)!, tickLine);
    return typeof placement === 'string' ? placement : placement.map((step) => step.range.name);
  };
}

const chain = `
function leaf(value) {
  return Math.sqrt(value);
}
function middle(value) {
  return leaf(value) + 1;
}
function outer(count) {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += middle(i);
  }
  return sum;
}
outer(3);
`;

test('a tick on a line of the function itself stays with it', () => {
  expect(resolverOf({ 'a.js': chain })('a.js', 'outer', 11)).toEqual([]);
});

test('a tick on the line of a function three deep goes there, through those between', () => {
  const place = resolverOf({ 'a.js': chain });

  expect(place('a.js', 'outer', 3)).toEqual(['middle', 'leaf']);
  expect(place('a.js', 'outer', 6)).toEqual(['middle']);
  expect(place('a.js', 'middle', 3)).toEqual(['leaf']);
});

test('top-level code is a function that others are inlined into', () => {
  expect(resolverOf({ 'a.js': chain })('a.js', '', 3)).toEqual(['outer', 'middle', 'leaf']);
});

test('a tick on a line that no reachable function holds is unresolved', () => {
  expect(resolverOf({ 'a.js': chain })('a.js', 'leaf', 11)).toBe('unresolved');
  expect(resolverOf({ 'a.js': chain })('a.js', 'outer', 400)).toBe('unresolved');
});

test('a function of another file is found by its name and line', () => {
  const other = `${'\n'.repeat(40)}export function square(side) {\n  return side * side;\n}\n`;

  expect(resolverOf({ 'a.js': 'function area(side) {\n  return square(side);\n}', 'b.js': other })('a.js', 'area', 42)).toEqual(['square']);
});

test('two files with a function of that name and line are not told apart', () => {
  const other = `${'\n'.repeat(40)}export function square(side) {\n  return side * side;\n}\n`;
  const files = { 'a.js': 'function area(side) {\n  return square(side);\n}', 'b.js': other, 'c.js': other };

  expect(resolverOf(files)('a.js', 'area', 42)).toBe('unresolved');
});

test('a line that is the function’s own and also one of a callee in another file is not guessed', () => {
  const files = {
    'a.js': 'function area(side) {\n  return square(side);\n}',
    'b.js': 'export function square(side) {\n  return side * side;\n}\n',
  };

  expect(resolverOf(files)('a.js', 'area', 2)).toBe('unresolved');
});

test('what was not seen running and has no tick on a line of its own is not meant', () => {
  const files = {
    'a.js': 'function area(side) {\n  return square(side);\n}',
    'b.js': 'export function square(side) {\n  const other = side;\n  more();\n  return side * other;\n}\n',
  };

  expect(resolverOf(files, false)('a.js', 'area', 2)).toEqual([]);
  expect(resolverOf(files, false, [4])('a.js', 'area', 2)).toBe('unresolved');
  expect(resolverOf(files, false, [4])('a.js', 'area', 4)).toEqual(['square']);
});

test('a callback that was handed to an array method is found on its lines', () => {
  const text = 'function total(rows) {\n  return rows.map(\n    (row) => {\n      return row * 2;\n    },\n  );\n}\n';

  expect(resolverOf({ 'a.js': text })('a.js', 'total', 4)).toEqual(['']);
  expect(resolverOf({ 'a.js': text })('a.js', 'total', 2)).toEqual([]);
});

test('far down a line is its function’s, though no name leads there', () => {
  const text = `function outer(run) {\n  return run();\n}\n${'\n'.repeat(1200)}const made = make(() => {\n  return 1;\n});\n`;

  expect(resolverOf({ 'a.js': text, 'b.js': 'function other() {\n}\n' })('a.js', 'outer', 1205)).toEqual(['']);
});
