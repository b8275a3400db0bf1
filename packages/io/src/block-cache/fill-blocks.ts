import { fstatSync } from 'node:fs';
import { looksAlike, stampOf } from '../cached-file/file-stamp.ts';
import type { FileLease } from '../handle-pool/file-lease.ts';
import type { BlockSource, BlockStore } from './block-source.ts';

/** A block that somebody waits for. */
export interface WantedBlock {
  readonly index: number;
  resolve(block: Buffer): void;
  reject(error: unknown): void;
}

/** What those who wait get when the file is not the one they asked for any more: they look at it again. */
export const changedMeanwhile: Error = new Error('the file changed while it was read');

/** Most buffers that one call of the system takes. */
const mostBuffers = 1024;

/** Reads blocks, neighbours in one call. Resolves or rejects each of them and never rejects itself. `wanted` is in ascending order. */
export async function fillBlocks(source: BlockSource, store: BlockStore, wanted: readonly WantedBlock[]): Promise<void> {
  try {
    const { path, stamp } = source;
    if (stamp === undefined) throw changedMeanwhile;
    using lease = await store.handles.acquire(path);
    const blocks = await Promise.all(runsOf(wanted).map((run) => readRun(lease, run, store.blockBytes, stamp.size)));
    // Looked at after reading: a stamp that is still the one from before covers all that was read in between. Synchronous, because a trip to
    // another thread takes longer than the look.
    if (!looksAlike(stamp, stampOf(fstatSync(lease.handle.fd)))) {
      // The pool may still have the file that was there before.
      store.handles.forget(path);
      throw changedMeanwhile;
    }
    for (const [position, block] of blocks.flat().entries()) wanted[position]?.resolve(block);
  } catch (error) {
    for (const { reject } of wanted) reject(error);
  }
}

function runsOf(wanted: readonly WantedBlock[]): readonly (readonly WantedBlock[])[] {
  const runs: WantedBlock[][] = [];
  for (const block of wanted) {
    const run = runs.at(-1);
    if (run !== undefined && run.length < mostBuffers && run.at(-1)?.index === block.index - 1) run.push(block);
    else runs.push([block]);
  }
  return runs;
}

/** Each block has memory of its own, so that one that stays does not hold its neighbours. */
async function readRun({ handle }: FileLease, run: readonly WantedBlock[], blockBytes: number, size: number): Promise<readonly Buffer[]> {
  const blocks = run.map(({ index }) => Buffer.allocUnsafeSlow(Math.min(blockBytes, size - index * blockBytes)));
  const total = blocks.reduce((sum, { length }) => sum + length, 0);
  const position = (run[0] as WantedBlock).index * blockBytes;
  const { bytesRead } =
    blocks.length === 1 ? await handle.read(blocks[0] as Buffer, 0, total, position) : await handle.readv(blocks, position);
  // Regular files give what was asked for unless a signal or the end of the file comes first.
  for (let done = bytesRead; done < total;) {
    const [block, at] = placeOf(blocks, done);
    const more = await handle.read(block, at, block.length - at, position + done);
    if (more.bytesRead === 0) throw changedMeanwhile;
    done += more.bytesRead;
  }
  return blocks;
}

/** The block that holds byte `offset` of them all, and where in it. */
function placeOf(blocks: readonly Buffer[], offset: number): [Buffer, number] {
  let left = offset;
  for (const block of blocks) {
    if (left < block.length) return [block, left];
    left -= block.length;
  }
  throw changedMeanwhile;
}
