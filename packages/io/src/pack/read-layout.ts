import { crc32 } from 'node:zlib';
import { ioError } from '../errors.ts';
import { decodeFrame } from './frame-codec.ts';
import { codecOf, isSkippable, scanFrames, type ReadAt } from './frame-scan.ts';
import type { PackEntry } from './pack-entry.ts';
import {
  decodeIndexHead,
  decodeSeekTable,
  footerBytes,
  indexHeadBytes,
  indexMagic,
  looksLikeIndex,
  parseFooter,
  skippableHeadBytes,
  type PackCodec,
  type PackFrame,
} from './pack-format.ts';
import { decodeIndex, type IndexEntries } from './pack-index.ts';
import type { OpenPackSettings } from './pack-options.ts';

/** What a file of frames holds, and where. */
export interface PackLayout {
  readonly codec: PackCodec;
  /** Frames of content, in order. */
  readonly frames: readonly PackFrame[];
  readonly contentBytes: number;
  /** Empty for a file of frames that is no pack. */
  readonly entries: readonly PackEntry[];
  /** Keys are the bytes of names as latin1 text. */
  readonly byName: ReadonlyMap<string, PackEntry>;
}

const noEntries: IndexEntries = Object.freeze({ entries: [], byName: new Map() });

/** Finds frames and entries. Every size is held against the file and the bounds before anything of that size is read. */
export async function readLayout(readAt: ReadAt, fileBytes: number, settings: OpenPackSettings): Promise<PackLayout> {
  const footer = parseFooter(await readAt(Math.max(0, fileBytes - footerBytes), footerBytes));
  if (footer === undefined) {
    const scanned = await scanFrames(readAt, fileBytes, settings.maxFrames);
    return layoutOf(scanned.codec, scanned.frames, noEntries, settings);
  }
  const { frameBytes, frameCount, entryBytes } = footer;
  bounded('maxFrames', settings.maxFrames + 1, frameCount, 'frames', '');
  bounded('maxIndexBytes', settings.maxIndexBytes, frameBytes, 'a seek table');
  if (frameBytes > fileBytes)
    throw ioError('NSI_IO_PACK_CORRUPT', `expected a seek table of at most ${fileBytes} bytes, got a claim of ${frameBytes}`);
  const tablePosition = fileBytes - frameBytes;
  const table = await readAt(tablePosition, frameBytes);
  if (table.length < frameBytes) throw ioError('NSI_IO_PACK_CORRUPT', `expected ${frameBytes} bytes of seek table, got ${table.length}`);
  const frames = decodeSeekTable(table, tablePosition, frameCount, entryBytes);
  const indexFrame = frames.at(-1);
  const index = indexFrame?.plainBytes === 0 ? await readIndex(readAt, indexFrame, tablePosition, table, settings) : undefined;
  const content = frames.filter(({ plainBytes }) => plainBytes > 0);
  if (index !== undefined) return layoutOf(index.codec, content, index, settings, index.contentBytes);
  const codec = codecOf(await readAt(content[0]?.position ?? 0, 4));
  if (codec === undefined) throw ioError('NSI_IO_PACK_FOREIGN', 'expected frames of zstd or LZ4, got something else');
  return layoutOf(codec, content, noEntries, settings);
}

function layoutOf(
  codec: PackCodec,
  frames: readonly PackFrame[],
  { entries, byName }: IndexEntries,
  { maxFrameBytes }: OpenPackSettings,
  claimedBytes?: number,
): PackLayout {
  for (const { plainBytes, packedBytes } of frames) {
    bounded('maxFrameBytes', maxFrameBytes, plainBytes, 'the content of a frame');
    // No codec makes its input much larger.
    bounded('maxFrameBytes', 2 * maxFrameBytes + 65_536, packedBytes, 'a frame');
  }
  const last = frames.at(-1);
  const contentBytes = last === undefined ? 0 : last.offset + last.plainBytes;
  if (claimedBytes !== undefined && claimedBytes !== contentBytes) {
    throw ioError('NSI_IO_PACK_CORRUPT', `expected ${claimedBytes} bytes in all frames together, got ${contentBytes}`);
  }
  return { codec, frames, contentBytes, entries, byName };
}

async function readIndex(
  readAt: ReadAt,
  { position, packedBytes }: PackFrame,
  tablePosition: number,
  table: Buffer,
  { maxIndexBytes, maxEntries }: OpenPackSettings,
): Promise<Omit<PackLayout, 'frames'> | undefined> {
  const start = await readAt(position, skippableHeadBytes + indexHeadBytes);
  if (!isSkippable(start)) throw ioError('NSI_IO_PACK_CORRUPT', `expected a frame without content at byte ${position}, got something else`);
  if (!looksLikeIndex(start)) return undefined;
  if (start.readUInt32LE(0) !== indexMagic) throw ioError('NSI_IO_PACK_CORRUPT', 'expected an index, got a damaged one');
  const head = decodeIndexHead(start.subarray(skippableHeadBytes));
  if (skippableHeadBytes + start.readUInt32LE(4) !== packedBytes || position + packedBytes !== tablePosition) {
    throw ioError('NSI_IO_PACK_CORRUPT', 'expected the index right before the seek table, got it elsewhere');
  }
  if (crc32(table) !== head.tableCrc32) throw ioError('NSI_IO_PACK_CORRUPT', 'expected the seek table to match its checksum, got another');
  bounded('maxIndexBytes', maxIndexBytes, head.plainBytes, 'an index');
  bounded('maxIndexBytes', 2 * maxIndexBytes + 65_536, packedBytes, 'an encoded index');
  bounded('maxEntries', maxEntries, head.entryCount, 'entries', '');
  const encoded = await readAt(position + start.length, packedBytes - start.length);
  if (encoded.length < packedBytes - start.length)
    throw ioError('NSI_IO_PACK_CORRUPT', 'expected the rest of the index, got the end of the file');
  const plain = await decodeFrame(head.codec, encoded, head.plainBytes);
  if (crc32(plain) !== head.plainCrc32) throw ioError('NSI_IO_PACK_CORRUPT', 'expected the index to match its checksum, got another');
  return { codec: head.codec, contentBytes: head.contentBytes, ...decodeIndex(plain, head) };
}

function bounded(option: string, bound: number, claim: number, what: string, unit = ' bytes'): void {
  if (claim <= bound) return;
  throw ioError('NSI_IO_PACK_TOO_LARGE', `expected ${what} of at most ${bound}${unit} (\`${option}\`), got a claim of ${claim}`);
}
