import { cpuError } from '../errors.ts';
import type { KernelCalls, Typed } from './kernel-calls.ts';
import type { BandWork } from './plan.ts';

/** Runs rows `from` to `to`: `table` is the thread's own memory, `result` where the band's numbers go. */
type BandRunner = (calls: KernelCalls, work: BandWork, from: number, to: number, table: number, result: number) => void;

/** Elements that pass through scratch memory at a time when types differ: two pieces of f64 stay in the nearest cache. */
const pieceLength = 1024;
/** Scratch bytes of operations over mixed types. */
export const mixedScratchBytes: number = 2 * pieceLength * 8;

const f64 = 1;

/** Runs one band of an operation. Hot: a few dozen calls for a large array. */
export function runBand(calls: KernelCalls, work: BandWork, from: number, to: number, table: number, result: number): void {
  const run = bandRunners[work.op];
  if (!run) throw cpuError('NSI_CPU_KERNEL_NAME', `expected the name of an operation, got ${JSON.stringify(work.op)}`);
  run(calls, work, from, to, table, result);
}

const sumOf =
  (call: 'sumFastF32' | 'sumExactF32' | 'sumFastF64' | 'sumPairwiseF32' | 'sumPairwiseF64' | IntSum, bytes: number): BandRunner =>
  (calls, { addresses }, from, to, _table, result) => {
    calls.storeF64(result, calls[call](at(addresses[0]) + from * bytes, to - from));
  };
type IntSum = 'sumI8' | 'sumU8' | 'sumI16' | 'sumU16' | 'sumI32' | 'sumU32';

const widths: Readonly<Record<Typed, number>> = { F32: 4, F64: 8, I8: 1, U8: 1, I16: 2, U16: 2, I32: 4, U32: 4 };
const typed = Object.keys(widths) as Typed[];
const widthOfCode = Object.values(widths);

const forTypes = (name: string, make: (type: Typed, bytes: number) => BandRunner): Readonly<Record<string, BandRunner>> =>
  Object.fromEntries(typed.map((type) => [`${name}${type}`, make(type, widths[type])]));

