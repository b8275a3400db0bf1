import { constants as bufferConstants } from 'node:buffer';
import * as zlib from 'node:zlib';

/** A format of `node:zlib`, as one call. */
export interface ZlibFormat {
  encode(bytes: Uint8Array, effort: ZlibEffort): Uint8Array;
  encodeAsync(bytes: Uint8Array, effort: ZlibEffort): Promise<Uint8Array>;
  /** Throws zlib's own error for bytes that are not of the format or decode to more than `maxOutputBytes`. */
  decode(bytes: Uint8Array, bound: ZlibBound): ZlibDecoded;
  decodeAsync(bytes: Uint8Array, bound: ZlibBound): Promise<ZlibDecoded>;
}

export interface ZlibEffort {
  readonly level: number;
  /** Used by zstd alone. */
  readonly dictionary?: Uint8Array | undefined;
  /** Whether the format's own checksum is wanted, where it is optional. */
  readonly hasChecksum: boolean;
}

export interface ZlibBound {
  readonly maxOutputBytes: number;
  readonly dictionary?: Uint8Array | undefined;
}

export interface ZlibDecoded {
  readonly bytes: Uint8Array;
  /** How much of the input it was made from: zlib stops without a word where a frame or stream ends. */
  readonly consumed: number;
}

type Options = Readonly<Record<string, unknown>>;
type Sync = (bytes: Uint8Array, options: Options) => unknown;
type Async = (bytes: Uint8Array, options: Options, done: (error: Error | null, result: unknown) => void) => void;

interface Functions {
  readonly compressSync: Sync;
  readonly compress: Async;
  readonly decompressSync: Sync;
  readonly decompress: Async;
  readonly options: (effort: ZlibEffort, length: number) => Options;
}

const { constants } = zlib;

const zstdOptions = ({ level, hasChecksum, dictionary }: ZlibEffort, length: number): Options => ({
  params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: hasChecksum ? 1 : 0 },
  pledgedSrcSize: length,
  ...(dictionary ? { dictionary } : {}),
});

const brotliOptions = ({ level }: ZlibEffort, length: number): Options => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: level, [constants.BROTLI_PARAM_SIZE_HINT]: length },
});

export const zstdFormat: ZlibFormat = zlibFormat({
  compressSync: zlib.zstdCompressSync,
  compress: zlib.zstdCompress,
  decompressSync: zlib.zstdDecompressSync,
  decompress: zlib.zstdDecompress,
  options: zstdOptions,
});

export const gzipFormat: ZlibFormat = zlibFormat({
  compressSync: zlib.gzipSync,
  compress: zlib.gzip,
  decompressSync: zlib.gunzipSync,
  decompress: zlib.gunzip,
  options: ({ level }) => ({ level }),
});

/** Deflate without gzip's header and checksum. */
export const deflateFormat: ZlibFormat = zlibFormat({
  compressSync: zlib.deflateRawSync,
  compress: zlib.deflateRaw,
  decompressSync: zlib.inflateRawSync,
  decompress: zlib.inflateRaw,
  options: ({ level }) => ({ level }),
});

export const brotliFormat: ZlibFormat = zlibFormat({
  compressSync: zlib.brotliCompressSync,
  compress: zlib.brotliCompress,
  decompressSync: zlib.brotliDecompressSync,
  decompress: zlib.brotliDecompress,
  options: brotliOptions,
});

function zlibFormat({ compressSync, compress, decompressSync, decompress, options }: Functions): ZlibFormat {
  return Object.freeze({
    encode: (bytes: Uint8Array, effort: ZlibEffort) => compressSync(bytes, options(effort, bytes.length)) as Uint8Array,
    encodeAsync: (bytes: Uint8Array, effort: ZlibEffort) => later<Uint8Array>(compress, bytes, options(effort, bytes.length)),
    decode: (bytes: Uint8Array, bound: ZlibBound) => decodedOf(decompressSync(bytes, boundOptions(bound))),
    decodeAsync: async (bytes: Uint8Array, bound: ZlibBound) => decodedOf(await later(decompress, bytes, boundOptions(bound))),
  });
}

/** zlib takes no bound of 0, so that whoever allows nothing must look at the length as well. */
function boundOptions({ maxOutputBytes, dictionary }: ZlibBound): Options {
  return {
    maxOutputLength: Math.max(1, Math.min(maxOutputBytes, bufferConstants.MAX_LENGTH)),
    info: true,
    ...(dictionary ? { dictionary } : {}),
  };
}

function later<Result>(run: Async, bytes: Uint8Array, options: Options): Promise<Result> {
  return new Promise((resolve, reject) => {
    run(bytes, options, (error, result) => (error ? reject(error) : resolve(result as Result)));
  });
}

/** What zlib returns with `info: true`. */
function decodedOf(result: unknown): ZlibDecoded {
  const { buffer, engine } = result as { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } };
  return { bytes: buffer, consumed: engine.bytesWritten };
}
