import type { Codec, DecodeOptions, EncodeOptions } from '@nsi/core/ports';
import { memoryError } from '../errors.ts';
import { nameFormat } from './foreign.ts';
import { levelOf, type PackedCodec } from './packed-codec.ts';
import { bytesOf } from './pack-options.ts';
import type { ZlibBound, ZlibDecoded, ZlibEffort, ZlibFormat } from './zlib-format.ts';

export interface ZlibCodecDefinition {
  readonly codec: PackedCodec;
  readonly format: ZlibFormat;
  /** Whether `bytes` can begin a frame of this format: the first of the input, or one behind another. */
  readonly isOwn: (bytes: Uint8Array, isFirst: boolean) => boolean;
  /** Bytes of what is no content at the beginning, such as a skippable frame; 0 for content. */
  readonly skippedBytes?: (bytes: Uint8Array) => number;
  /** Decoded size that the bytes claim, where they do. */
  readonly claimedBytes?: (bytes: Uint8Array) => number | undefined;
}

/** One piece of the input, as zlib takes it. */
interface Piece {
  readonly bytes: Uint8Array;
  readonly bound: ZlibBound;
}

/**
 * A format of `node:zlib` as a codec. zlib stops without a word at the end of the first frame: here every frame of the input is decoded, and
 * anything else behind them is an error.
 */
export function zlibCodec(definition: ZlibCodecDefinition): Codec {
  const { codec, format } = definition;
  return Object.freeze({
    name: codec.name,
    encode: (input: Uint8Array, options?: EncodeOptions) => format.encode(bytesOf(input), effortOf(codec, options)),
    async encodeAsync(input: Uint8Array, options?: EncodeOptions & { readonly signal?: AbortSignal }) {
      options?.signal?.throwIfAborted();
      const encoded = await format.encodeAsync(bytesOf(input), effortOf(codec, options));
      options?.signal?.throwIfAborted();
      return encoded;
    },
    decode(input: Uint8Array, options: DecodeOptions) {
      const frames = framesOf(definition, bytesOf(input), options);
      let step = frames.next();
      while (!step.done) {
        let decoded: ZlibDecoded;
        try {
          decoded = format.decode(step.value.bytes, step.value.bound);
        } catch (cause) {
          throw translated(cause, codec, options);
        }
        step = frames.next(decoded);
      }
      return step.value;
    },
    async decodeAsync(input: Uint8Array, options: DecodeOptions & { readonly signal?: AbortSignal }) {
      const frames = framesOf(definition, bytesOf(input), options);
      options.signal?.throwIfAborted();
      let step = frames.next();
      while (!step.done) {
        const decoded = await format.decodeAsync(step.value.bytes, step.value.bound).catch((cause: unknown) => {
          throw translated(cause, codec, options);
        });
        options.signal?.throwIfAborted();
        step = frames.next(decoded);
      }
      return step.value;
    },
  });
}

/** Asks for one frame after the other to be decoded and returns what all of them hold. */
function* framesOf(
  { codec, isOwn, skippedBytes = () => 0, claimedBytes = () => undefined }: ZlibCodecDefinition,
  input: Uint8Array,
  { maxOutputBytes, dictionary }: DecodeOptions,
): Generator<Piece, Uint8Array, ZlibDecoded> {
  const parts: Uint8Array[] = [];
  let left = maxOutputBytes;
  let position = 0;
  do {
    const rest = position === 0 ? input : input.subarray(position);
    if (rest.length === 0) throw memoryError('NSI_MEMORY_CODEC_TRUNCATED', `expected ${codec.name}, got no bytes`);
    if (!isOwn(rest, position === 0)) {
      if (position > 0)
        throw memoryError(
          'NSI_MEMORY_CODEC_TRAILING',
          `expected nothing after ${position} bytes of ${codec.name}, got ${rest.length} more`,
        );
      throw memoryError('NSI_MEMORY_CODEC_FOREIGN', `expected ${codec.name}, got ${nameFormat(rest)}`);
    }
    const skipped = skippedBytes(rest);
    if (skipped > 0) {
      if (skipped > rest.length)
        throw memoryError('NSI_MEMORY_CODEC_TRUNCATED', `expected the rest of a skippable frame, got ${rest.length} bytes`);
      position += skipped;
      continue;
    }
    if ((claimedBytes(rest) ?? 0) > left) throw tooLarge(codec, maxOutputBytes);
    const { bytes, consumed } = yield { bytes: rest, bound: { maxOutputBytes: left, dictionary } };
    if (bytes.length > left) throw tooLarge(codec, maxOutputBytes);
    left -= bytes.length;
    parts.push(bytes);
    position += consumed;
  } while (position < input.length);
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}

function effortOf(codec: PackedCodec, { level, dictionary }: EncodeOptions = {}): ZlibEffort {
  if (dictionary && codec.name !== 'zstd')
    throw memoryError('NSI_MEMORY_CODEC_DICTIONARY', `expected no dictionary for ${codec.name}, got one`);
  return { level: levelOf(codec, level), dictionary, hasChecksum: true };
}

/** zlib's error in this room's words. */
function translated(cause: unknown, codec: PackedCodec, { maxOutputBytes, dictionary }: DecodeOptions): Error {
  const { code = '' } = cause as { readonly code?: string };
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(codec, maxOutputBytes);
  if (code === 'Z_BUF_ERROR')
    return memoryError('NSI_MEMORY_CODEC_TRUNCATED', `expected the rest of the ${codec.name} data, got its beginning`, { cause });
  if (code.includes('dictionary')) {
    return memoryError(
      'NSI_MEMORY_CODEC_DICTIONARY',
      `expected the dictionary that the bytes were encoded with, got ${dictionary ? 'another' : 'none'}`,
      { cause },
    );
  }
  return memoryError('NSI_MEMORY_CODEC_CORRUPT', `expected intact ${codec.name} data, got damaged or foreign bytes`, { cause });
}

function tooLarge({ name }: PackedCodec, maxOutputBytes: number): Error {
  return memoryError('NSI_MEMORY_CODEC_TOO_LARGE', `expected ${name} data that decodes to at most ${maxOutputBytes} bytes, got more`);
}
