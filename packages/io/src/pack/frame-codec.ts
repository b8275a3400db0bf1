import { lz4Frame, zstd } from '@nsi/memory';
import { ioError } from '../errors.ts';
import type { PackCodec } from './pack-format.ts';

const codecs = Object.freeze({ zstd, lz4: lz4Frame });

/** One frame that holds `plain`, made off this thread. */
export async function encodeFrame(codec: PackCodec, plain: Uint8Array, level: number | undefined): Promise<Uint8Array> {
  const { encode, encodeAsync } = codecs[codec];
  const options = level === undefined ? {} : { level };
  // lz4-napi knows no level.
  if (codec === 'lz4' && level !== undefined) return encode(plain, options);
  return encodeAsync === undefined ? encode(plain, options) : encodeAsync(plain, options);
}

/**
 * What a frame of `plainBytes` holds. Throws `NSI_IO_PACK_CORRUPT` when it fails its checksum or holds more or less than that: nothing
 * larger is ever allocated. Bytes of several frames give what is in all of them.
 */
export async function decodeFrame(codec: PackCodec, packed: Uint8Array, plainBytes: number): Promise<Buffer> {
  const { decode, decodeAsync } = codecs[codec];
  let plain: Uint8Array;
  try {
    plain = await (decodeAsync?.(packed, { maxOutputBytes: plainBytes }) ?? decode(packed, { maxOutputBytes: plainBytes }));
  } catch (cause) {
    throw ioError('NSI_IO_PACK_CORRUPT', `expected an intact frame of ${plainBytes} bytes, got: ${(cause as Error).message}`, { cause });
  }
  if (plain.length !== plainBytes) throw ioError('NSI_IO_PACK_CORRUPT', `expected a frame of ${plainBytes} bytes, got ${plain.length}`);
  return Buffer.from(plain.buffer, plain.byteOffset, plain.length);
}
