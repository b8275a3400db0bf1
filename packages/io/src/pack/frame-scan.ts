import { ioError } from '../errors.ts';
import { looksLikeIndex, lz4Magic, skippableHeadBytes, skippableMagic, zstdMagic, type PackCodec, type PackFrame } from './pack-format.ts';

/** Reads bytes of the file; fewer at its end. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

interface FrameFacts {
  readonly packedBytes: number;
  readonly plainBytes: number;
}

/** Longest head of a frame of either format. */
const headBytes = 19;

/** Whether these first bytes begin a frame of content, and of which codec. */
export function codecOf(head: Buffer): PackCodec | undefined {
  if (head.length < 4) return undefined;
  const magic = head.readUInt32LE(0);
  return magic === zstdMagic ? 'zstd' : magic === lz4Magic ? 'lz4' : undefined;
}

/** Whether these first bytes begin a frame that decoders pass over. */
export function isSkippable(head: Buffer): boolean {
  return head.length >= skippableHeadBytes && (head.readUInt32LE(0) & 0xffff_fff0) >>> 0 === skippableMagic;
}

/**
 * Frames of a file without a seek table, found by walking from block to block without decoding any: what `pzstd`, `lz4` and concatenated
 * archives hold. Throws `NSI_IO_PACK_FOREIGN` for other files and frames that do not say how much they hold, `NSI_IO_PACK_CORRUPT` for
 * ones that end too early, `NSI_IO_PACK_TOO_LARGE` for more than `maxFrames`.
 */
export async function scanFrames(
  readAt: ReadAt,
  fileBytes: number,
  maxFrames: number,
): Promise<{ readonly codec: PackCodec; readonly frames: readonly PackFrame[] }> {
  const frames: PackFrame[] = [];
  let codec: PackCodec | undefined;
  let [position, offset] = [0, 0];
  while (position < fileBytes) {
    const head = await readAt(position, headBytes);
    if (isSkippable(head)) {
      if (looksLikeIndex(head)) throw ioError('NSI_IO_PACK_CORRUPT', 'expected a seek table behind the index of the pack, got none');
      position += skippableHeadBytes + head.readUInt32LE(4);
      if (position > fileBytes) throw endsEarly(fileBytes);
      continue;
    }
    const own = codecOf(head);
    if (own === undefined || (codec !== undefined && own !== codec)) throw foreign(position);
    codec = own;
    const facts = own === 'zstd' ? await zstdFrame(readAt, head, position) : await lz4Frame(readAt, head, position);
    if (position + facts.packedBytes > fileBytes) throw endsEarly(fileBytes);
    if (frames.length === maxFrames) throw ioError('NSI_IO_PACK_TOO_LARGE', `expected at most ${maxFrames} frames, got more`);
    frames.push({ position, offset, ...facts });
    position += facts.packedBytes;
    offset += facts.plainBytes;
  }
  if (codec === undefined) throw foreign(0);
  return { codec, frames };
}

/** RFC 8878, 3.1.1: the head says which of its fields are there; blocks begin with their size and kind. */
async function zstdFrame(readAt: ReadAt, head: Buffer, start: number): Promise<FrameFacts> {
  if (head.length < 6) throw endsEarly(start + head.length);
  const descriptor = head[4] as number;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeBytes = ([isSingleSegment ? 1 : 0, 2, 4, 8] as const)[descriptor >> 6] as number;
  const at = 5 + (isSingleSegment ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] as number);
  if (sizeBytes === 0) throw unsized(start);
  if (head.length < at + sizeBytes) throw endsEarly(start + head.length);
  const plainBytes = sizeBytes === 8 ? Number(head.readBigUInt64LE(at)) : head.readUIntLE(at, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  let position = start + at + sizeBytes;
  for (let isLast = false; !isLast;) {
    const block = await readAt(position, 3);
    if (block.length < 3) throw endsEarly(position);
    const word = block.readUIntLE(0, 3);
    isLast = (word & 1) === 1;
    const kind = (word >> 1) & 3;
    if (kind === 3) throw ioError('NSI_IO_PACK_CORRUPT', `expected a block of zstd at byte ${position}, got something else`);
    // A run of one byte is stored as that byte.
    position += 3 + (kind === 1 ? 1 : word >> 3);
  }
  return { packedBytes: position + ((descriptor & 4) === 0 ? 0 : 4) - start, plainBytes };
}

/** LZ4 frame format: blocks begin with their size; a size of 0 ends the frame. */
async function lz4Frame(readAt: ReadAt, head: Buffer, start: number): Promise<FrameFacts> {
  if (head.length < 7) throw endsEarly(start + head.length);
  const flags = head[4] as number;
  if ((flags & 0x08) === 0) throw unsized(start);
  if (head.length < 15) throw endsEarly(start + head.length);
  const plainBytes = Number(head.readBigUInt64LE(6));
  let position = start + 15 + ((flags & 0x01) === 0 ? 0 : 4);
  const blockEnd = (flags & 0x10) === 0 ? 0 : 4;
  for (;;) {
    const block = await readAt(position, 4);
    if (block.length < 4) throw endsEarly(position);
    const size = block.readUInt32LE(0) % 0x8000_0000;
    position += 4;
    if (block.readUInt32LE(0) === 0) break;
    position += size + blockEnd;
  }
  return { packedBytes: position + ((flags & 0x04) === 0 ? 0 : 4) - start, plainBytes };
}

function unsized(position: number): Error {
  return ioError('NSI_IO_PACK_FOREIGN', `expected frames that say how much they hold, got one at byte ${position} that does not`);
}

function foreign(position: number): Error {
  return ioError('NSI_IO_PACK_FOREIGN', `expected a frame of zstd or LZ4 at byte ${position}, got something else`);
}

function endsEarly(position: number): Error {
  return ioError('NSI_IO_PACK_CORRUPT', `expected the rest of a frame, got the end of the file at byte ${position}`);
}
