import type { FileSource } from './file-set.ts';
import type { PackedFiles } from './packed-files.ts';

/** A file set's view of slabs. Makes a view when it is asked for one, so that a set of a million files costs three numbers each. */
export function packedSource({ slabs, table }: PackedFiles): FileSource {
  const at = (place: number): number => table[place] as number;
  let byteLength = 0;
  for (let place = 0; place < table.length; place += 3) if (at(place) >= 0) byteLength += at(place + 2);
  return {
    byteLength,
    size: (index) => (at(index * 3) < 0 ? -1 : at(index * 3 + 2)),
    bytes: (index) => Buffer.from(slabs[at(index * 3)] as ArrayBuffer, at(index * 3 + 1), at(index * 3 + 2)),
  };
}

/** A file set's view of one buffer a file; `undefined` where it failed. */
export function separateSource(buffers: readonly (Uint8Array<ArrayBuffer> | undefined)[]): FileSource {
  return {
    byteLength: buffers.reduce((sum, bytes) => sum + (bytes?.length ?? 0), 0),
    size: (index) => buffers[index]?.length ?? -1,
    bytes(index) {
      const { buffer, byteOffset, byteLength } = buffers[index] as Uint8Array<ArrayBuffer>;
      return Buffer.from(buffer, byteOffset, byteLength);
    },
  };
}
