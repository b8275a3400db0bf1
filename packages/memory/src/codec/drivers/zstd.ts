import type { Codec } from '@nsi/core/ports';
import { packedCodecs } from '../packed-codec.ts';
import { zlibCodec } from '../zlib-codec.ts';
import { zstdFormat } from '../zlib-format.ts';

const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;

/** Zstandard (RFC 8878) by `node:zlib`, levels −7–22 (3), with checksum and content size. Reads any number of frames, skippable ones too. */
export const zstd: Codec = zlibCodec({
  codec: packedCodecs.zstd,
  format: zstdFormat,
  isOwn: (bytes) => bytes.length < 4 || wordAt(bytes, 0) === frameMagic || isSkippable(bytes),
  skippedBytes: (bytes) => (bytes.length >= 8 && isSkippable(bytes) ? 8 + wordAt(bytes, 4) : 0),
  claimedBytes,
});

function isSkippable(bytes: Uint8Array): boolean {
  return (wordAt(bytes, 0) & 0xffff_fff0) >>> 0 === skippableMagic;
}

/** The frame's content size (RFC 8878, 3.1.1.1), when it is there. */
function claimedBytes(bytes: Uint8Array): number | undefined {
  if (bytes.length < 18) return undefined;
  const descriptor = bytes[4] as number;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeCode = descriptor >> 6;
  const at = 5 + (isSingleSegment ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] as number);
  if (sizeCode === 0) return isSingleSegment ? bytes[at] : undefined;
  if (sizeCode === 1) return ((bytes[at] as number) | ((bytes[at + 1] as number) << 8)) + 256;
  if (sizeCode === 2) return wordAt(bytes, at);
  return wordAt(bytes, at) + wordAt(bytes, at + 4) * 2 ** 32;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, 4).readUInt32LE();
}
