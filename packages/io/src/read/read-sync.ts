import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { failureOf, tooLarge } from './file-failure.ts';
import type { ReadBounds, SlabPacker } from './packed-files.ts';
import type { SystemPath } from './packed-paths.ts';

// A pipe without a writer would hold the thread for ever.
export const openFlags: number = constants.O_RDONLY | ((constants as { readonly O_NONBLOCK?: number }).O_NONBLOCK ?? 0);
const leastReadBytes = 4096;
const growBytes = 65_536;

/**
 * Reads one file into the packer: open, read to the end, close. The size is not asked for unless the file outgrows its slab, so that a
 * file may grow, shrink or lie about its size meanwhile. Hot: see bench/read-many.bench.ts.
 */
export function readInto(packer: SlabPacker, index: number, path: SystemPath, bounds: ReadBounds): void {
  let file = -1;
  try {
    file = openSync(path, openFlags);
    packer.prepare();
    const limit = Math.min(bounds.maxFileBytes, bounds.maxTotalBytes - packer.totalBytes);
    let length = 0;
    for (;;) {
      const room = packer.slab.length - packer.position - length;
      if (room < leastReadBytes) {
        const stats = fstatSync(file);
        if (stats.isFile() && stats.size > limit) {
          packer.failures.push(overLimit(index, bounds));
          return;
        }
        packer.reserve(length, Math.max(growBytes, Math.min(stats.size, limit) - length + leastReadBytes, length));
        continue;
      }
      // One byte beyond the limit tells a file of just this size from a larger one.
      const bytesRead = readSync(file, packer.slab, packer.position + length, Math.min(room, limit + 1 - length, 2 ** 30), null);
      if (bytesRead === 0) break;
      length += bytesRead;
      if (length > limit) {
        packer.failures.push(overLimit(index, bounds));
        return;
      }
    }
    packer.finish(index, length);
  } catch (error) {
    packer.failures.push(failureOf(index, error));
  } finally {
    if (file >= 0) closeSync(file);
  }
}

/** A file that holds more than the call allows. */
export function overLimit(index: number, { maxFileBytes, maxTotalBytes }: ReadBounds): ReturnType<typeof failureOf> {
  return {
    index,
    code: tooLarge,
    message: `expected a file of at most ${maxFileBytes} bytes, and at most ${maxTotalBytes} bytes of all files, got more`,
  };
}
