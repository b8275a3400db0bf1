import type { Kernels } from '../kernels.ts';

/** Bytes that are hashed at a time: a multiple of the hash's stripe of 16 bytes, within the kernels' block. */
const stepBytes = 1 << 18;

/** XXH32 with seed 0. Uses the kernels' `PLAIN`. */
export function xxh32({ calls, bytes: memory, at }: Kernels, bytes: Uint8Array): number {
  calls.xxh32Start();
  for (let start = 0; ; start += stepBytes) {
    const step = bytes.subarray(start, start + stepBytes);
    memory.set(step, at.PLAIN);
    const taken = calls.xxh32Update(at.PLAIN, step.length);
    if (step.length < stepBytes) return calls.xxh32Finish(at.PLAIN + taken, step.length - taken) >>> 0;
  }
}
