import { isNsiError } from '../errors/nsi-error.ts';
import type { Codec } from '../ports/codec.ts';
import { registerCases, type ConformanceOptions } from './runner.ts';
import { seededBytes } from './seeded-bytes.ts';

const maxOutputBytes = 1 << 22;

/** The behaviour every `Codec` promises. Call it at the top of a test file with the runner's `test` and `expect`. */
export function testCodec(codec: Codec, options: ConformanceOptions): void {
  const { expect } = options;
  const roundTrip = (input: Uint8Array): Uint8Array => codec.decode(codec.encode(input), { maxOutputBytes });
  const sizes = [0, 1, 2, 3, 7, 15, 16, 17, 63, 64, 65, 255, 256, 1000, 4095, 4096, 65_535, 65_536, 65_537, 1 << 20];

  registerCases(
    codec.name,
    {
      'gives back random bytes of every size'() {
        for (const size of sizes) expect(equal(roundTrip(seededBytes(size, size)), seededBytes(size, size))).toBe(true);
      },
      'gives back repetitive bytes of every size'() {
        for (const size of sizes) {
          const input = new Uint8Array(size).map((_, index) => (index >> 3) & 7);
          expect(equal(roundTrip(input), input)).toBe(true);
        }
      },
      'gives back a view into the middle of a larger buffer'() {
        const large = seededBytes(5000, 1);
        expect(equal(roundTrip(large.subarray(1001, 4003)), large.slice(1001, 4003))).toBe(true);
      },
      'gives back bytes of shared memory'() {
        const input = new Uint8Array(new SharedArrayBuffer(3000)).fill(7);
        expect(equal(roundTrip(input), new Uint8Array(3000).fill(7))).toBe(true);
      },
      'leaves its input as it was'() {
        const input = seededBytes(10_000, 2);
        codec.encode(input);
        expect(equal(input, seededBytes(10_000, 2))).toBe(true);
      },
      'gives results that later calls do not change'() {
        const first = codec.encode(seededBytes(3000, 3));
        codec.encode(new Uint8Array(3000));
        const decoded = codec.decode(first, { maxOutputBytes });
        codec.decode(codec.encode(new Uint8Array(3000)), { maxOutputBytes });
        expect(equal(decoded, seededBytes(3000, 3))).toBe(true);
      },
      'refuses more than maxOutputBytes'() {
        const encoded = codec.encode(new Uint8Array(100_000));
        expect(isNsiError(errorOf(() => codec.decode(encoded, { maxOutputBytes: 99_999 })))).toBe(true);
        expect(codec.decode(encoded, { maxOutputBytes: 100_000 }).length).toBe(100_000);
      },
      'refuses truncated input'() {
        const encoded = codec.encode(seededBytes(5000, 4));
        for (const kept of [1, encoded.length >> 1, encoded.length - 1]) {
          expect(isNsiError(errorOf(() => codec.decode(encoded.subarray(0, kept), { maxOutputBytes })))).toBe(true);
        }
      },
      'never gives wrong bytes for foreign input of any kind, and stays within its bound'() {
        for (let seed = 0; seed < 200; seed++) {
          const foreign = seededBytes(1 + seed * 3, 1000 + seed);
          const error = errorOf(() => codec.decode(foreign, { maxOutputBytes: 4096 }));
          if (error !== undefined) expect(isNsiError(error)).toBe(true);
        }
      },
      async 'gives the same bytes asynchronously'() {
        if (!codec.encodeAsync || !codec.decodeAsync) return;
        const encoded = await codec.encodeAsync(seededBytes(200_000, 5));
        expect(equal(codec.decode(encoded, { maxOutputBytes }), seededBytes(200_000, 5))).toBe(true);
        expect(equal(await codec.decodeAsync(encoded, { maxOutputBytes }), seededBytes(200_000, 5))).toBe(true);
      },
      async 'rejects an asynchronous call that is aborted'() {
        if (!codec.encodeAsync) return;
        const outcome = await codec.encodeAsync(seededBytes(1000, 6), { signal: AbortSignal.abort(new Error('enough')) }).then(
          () => 'done',
          (error: unknown) => (error as Error).message,
        );
        expect(outcome).toBe('enough');
      },
    },
    options,
  );
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.from(left.buffer, left.byteOffset, left.length).equals(right);
}

function errorOf(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
