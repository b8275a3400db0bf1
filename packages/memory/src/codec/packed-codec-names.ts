/** Codecs that a packed array's blocks can be encoded with. */
export type PackedCodecName = 'store' | 'lz4' | 'zstd' | 'gzip' | 'brotli';

/** Every one of them. */
export const packedCodecNames: readonly PackedCodecName[] = Object.freeze(['store', 'lz4', 'zstd', 'gzip', 'brotli']);
