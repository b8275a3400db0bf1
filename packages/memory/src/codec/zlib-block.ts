import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  deflateRawSync,
  inflateRawSync,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib';
import type { PackedCodecName } from './packed-codec.ts';

/** Codecs of `node:zlib` as they encode one block, without headers and checksums that the packed array already has. */
export interface ZlibBlock {
  encode(bytes: Uint8Array, level: number, dictionary: Uint8Array | undefined): Uint8Array;
  /** Throws zlib's own error for bytes that it did not make or that decode to more than `maxOutputBytes`. */
  decode(bytes: Uint8Array, maxOutputBytes: number, dictionary: Uint8Array | undefined): Decoded;
}

interface Decoded {
  readonly bytes: Uint8Array;
  /** How much of the input it was made from. */
  readonly consumed: number;
}

/** What zlib returns with `info: true`, which its types leave out. */
interface WithEngine {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

const decoded = (result: unknown): Decoded => {
  const { buffer, engine } = result as WithEngine;
  return { bytes: buffer, consumed: engine.bytesWritten };
};

export const zlibBlocks: Readonly<Record<Exclude<PackedCodecName, 'store' | 'lz4'>, ZlibBlock>> = Object.freeze({
  zstd: {
    encode: (bytes, level, dictionary) =>
      zstdCompressSync(bytes, {
        params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_contentSizeFlag]: 0 },
        ...(dictionary ? { dictionary } : {}),
      }),
    decode: (bytes, maxOutputLength, dictionary) =>
      decoded(zstdDecompressSync(bytes, { maxOutputLength, info: true, ...(dictionary ? { dictionary } : {}) })),
  },
  gzip: {
    encode: (bytes, level) => deflateRawSync(bytes, { level }),
    decode: (bytes, maxOutputLength) => decoded(inflateRawSync(bytes, { maxOutputLength, info: true })),
  },
  brotli: {
    encode: (bytes, level) =>
      brotliCompressSync(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: level, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      }),
    decode: (bytes, maxOutputLength) => decoded(brotliDecompressSync(bytes, { maxOutputLength, info: true })),
  },
});
