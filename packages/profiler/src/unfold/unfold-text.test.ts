import { runInNewContext } from 'node:vm';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shapeOf } from '../source/acorn.ts';
import { breakMap } from './break-map.ts';
import { unfoldText } from './unfold-text.ts';

const pieces = [
  'const half = (value) => value / 2, twice = (value) => value * 2;',
  'function make(step) { return (value) => value + step; }',
  'const table = { add: (a, b) => a + b, get size() { return 3; }, async wait() { return 1; }, *count() { yield function () { return 4; }; } };',
  'class Box { #value = 1; static of() { return new Box(); } get value() { return this.#value; } set value(next) { this.#value = next; } }',
  'const later = async (value) => { await null; return value; };',
  'out.push([1, 2, 3].map((value) => value * 2).filter((value) => value > 2).reduce((sum, value) => sum + value, 0));',
  'out.push(`a ${half(4)} ${[1].map((one) => `b\n${one}`)}`);',
  'out.push((function () { return function () { return 5; }; })()());',
  'out.push(new (class { constructor() { this.x = (() => 7)(); } })().x);',
  'if (out.length > 1) out.push(1); else out.push((() => { throw_ = () => { throw (() => 9)(); }; try { throw_(); } catch (error) { return error; } })());',
];

test('a program that was unfolded does the same', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(pieces, { minLength: 1 }), fc.constantFrom('', ' '.repeat(400)), (chosen, filling) => {
      const text = `${pieces.slice(0, 4).join(' ')} ${chosen.filter((one) => !pieces.slice(0, 5).includes(one)).join(' ')}${filling}`;
      const run = (source: string) => {
        const out: unknown[] = [];
        runInNewContext(source, { out, throw_: undefined });
        return JSON.stringify(out);
      };

      expect(run(unfoldText(text, 7)!.text)).toBe(run(text));
    }),
  );
});

test('the functions of a text that was unfolded are those it had, and lead back to where they stand', () => {
  const text = pieces.join('\n');
  const { text: unfolded, breaks } = unfoldText(text, 3)!;
  const map = new TraceMap(breakMap('/app.js', text, breaks, 3));
  const [before, after] = [shapeOf(text), shapeOf(unfolded)];

  expect(after.functions.map(({ name }) => name)).toEqual(before.functions.map(({ name }) => name));
  for (const [index, { firstLine, firstColumn }] of after.functions.entries()) {
    if (index === 0) continue;
    const found = originalPositionFor(map, { line: firstLine, column: 0 });
    const written = before.functions[index]!;
    // Of a line of the text that was unfolded every character stands in the text as it was.
    expect([found.line, found.column! + firstColumn]).toEqual([written.firstLine, written.firstColumn]);
  }
});

test('no line ends behind return, throw and yield', () => {
  const text = 'function f() { return function () { return 1; }; } function g() { return async () => 2; } function* h() { yield () => 3; }';

  expect(unfoldText(text, 0)!.text).not.toMatch(/(?:return|throw|yield)\s*\n/);
});

test('a minified line gets a line for each statement', () => {
  const text = `function f(a){a.b();a.c(),a.d();return a.e?a.f():a.g()}${'f({});'.repeat(60)}`;
  const lines = unfoldText(text, 0)!.text.split('\n');

  for (const call of ['a.b();', 'a.c(),', 'a.d();', 'a.f():', 'a.g()}']) expect(lines).toContain(call);
});

test('what is not JavaScript stays as it is', () => {
  expect(unfoldText('enum Kind { a }', 0)).toBeUndefined();
});
