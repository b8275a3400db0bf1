import type { AsyncSimd } from '../pool/async-simd.ts';
import { plainSimd } from '../simd/plain/plain-simd.ts';

/** The plain operations behind promises, on the calling thread. */
export const plainAsyncSimd: AsyncSimd = Object.freeze(
  Object.fromEntries(
    Object.entries(plainSimd).map(([name, operation]) => [
      name,
      async (...args: never[]) => (operation as (...input: never[]) => unknown)(...args),
    ]),
  ),
) as unknown as AsyncSimd;
