import { Readable } from 'node:stream';
import type { BlockLease } from './block-lease.ts';

/** A stream of blocks whose memory is the receiver's own. */
export function toReadable(next: () => Promise<BlockLease | undefined>, close: () => Promise<void>): Readable {
  return Readable.from(buffers(next, close), { objectMode: false, highWaterMark: 1 });
}

async function* buffers(next: () => Promise<BlockLease | undefined>, close: () => Promise<void>): AsyncGenerator<Buffer, void, void> {
  try {
    for (let block = await next(); block; block = await next()) yield block.keep().bytes;
  } finally {
    await close();
  }
}
