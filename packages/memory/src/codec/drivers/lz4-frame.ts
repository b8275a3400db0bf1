import type { Codec, DecodeOptions, EncodeOptions } from '@nsi/core/ports';
import { memoryError } from '../../errors.ts';
import { decodeFrames } from '../lz4-frame-decode.ts';
import { encodeFrame } from '../lz4-frame-encode.ts';
import { lz4Napi } from '../lz4-napi.ts';
import { levelOf, packedCodecs } from '../packed-codec.ts';
import { bytesOf } from '../pack-options.ts';

/**
 * LZ4 frames, as the `lz4` tool and libraries write and read them; levels 1–6 (5). Reads linked blocks, skippable frames, and any number of
 * frames. The content is checksummed; content size, where there is one, is held against `maxOutputBytes` first. Asynchronous encoding runs
 * lz4-napi on libuv's threads, which knows no level.
 */
export const lz4Frame: Codec = Object.freeze({
  name: 'lz4-frame',
  encode: (input: Uint8Array, { level, dictionary }: EncodeOptions = {}) => {
    refuse(dictionary);
    return encodeFrame(bytesOf(input), levelOf(packedCodecs.lz4, level));
  },
  decode: (input: Uint8Array, { maxOutputBytes, dictionary }: DecodeOptions) => {
    refuse(dictionary);
    const { buffer, byteOffset, length } = bytesOf(input);
    return decodeFrames(Buffer.from(buffer, byteOffset, length), maxOutputBytes);
  },
  async encodeAsync(input: Uint8Array, { level, dictionary, signal }: EncodeOptions & { readonly signal?: AbortSignal } = {}) {
    signal?.throwIfAborted();
    refuse(dictionary);
    levelOf(packedCodecs.lz4, level);
    const { compressFrame } = await lz4Napi.open(undefined);
    const frame = await compressFrame(bytesOf(input), { contentChecksum: true });
    signal?.throwIfAborted();
    return frame;
  },
});

function refuse(dictionary: Uint8Array | undefined): void {
  if (dictionary) throw memoryError('NSI_MEMORY_CODEC_DICTIONARY', 'expected no dictionary for LZ4 frames, got one');
}
