import { Readable } from 'node:stream';
import type { BlockLease } from './block-lease.ts';

/** A stream of blocks whose memory is the receiver's own. */
export function toReadable(next: () => Promise<BlockLease | undefined>, close: () => Promise<void>): Readable {
  const stream = new Readable({
    read() {
      next().then(
        (block) => void stream.push(block ? block.keep().bytes : null),
        (error: Error) => void stream.destroy(error),
      );
    },
    destroy(error, done) {
      close().then(
        () => done(error),
        (closeError: Error) => done(error ?? closeError),
      );
    },
  });
  return stream;
}
