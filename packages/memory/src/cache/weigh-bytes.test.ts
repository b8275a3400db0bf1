import { expect, test } from 'vitest';
import { weighBytes } from './weigh-bytes.ts';

test.each([
  ['a Buffer', Buffer.alloc(1000), 1000],
  ['a typed array', new Float64Array(100), 800],
  ['a view of a larger buffer', new Uint8Array(new ArrayBuffer(4096), 0, 10), 10],
  ['an ArrayBuffer', new ArrayBuffer(64), 64],
  ['shared memory', new SharedArrayBuffer(64), 64],
  ['Latin text', 'naïve', 5],
  ['wide text', 'ключ', 8],
  ['no text', '', 0],
  ['a number', 7, 8],
  ['nothing', undefined, 8],
])('weighs %s exactly', (_name, value, bytes) => {
  expect(weighBytes(value)).toBe(bytes);
});

const makers: readonly (readonly [string, (index: number) => unknown])[] = [
  ['a small object', (index) => parsed({ id: index, flag: true, tag: null })],
  ['an object of texts', (index) => parsed({ name: `name ${index} of many`, mail: `somebody-${index}@example.org` })],
  ['wide text in an object', (index) => parsed({ name: `имя номер ${index}` })],
  ['fractions in an object', (index) => parsed({ longitude: index + 0.5, latitude: index + 0.25 })],
  ['nested data', (index) => parsed({ id: index, tags: [`tag-number-${index}`, `other-tag-${index}`], at: { row: index, column: index } })],
  ['an array of fractions', (index) => parsed([index + 0.5, index + 1.5, index + 2.5, index + 3.5])],
  ['an array of objects', (index) => parsed([{ a: index }, { a: index }, { a: index }])],
  ['a Map', (index) => new Map(Array.from({ length: 30 }, (_, key) => [key, index]))],
  ['a Set', (index) => new Set(Array.from({ length: 30 }, (_, key) => key + index))],
  ['a Date', (index) => [new Date(index)]],
];

/** As data arrives: flat strings, and nothing that V8 knew at compile time. */
function parsed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test.each(makers)('weighs %s within a tenth of what the heap grows by', (_name, make) => {
  const values = Array.from({ length: 20_000 }, (): unknown => undefined);
  fill(values, make);
  values.fill(undefined);
  const emptyBytes = heapBytes();
  fill(values, make);
  const grown = (heapBytes() - emptyBytes) / values.length;

  const weight = weighBytes(values[12_345]);

  expect(weight / grown).toBeGreaterThan(0.9);
  expect(weight / grown).toBeLessThan(1.1);
});

function fill(values: unknown[], make: (index: number) => unknown): void {
  for (let index = 0; index < values.length; index++) values[index] = make(index);
}

test('counts what is shared within a value once, and ends on cycles and on great depth', () => {
  const shared = Array.from({ length: 100 }, () => 1);
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;
  let deep: unknown = null;
  for (let level = 0; level < 200_000; level++) deep = [deep];

  expect(weighBytes([shared, shared])).toBe(weighBytes([shared]) + 8);
  expect(weighBytes(cyclic)).toBe(32);
  expect(weighBytes(deep)).toBe(200_000 * 56);
});

function heapBytes(): number {
  if (globalThis.gc === undefined) throw new Error('expected --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