const bandRunners: Readonly<Record<string, BandRunner>> = {
  sumFastF32: sumOf('sumFastF32', 4),
  sumFastF64: sumOf('sumFastF64', 8),
  sumPairwiseF32: sumOf('sumPairwiseF32', 4),
  sumPairwiseF64: sumOf('sumPairwiseF64', 8),
  sumExactF32: sumOf('sumExactF32', 4),
  sumExactF64(calls, { addresses }, from, to, _table, result) {
    calls.sumExactF64(at(addresses[0]) + from * 8, to - from, result);
  },
  sumI8: sumOf('sumI8', 1),
  sumU8: sumOf('sumU8', 1),
  sumI16: sumOf('sumI16', 2),
  sumU16: sumOf('sumU16', 2),
  sumI32: sumOf('sumI32', 4),
  sumU32: sumOf('sumU32', 4),

  dotF32(calls, { addresses: [a, b] }, from, to, _table, result) {
    calls.storeF64(result, calls.dotF32(at(a) + from * 4, at(b) + from * 4, to - from));
  },
  dotF64(calls, { addresses: [a, b] }, from, to, _table, result) {
    calls.storeF64(result, calls.dotF64(at(a) + from * 8, at(b) + from * 8, to - from));
  },
  dotMixed(calls, { addresses: [a, b], params: [aCode, bCode] }, from, to, scratch, result) {
    let sum = 0;
    for (let row = from; row < to; row += pieceLength) {
      const count = Math.min(pieceLength, to - row);
      widen(calls, at(aCode), at(a), row, count, scratch);
      widen(calls, at(bCode), at(b), row, count, scratch + pieceLength * 8);
      sum += calls.dotF64(scratch, scratch + pieceLength * 8, count);
    }
    calls.storeF64(result, sum);
  },

  axpyF32(calls, { addresses: [x, y], params: [alpha] }, from, to) {
    calls.axpyF32(at(alpha), at(x) + from * 4, at(y) + from * 4, to - from);
  },
  axpyF64(calls, { addresses: [x, y], params: [alpha] }, from, to) {
    calls.axpyF64(at(alpha), at(x) + from * 8, at(y) + from * 8, to - from);
  },
  axpyMixed(calls, { addresses: [x, y], params: [alpha, xCode, yCode] }, from, to, scratch) {
    const yBytes = at(widthOfCode[at(yCode)]);
    for (let row = from; row < to; row += pieceLength) {
      const count = Math.min(pieceLength, to - row);
      widen(calls, at(xCode), at(x), row, count, scratch);
      widen(calls, at(yCode), at(y), row, count, scratch + pieceLength * 8);
      calls.axpyF64(at(alpha), scratch, scratch + pieceLength * 8, count);
      calls.convert(f64, at(yCode), scratch + pieceLength * 8, at(y) + row * yBytes, count, 1, 0);
    }
  },

  ...forTypes('minMax', (type, bytes) => (calls, { addresses }, from, to, _table, result) => {
    calls[`minMax${type}`](at(addresses[0]) + from * bytes, to - from, result);
  }),
  ...forTypes('meanVar', (type, bytes) => (calls, { addresses }, from, to, _table, result) => {
    calls[`meanVar${type}`](at(addresses[0]) + from * bytes, to - from, result);
  }),
  ...forTypes('threshold', (type, bytes) => (calls, { addresses: [a, out], params: [edge, low, high] }, from, to) => {
    calls[`threshold${type}`](at(a) + from * bytes, at(out) + from * bytes, to - from, at(edge), at(low), at(high));
  }),

  histogramBytes(calls, { addresses }, from, to, table) {
    calls.histogramBytes(at(addresses[0]) + from, to - from, table);
  },
  histogramPowerF32(calls, { addresses, params: [, high, scale, bins] }, from, to, table) {
    calls.histogramPowerF32(at(addresses[0]) + from * 4, to - from, at(high), at(scale), at(bins), table);
  },
  ...forTypes('histogram', (type, bytes) => (calls, { addresses, params: [low, high, scale, bins] }, from, to, table) => {
    // Bytes are always counted by value.
    if (type === 'U8') return;
    calls[`histogram${type}`](at(addresses[0]) + from * bytes, to - from, at(low), at(high), at(scale), at(bins), table);
  }),

  convert(calls, { addresses: [a, out], params: [fromCode, toCode, scale, offset] }, from, to) {
    const inBytes = at(widthOfCode[at(fromCode)]);
    const outBytes = at(widthOfCode[at(toCode)]);
    calls.convert(at(fromCode), at(toCode), at(a) + from * inBytes, at(out) + from * outBytes, to - from, at(scale), at(offset));
  },

  convolve3(calls, { addresses: [a, out], params }, from, to, scratch) {
    const [code, inStride, outStride, width, height, border, ...weights] = params;
    calls.convolve3(
      ...([at(code), at(a), at(inStride), at(out), at(outStride), at(width), at(height), from, to] as const),
      ...([at(border), scratch, storeWeights(calls, weights, scratch)] as const),
    );
  },
  separable(calls, { addresses: [a, out], params }, from, to, scratch) {
    const [code, inStride, outStride, width, height, border, ...weights] = params;
    calls.separable(
      ...([at(code), at(a), at(inStride), at(out), at(outStride), at(width), at(height), from, to] as const),
      ...([at(border), scratch, weights.length - 1, storeWeights(calls, weights, scratch)] as const),
    );
  },
  separableBytes(calls, { addresses: [a, out], params }, from, to, scratch) {
    const [, inStride, outStride, width, height, border, ...weights] = params;
    calls.separableBytes(
      ...([at(a), at(inStride), at(out), at(outStride), at(width), at(height), from, to] as const),
      ...([at(border), scratch, weights.length - 1, storeWeights(calls, weights, scratch)] as const),
    );
  },
  box(calls, { addresses: [a, out], params: [code, inStride, outStride, width, height, border, radius] }, from, to, scratch) {
    calls.box(
      ...([at(code), at(a), at(inStride), at(out), at(outStride), at(width), at(height), from, to] as const),
      ...([at(border), at(radius), scratch] as const),
    );
  },
};

/** Writes weights to the beginning of scratch memory and returns the address behind them. */
function storeWeights(calls: KernelCalls, weights: readonly number[], scratch: number): number {
  for (const [index, weight] of weights.entries()) calls.storeF32(scratch + index * 4, weight);
  return scratch + Math.ceil(weights.length / 16) * 64;
}

/** Elements `row` to `row + count` as f64 in scratch memory. */
function widen(calls: KernelCalls, code: number, address: number, row: number, count: number, scratch: number): void {
  calls.convert(code, f64, address + row * at(widthOfCode[code]), scratch, count, 1, 0);
}

/** A plan always has the numbers that its operation reads. */
function at(value: number | undefined): number {
  return value as number;
}
