import { createKernels } from '../src/kernels.ts';

const kernels = createKernels();

/** The checksum that a packed array's header of 24 bytes must carry. */
export function headerChecksum(header: Uint8Array): number {
  kernels.bytes.set(header, kernels.at.HEADER);
  return kernels.calls.headerChecksum() >>> 0;
}
