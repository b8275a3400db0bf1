import type { Codec } from '@nsi/core/ports';
import { packedCodecs } from '../packed-codec.ts';
import { zlibCodec } from '../zlib-codec.ts';
import { gzipFormat } from '../zlib-format.ts';

/** gzip (RFC 1952) by `node:zlib`, levels 1–9 (6). Reads files of several members. */
export const gzip: Codec = zlibCodec({
  codec: packedCodecs.gzip,
  format: gzipFormat,
  isOwn: (bytes) => bytes[0] === 0x1f && (bytes.length === 1 || bytes[1] === 0x8b),
});
