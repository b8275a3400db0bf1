import type { PackedCodecName } from './packed-codec-names.ts';
import { brotliFormat, deflateFormat, zstdFormat, type ZlibFormat } from './zlib-format.ts';

/** `gzip` leaves out the header and checksum that a packed array has anyway. */
const formats: Readonly<Partial<Record<PackedCodecName, ZlibFormat>>> = Object.freeze({
  zstd: zstdFormat,
  gzip: deflateFormat,
  brotli: brotliFormat,
});

/** The `node:zlib` format of a codec's blocks; `undefined` for codecs that are not of zlib. */
export function zlibFormatOf(name: PackedCodecName): ZlibFormat | undefined {
  return formats[name];
}
