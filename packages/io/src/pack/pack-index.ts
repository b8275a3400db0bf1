import { textOf } from '../copy/path-bytes.ts';
import { ioError } from '../errors.ts';
import { EntryNames, faultOf } from './entry-names.ts';
import type { PackEntry, StoredEntry } from './pack-entry.ts';

/**
 * The index of a pack: one record an entry, little-endian, in the order of the content:
 *
 *   kind u8 · mode u16 · mtimeMs f64 · size f64 · crc32 u32 · nameBytes u16 · linkBytes u16 · name · link
 *
 * Where a file begins is the sum of the sizes before it, so that no two files can claim the same bytes.
 */
const recordBytes = 27;
const kinds = Object.freeze(['file', 'folder', 'link'] as const);

/** Shared: a view costs more than the rest of an entry. */
const noLink = Buffer.alloc(0);

export function encodeIndex(entries: readonly StoredEntry[]): Buffer {
  return Buffer.concat(
    entries.map(({ kind, mode, mtimeMs, size, crc32: sum, nameBytes, linkTarget }) => {
      const record = Buffer.alloc(recordBytes);
      record[0] = kinds.indexOf(kind);
      record.writeUInt16LE(mode & 0o7777, 1);
      record.writeDoubleLE(mtimeMs, 3);
      record.writeDoubleLE(size, 11);
      record.writeUInt32LE(sum, 19);
      record.writeUInt16LE(nameBytes.length, 23);
      record.writeUInt16LE(linkTarget.length, 25);
      return Buffer.concat([record, nameBytes, linkTarget]);
    }),
  );
}

/** What an index claims besides its records. */
export interface IndexClaims {
  readonly entryCount: number;
  readonly contentBytes: number;
}

/** An entry of an index. A million of them must not cost a view each, so that bytes of names are made when they are asked for. */
class IndexEntry implements PackEntry {
  readonly name: string;
  readonly kind: PackEntry['kind'];
  readonly size: number;
  readonly mode: number;
  readonly mtimeMs: number;
  readonly crc32: number;
  readonly offset: number;
  readonly linkTarget: Uint8Array;
  /** The path's bytes as latin1 text; the same string as `name` for ASCII. */
  readonly #key: string;

  constructor(nameBytes: Buffer, facts: Omit<PackEntry, 'name' | 'nameBytes'>) {
    const key = nameBytes.toString('latin1');
    const name = textOf(nameBytes);
    this.#key = key;
    this.name = name === key ? key : name;
    this.kind = facts.kind;
    this.size = facts.size;
    this.mode = facts.mode;
    this.mtimeMs = facts.mtimeMs;
    this.crc32 = facts.crc32;
    this.offset = facts.offset;
    this.linkTarget = facts.linkTarget;
  }

  get nameBytes(): Uint8Array {
    return Buffer.from(this.#key, 'latin1');
  }
}

/** The entries of an index, in order and by the bytes of their names as latin1 text. */
export interface IndexEntries {
  readonly entries: readonly PackEntry[];
  readonly byName: ReadonlyMap<string, PackEntry>;
}

/** The entries of an index. Throws `NSI_IO_PACK_CORRUPT` for one that contradicts itself, `NSI_IO_PATH_OUTSIDE` for a name that leads out. */
export function decodeIndex(bytes: Buffer, { entryCount, contentBytes }: IndexClaims): IndexEntries {
  const entries: PackEntry[] = [];
  const names = new EntryNames<PackEntry>();
  let [position, offset] = [0, 0];
  // The count is a claim: records are read while there are bytes, and compared with it afterwards.
  while (position < bytes.length) {
    if (bytes.length - position < recordBytes) throw corruptIndex('a whole record', 'its beginning');
    const kind = kinds[bytes[position] as number];
    const size = bytes.readDoubleLE(position + 11);
    const nameEnd = position + recordBytes + bytes.readUInt16LE(position + 23);
    const end = nameEnd + bytes.readUInt16LE(position + 25);
    if (end > bytes.length) throw corruptIndex('a whole record', 'its beginning');
    if (kind === undefined || !Number.isSafeInteger(size) || size < 0 || (kind !== 'file' && size !== 0)) {
      throw corruptIndex('a kind of entry and a size', 'something else');
    }
    const nameBytes = bytes.subarray(position + recordBytes, nameEnd);
    const fault = faultOf(nameBytes);
    if (fault === 'outside') throw ioError('NSI_IO_PATH_OUTSIDE', `expected names that stay in the pack, got ${textOf(nameBytes)}`);
    const mtimeMs = bytes.readDoubleLE(position + 3);
    const entry = new IndexEntry(nameBytes, {
      kind,
      size,
      mode: bytes.readUInt16LE(position + 1) & 0o7777,
      mtimeMs: Number.isFinite(mtimeMs) ? mtimeMs : 0,
      crc32: bytes.readUInt32LE(position + 19),
      offset,
      linkTarget: end === nameEnd ? noLink : bytes.subarray(nameEnd, end),
    });
    const taken = fault === 'malformed' ? 'a path of an entry, got none' : names.take(nameBytes, entry);
    if (taken !== undefined) throw ioError('NSI_IO_PACK_CORRUPT', `expected ${taken}, in the index`);
    entries.push(entry);
    offset += size;
    position = end;
  }
  if (entries.length !== entryCount) throw corruptIndex(`${entryCount} entries`, String(entries.length));
  if (offset !== contentBytes) throw corruptIndex(`${contentBytes} bytes in all files together`, String(offset));
  return { entries, byName: names.entries };
}

function corruptIndex(expected: string, actual: string): Error {
  return ioError('NSI_IO_PACK_CORRUPT', `expected ${expected} in the index, got ${actual}`);
}
