import { setImmediate } from 'node:timers/promises';
import { levels, type Level } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { filtersFor } from './choose-filter.ts';
import { arrayOver, layoutOfArray, layoutOfType, type ElementArray, type ElementLayout, type ElementType } from './element-type.ts';
import type { Filter } from './filter-names.ts';
import { compressInto, maxPackedBytes } from './pack-array.ts';
import { bytesOf } from './pack-options.ts';
import { decompressInto } from './unpack-array.ts';
import type { PackedCodecName } from './packed-codec-names.ts';

/** What `advise` measures, and how long. */
export interface AdviseOptions {
  /** What the bytes of a `Uint8Array` are, when they are elements of another type. */
  readonly type?: ElementType;
  /** Most bytes of the sample that are measured: slices from all over it. Default 4 MiB. */
  readonly maxSampleBytes?: number;
  /** Least time each candidate is measured for, in each direction. Default 20 ms. */
  readonly measureMs?: number;
  /** Aborting rejects with its reason before the next candidate is measured. */
  readonly signal?: AbortSignal;
  /** Called after each candidate; `total` is their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What one way of packing does to the sample. */
export interface CandidateResult {
  readonly codec: PackedCodecName;
  readonly level: number;
  readonly filter: Filter;
  /** Plain over packed size. */
  readonly ratio: number;
  readonly encodeBytesPerSecond: number;
  readonly decodeBytesPerSecond: number;
}

/** What `advise` found. */
export interface Advice {
  readonly type: ElementType;
  /** Bytes that were measured. */
  readonly sampleBytes: number;
  /** Smallest first. */
  readonly candidates: readonly CandidateResult[];
  /** The candidate whose time and size together cost least, by what a byte costs at that level. */
  readonly picks: Readonly<Record<Level, CandidateResult>>;
}

/** What a packed byte is worth, in nanoseconds of this thread: kept in memory, sent over a fast network (200 MB/s), or over a slow one (10 MB/s). */
const packedByteNs: Readonly<Record<Level, number>> = Object.freeze({ conservative: 0.5, balanced: 5, aggressive: 100 });

const efforts: readonly { readonly codec: PackedCodecName; readonly level: number }[] = Object.freeze([
  { codec: 'lz4', level: 3 },
  { codec: 'lz4', level: 5 },
  { codec: 'zstd', level: 1 },
  { codec: 'zstd', level: 3 },
  { codec: 'zstd', level: 9 },
  { codec: 'gzip', level: 6 },
  { codec: 'brotli', level: 5 },
]);

/** Filters that are measured with the slow codecs. */
const slowFilterCount = 2;

/**
 * Measures on your own data what every codec, filter and level makes of it, and picks one for each level. Each measurement is the best of
 * several. Lets the event loop turn between candidates.
 */
export async function advise(sample: ElementArray, options: AdviseOptions = {}): Promise<Advice> {
  const { maxSampleBytes = 1 << 22, measureMs = 20, signal, onProgress } = options;
  const layout = options.type === undefined ? layoutOfArray(sample) : layoutOfType(options.type);
  const array = takeSlices(bytesOf(sample), layout, maxSampleBytes);
  if (array.length === 0) throw memoryError('NSI_MEMORY_CODEC_OPTION', `expected a sample of at least one ${layout.type}, got none`);
  const filters = filtersFor(layout);
  const total = filters.length * 2 + slowFilterCount * (efforts.length - 2) + 1;
  const candidates: CandidateResult[] = [];
  const measureNext = async (codec: PackedCodecName, level: number, filter: Filter): Promise<void> => {
    signal?.throwIfAborted();
    candidates.push(measure(array, codec, level, filter, measureMs));
    onProgress?.(candidates.length, total);
    await setImmediate();
  };

  await measureNext('store', 0, 'none');
  for (const { codec, level } of efforts) {
    const tried = codec === 'lz4' ? filters : promisingFilters(candidates);
    for (const filter of tried) await measureNext(codec, level, filter);
  }
  const picks = Object.fromEntries(levels.map((level) => [level, cheapest(candidates, packedByteNs[level])])) as Advice['picks'];
  return {
    type: layout.type,
    sampleBytes: array.byteLength,
    candidates: candidates.toSorted((left, right) => right.ratio - left.ratio),
    picks,
  };
}

/** The candidate that costs least when a packed byte costs `byteNs`. */
export function cheapest(candidates: readonly CandidateResult[], byteNs: number): CandidateResult {
  return candidates.reduce((best, candidate) => (costOf(candidate, byteNs) < costOf(best, byteNs) ? candidate : best));
}

/** Nanoseconds that a plain byte costs: encoding, decoding, and what its packed form takes. */
function costOf({ ratio, encodeBytesPerSecond, decodeBytesPerSecond }: CandidateResult, byteNs: number): number {
  return 1e9 / encodeBytesPerSecond + 1e9 / decodeBytesPerSecond + byteNs / ratio;
}

/** The filter that LZ4 does best with, and the best that keeps bytes whole, which is what entropy coders want. */
function promisingFilters(candidates: readonly CandidateResult[]): readonly Filter[] {
  const byRatio = candidates.filter(({ codec }) => codec === 'lz4').toSorted((left, right) => right.ratio - left.ratio);
  const keepsBytes = ({ filter }: CandidateResult): boolean => !filter.includes('bit');
  return [...new Set([byRatio[0], byRatio.find(keepsBytes), ...byRatio].map((candidate) => candidate?.filter ?? 'none'))].slice(
    0,
    slowFilterCount,
  );
}

function measure(array: ElementArray, codec: PackedCodecName, level: number, filter: Filter, measureMs: number): CandidateResult {
  const options = { codec, filter, level };
  const output = new Uint8Array(maxPackedBytes(array));
  const restored = new Uint8Array(array.byteLength);
  let size = 0;
  const encodeNs = bestTimeNs(() => (size = compressInto(array, output, options)), measureMs);
  const packed = output.subarray(0, size);
  const decodeNs = bestTimeNs(() => decompressInto(packed, restored), measureMs);
  return {
    codec,
    level,
    filter,
    ratio: array.byteLength / size,
    encodeBytesPerSecond: (array.byteLength / encodeNs) * 1e9,
    decodeBytesPerSecond: (array.byteLength / decodeNs) * 1e9,
  };
}

/** Shortest of the calls that fit into `measureMs`, of which there are at least three: the first ones warm up. */
function bestTimeNs(run: () => unknown, measureMs: number): number {
  const end = process.hrtime.bigint() + BigInt(Math.round(measureMs * 1e6));
  let best = Infinity;
  for (let call = 0; call < 3 || process.hrtime.bigint() < end; call++) {
    const start = process.hrtime.bigint();
    run();
    best = Math.min(best, Number(process.hrtime.bigint() - start));
  }
  return Math.max(1, best);
}

/** Up to `maxBytes` of the array, in eight slices from its beginning to its end, over bytes of their own. */
function takeSlices(bytes: Uint8Array, layout: ElementLayout, maxBytes: number): ElementArray {
  const length = Math.floor(bytes.length / layout.width);
  const wanted = Math.min(length, Math.floor(maxBytes / layout.width));
  const sliceCount = wanted < length ? 8 : 1;
  const sliceLength = Math.floor(wanted / sliceCount);
  const buffer = new ArrayBuffer(sliceLength * sliceCount * layout.width);
  const target = new Uint8Array(buffer);
  for (let slice = 0; slice < sliceCount; slice++) {
    const start = sliceCount === 1 ? 0 : Math.floor(((length - sliceLength) * slice) / (sliceCount - 1));
    target.set(bytes.subarray(start * layout.width, (start + sliceLength) * layout.width), slice * sliceLength * layout.width);
  }
  return arrayOver(layout, buffer, 0, sliceLength * sliceCount);
}
