import type { Codec } from '@nsi/core/ports';
import { packedCodec } from '../packed-bytes-codec.ts';

/**
 * LZ4 blocks from this package's own kernels behind a header, with checksums; levels 1–6 (5). Not an LZ4 frame: `lz4-frame` writes what other
 * tools read. Asynchronous encoding runs lz4-napi on libuv's threads.
 */
export const lz4: Codec = packedCodec('lz4');
