import { failureOf } from './file-failure.ts';
import { SlabPacker, type PackedFiles, type ReadBounds } from './packed-files.ts';
import type { SystemPath } from './packed-paths.ts';
import { limitOf, readWhole } from './read-async.ts';
import { overLimit, readInto } from './read-sync.ts';

const filesInTurn = 32;
const filesOverlapped = 256;
/** A file in the page cache takes 5 µs, one on a device 50 µs and more. */
const coldFileMs = 0.03;
const coldByteMs = 1 / 1e6;
/** While files come from a device, one run in so many is read in turn, to see whether that is still so. */
const runsTillCheck = 5;

/** Reads all files one after the other on this thread. */
export function packFilesSync(paths: readonly SystemPath[], bounds: ReadBounds): PackedFiles {
  const packer = new SlabPacker(paths.length);
  for (let index = 0; index < paths.length; index++) readInto(packer, index, paths[index] as SystemPath, bounds);
  return packer.take();
}

/** What a call on the worker may do. */
export interface PackBounds extends ReadBounds {
  /** Files that may be open at a time. */
  readonly maxOpen: number;
}

/**
 * Reads all files: one after the other while they come from the page cache, where that is fastest, and many at a time on libuv's threads
 * while a device must be waited for. What is left when `isCancelled` turns true stays unread.
 */
export async function packFiles(paths: readonly SystemPath[], bounds: PackBounds, isCancelled: () => boolean): Promise<PackedFiles> {
  const packer = new SlabPacker(paths.length);
  let runsFromDevice = 0;
  for (let start = 0; start < paths.length && !isCancelled();) {
    const isCold = runsFromDevice > 0;
    const end = Math.min(start + (isCold ? filesOverlapped : filesInTurn), paths.length);
    if (isCold) {
      await readOverlapped(packer, paths, { start, end, bounds });
      runsFromDevice = (runsFromDevice + 1) % runsTillCheck;
    } else if (isDeviceRead(packer, paths, { start, end, bounds }) && bounds.maxOpen > 1) runsFromDevice = 1;
    start = end;
  }
  return packer.take();
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly bounds: PackBounds;
}

/** Reads a run one after the other, and tells whether a device was waited for: it took longer than a cache does, and the system counted blocks. */
function isDeviceRead(packer: SlabPacker, paths: readonly SystemPath[], { start, end, bounds }: Run): boolean {
  const [startMs, startBytes, startBlocks] = [performance.now(), packer.totalBytes, process.resourceUsage().fsRead];
  for (let index = start; index < end; index++) readInto(packer, index, paths[index] as SystemPath, bounds);
  const cachedMs = (end - start) * coldFileMs + (packer.totalBytes - startBytes) * coldByteMs;
  return performance.now() - startMs > cachedMs && process.resourceUsage().fsRead > startBlocks;
}

async function readOverlapped(packer: SlabPacker, paths: readonly SystemPath[], { start, end, bounds }: Run): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let next = start;
  let left = end - start;
  const readNext = (): void => {
    if (next >= end) return;
    const index = next++;
    readWhole(paths[index] as SystemPath, limitOf(bounds, packer.totalBytes), (error, bytes) => {
      if (error) packer.failures.push(failureOf(index, error));
      else if (!bytes || packer.totalBytes + bytes.length > bounds.maxTotalBytes) packer.failures.push(overLimit(index, bounds));
      else packer.add(index, bytes);
      if (--left === 0) resolve();
      else readNext();
    });
  };
  for (let lane = 0; lane < bounds.maxOpen; lane++) readNext();
  await promise;
}
