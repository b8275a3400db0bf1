import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { createKernelFinder } from './kernel-finder.ts';
import { stretchBytes, type LineFinder } from './line-finder.ts';
import { PlainFinder } from './plain-finder.ts';

afterEach(() => vi.unstubAllGlobals());

const kernel = createKernelFinder()!;
const plain = new PlainFinder();

interface Found {
  readonly places: readonly number[];
  readonly hasReturns: boolean;
  readonly isAscii: boolean;
}

function found(finder: LineFinder, bytes: Buffer, start: number, end: number): Found {
  const count = finder.look(bytes, start, end);
  return { places: [...finder.places.subarray(0, count)], hasReturns: finder.hasReturns, isAscii: finder.isAscii };
}

/** Byte by byte. */
function naive(bytes: Uint8Array): Found {
  const all = [...bytes];
  return {
    places: all.flatMap((byte, index) => (byte === 10 ? [index] : [])),
    hasReturns: all.includes(13),
    isAscii: all.every((byte) => byte < 128),
  };
}

const byte = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 14, max: 127 }) },
  { weight: 2, arbitrary: fc.constant(10) },
  { weight: 1, arbitrary: fc.constantFrom(0, 9, 11, 12, 13, 128, 138, 141, 255) },
);
const stretch = fc.tuple(fc.array(byte, { maxLength: 400, size: 'max' }), fc.nat(70), fc.nat(70));

test('kernel and plain finder find what a loop finds, wherever the bytes lie', () => {
  const slab = kernel.takeSlab(1024);
  fc.assert(
    fc.property(stretch, ([list, before, after]) => {
      // Line feeds around the stretch must not count.
      const bytes = Buffer.concat([Buffer.alloc(before, 10), Buffer.from(list), Buffer.alloc(after, 10)]);
      const end = before + list.length;
      slab.bytes.set(bytes);
      const expected = naive(Buffer.from(list));

      expect(found(plain, bytes, before, end)).toEqual(expected);
      expect(found(kernel, bytes, before, end)).toEqual(expected);
      expect(found(kernel, slab.bytes, before, end)).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
  slab.release();
});

test.each([
  [0, 10],
  [1, 10],
  [7, 65],
  [10, 10],
])('a whole stretch of bytes %i with a line feed every %i', (filling, period) => {
  const bytes = Buffer.alloc(stretchBytes, filling);
  for (let at = period - 1; at < stretchBytes; at += period) bytes[at] = 10;

  expect(found(kernel, bytes, 0, stretchBytes)).toEqual(found(plain, bytes, 0, stretchBytes));
});

test('every one of 256 bytes is told apart at every place of a block', () => {
  for (let value = 0; value < 256; value++) {
    for (let place = 0; place < 130; place++) {
      const bytes = Buffer.alloc(130, 97);
      bytes[place] = value;

      const count = kernel.look(bytes, 0, 130);

      expect([count, kernel.places[0] === place || count === 0, kernel.hasReturns, kernel.isAscii]).toEqual([
        value === 10 ? 1 : 0,
        true,
        value === 13,
        value < 128,
      ]);
    }
  }
});

test('there is no kernel in engines without WebAssembly or vectors, or without memory for it', () => {
  const { WebAssembly: engine } = globalThis as { readonly WebAssembly?: object };
  const refuse = function Refused(): never {
    throw new RangeError('no');
  };
  const failing = (name: string): object => Object.create(engine!, { [name]: { value: refuse } }) as object;

  for (const lesser of [undefined, failing('Module'), failing('Memory')]) {
    vi.stubGlobal('WebAssembly', lesser);
    expect(createKernelFinder()).toBeUndefined();
  }
});
