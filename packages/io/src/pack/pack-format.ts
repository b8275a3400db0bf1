import { crc32 } from 'node:zlib';
import { ioError } from '../errors.ts';

/**
 * A pack is a zstd or LZ4 file as any tool reads it: the content of all files, cut into frames that stand by themselves, then two skippable
 * frames, the index of the pack and the seek table of the zstd seekable format
 * (https://github.com/facebook/zstd/blob/dev/contrib/seekable_format/zstd_seekable_compression_format.md).
 */
export const zstdMagic = 0xfd2fb528;
export const lz4Magic = 0x184d2204;
/** Skippable frames: all that differ in the last four bits. */
export const skippableMagic = 0x184d2a50;
export const indexMagic = 0x184d2a5d;
const tableMagic = 0x184d2a5e;
const seekableMagic = 0x8f92eab1;
const packMagic = 0x5049534e;
export const packVersion = 1;

/** Magic and size of a skippable frame. */
export const skippableHeadBytes = 8;
export const footerBytes = 9;
const checksumBit = 0x80;
export const indexHeadBytes = 40;

/** Names of the codecs of packs; their order is stored. */
export const packCodecs: readonly ['zstd', 'lz4'] = Object.freeze(['zstd', 'lz4'] as const);
/** How the frames of a pack are encoded. */
export type PackCodec = 'zstd' | 'lz4';

/** Where a frame is, and what it holds. */
export interface PackFrame {
  readonly position: number;
  readonly packedBytes: number;
  /** Where its content begins in the content of all frames. */
  readonly offset: number;
  readonly plainBytes: number;
}

export function skippableFrame(magic: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(skippableHeadBytes);
  head.writeUInt32LE(magic);
  head.writeUInt32LE(payload.length, 4);
  return Buffer.concat([head, payload]);
}

/** The seek table, as a frame. */
export function encodeSeekTable(frames: readonly { readonly packedBytes: number; readonly plainBytes: number }[]): Buffer {
  const table = Buffer.alloc(frames.length * 8 + footerBytes);
  for (const [index, { packedBytes, plainBytes }] of frames.entries()) {
    table.writeUInt32LE(packedBytes, index * 8);
    table.writeUInt32LE(plainBytes, index * 8 + 4);
  }
  table.writeUInt32LE(frames.length, frames.length * 8);
  table.writeUInt32LE(seekableMagic, frames.length * 8 + 5);
  return skippableFrame(tableMagic, table);
}

/** What the last bytes of a file say of its seek table; `undefined` when they are no end of one. */
export function parseFooter(
  footer: Buffer,
): { readonly frameBytes: number; readonly frameCount: number; readonly entryBytes: number } | undefined {
  if (footer.length < footerBytes || footer.readUInt32LE(5) !== seekableMagic) return undefined;
  const frameCount = footer.readUInt32LE(0);
  const entryBytes = ((footer[4] as number) & checksumBit) === 0 ? 8 : 12;
  return { frameCount, entryBytes, frameBytes: skippableHeadBytes + frameCount * entryBytes + footerBytes };
}

/** Frames of the seek table in `frame`, which begins at `tablePosition` of the file. Throws `NSI_IO_PACK_CORRUPT`. */
export function decodeSeekTable(frame: Buffer, tablePosition: number, frameCount: number, entryBytes: number): readonly PackFrame[] {
  if (frame.readUInt32LE(0) !== tableMagic || frame.readUInt32LE(4) !== frame.length - skippableHeadBytes) {
    throw ioError('NSI_IO_PACK_CORRUPT', 'expected a seek table at the end of the file, got something else');
  }
  const frames: PackFrame[] = [];
  let [position, offset] = [0, 0];
  for (let index = 0; index < frameCount; index++) {
    const at = skippableHeadBytes + index * entryBytes;
    const packedBytes = frame.readUInt32LE(at);
    const plainBytes = frame.readUInt32LE(at + 4);
    frames.push({ position, packedBytes, offset, plainBytes });
    position += packedBytes;
    offset += plainBytes;
  }
  if (position > tablePosition) {
    throw ioError('NSI_IO_PACK_CORRUPT', `expected frames of ${tablePosition} bytes before the seek table, got a claim of ${position}`);
  }
  return frames;
}

/** Whether the first bytes of a skippable frame are those of an index, or were before one of them was damaged. */
export function looksLikeIndex(frame: Buffer): boolean {
  return (
    frame.length >= skippableHeadBytes + 4 && (frame.readUInt32LE(0) === indexMagic || frame.readUInt32LE(skippableHeadBytes) === packMagic)
  );
}

/** What stands before the encoded index. */
export interface IndexHead {
  readonly codec: PackCodec;
  readonly entryCount: number;
  readonly plainBytes: number;
  readonly plainCrc32: number;
  /** Of the seek table's frame, which follows. */
  readonly tableCrc32: number;
  readonly contentBytes: number;
}

/** Index head: magic · version u8 · codec u8 · 0 u16 · entries u32 · plain bytes u32 · crc32 of the plain index · crc32 of the seek table · content f64 · crc32 of these 36 bytes. */
export function encodeIndexHead({ codec, entryCount, plainBytes, plainCrc32, tableCrc32, contentBytes }: IndexHead): Buffer {
  const head = Buffer.alloc(indexHeadBytes);
  head.writeUInt32LE(packMagic);
  head[4] = packVersion;
  head[5] = packCodecs.indexOf(codec);
  head.writeUInt32LE(entryCount, 8);
  head.writeUInt32LE(plainBytes, 12);
  head.writeUInt32LE(plainCrc32, 16);
  head.writeUInt32LE(tableCrc32, 20);
  head.writeDoubleLE(contentBytes, 24);
  head.writeUInt32LE(crc32(head.subarray(0, 36)), 36);
  return head;
}

/** The head of an index. Throws `NSI_IO_PACK_CORRUPT` for a damaged one, `NSI_IO_PACK_FOREIGN` for one of a newer version. */
export function decodeIndexHead(head: Buffer): IndexHead {
  const codec = packCodecs[head[5] as number];
  if (head.length < indexHeadBytes || head.readUInt32LE(0) !== packMagic || head.readUInt32LE(36) !== crc32(head.subarray(0, 36))) {
    throw ioError('NSI_IO_PACK_CORRUPT', 'expected the head of the index to match its checksum, got another');
  }
  if (head[4] !== packVersion || codec === undefined) {
    throw ioError('NSI_IO_PACK_FOREIGN', `expected a pack of version ${packVersion}, got ${head[4]}`, {
      hint: 'Update @nsi/io where the pack is read.',
    });
  }
  return {
    codec,
    entryCount: head.readUInt32LE(8),
    plainBytes: head.readUInt32LE(12),
    plainCrc32: head.readUInt32LE(16),
    tableCrc32: head.readUInt32LE(20),
    contentBytes: head.readDoubleLE(24),
  };
}
