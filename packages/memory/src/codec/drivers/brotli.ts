import type { Codec } from '@nsi/core/ports';
import { packedCodecs } from '../packed-codec.ts';
import { zlibCodec } from '../zlib-codec.ts';
import { brotliFormat } from '../zlib-format.ts';

/**
 * Brotli (RFC 7932) by `node:zlib`, levels 0–11 (5). The format has neither a signature nor a checksum: damage may go unnoticed. Inside a
 * packed array (`packArray(bytes, { codec: 'brotli' })`) it does not.
 */
export const brotli: Codec = zlibCodec({ codec: packedCodecs.brotli, format: brotliFormat, isOwn: (_, isFirst) => isFirst });
