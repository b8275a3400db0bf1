/** What a directory entry is. */
export type FileKind = 'file' | 'directory' | 'symlink' | 'other';

/** Each kind as one bit. */
export const kindBits: Readonly<Record<FileKind, number>> = Object.freeze({ file: 1, directory: 2, symlink: 4, other: 8 });

const kindOfBit: Readonly<Record<number, FileKind>> = Object.freeze({ 1: 'file', 2: 'directory', 4: 'symlink', 8: 'other' });

export function kindFromBit(bit: number): FileKind {
  return kindOfBit[bit] ?? 'other';
}

/** What `Dirent` and `Stats` have in common. */
export interface Classified {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export function kindBitOf(entry: Classified): number {
  if (entry.isFile()) return kindBits.file;
  if (entry.isDirectory()) return kindBits.directory;
  return entry.isSymbolicLink() ? kindBits.symlink : kindBits.other;
}
