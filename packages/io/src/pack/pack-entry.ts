/** What a pack says of one file, folder or symbolic link. */
export interface PackEntry {
  /** Path within the pack, with slashes; bytes that are no UTF-8 appear as replacement characters. */
  readonly name: string;
  /** The path as it is stored. */
  readonly nameBytes: Uint8Array;
  readonly kind: 'file' | 'folder' | 'link';
  /** Bytes of a file; 0 for all else. */
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  /** When it was changed, in milliseconds since 1970. */
  readonly mtimeMs: number;
  /** CRC-32 of a file's content. */
  readonly crc32: number;
  /** Where a file's content begins in the content of all files, one after the other. */
  readonly offset: number;
  /** What a symbolic link holds; empty for all else. */
  readonly linkTarget: Uint8Array;
}

/** An entry as it is written, before it is known where it begins. */
export type StoredEntry = Omit<PackEntry, 'name' | 'offset'>;
