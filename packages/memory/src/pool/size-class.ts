/** Smallest buffer of a pool; smaller requests get one of these. */
export const minClassBytes = 1024;

/**
 * Number of the size class for `bytes`. Each doubling has four classes (1.25, 1.5, 1.75 and 2 times its start),
 * so that at most a fifth of a buffer beyond the smallest is unused.
 */
export function sizeClassOf(bytes: number): number {
  if (bytes <= minClassBytes) return 0;
  const last = bytes - 1;
  // The two bits below the highest one number the quarter; shifts hold up to 2 GiB, divisions beyond.
  const doubling = bytes <= 2 ** 31 ? 31 - Math.clz32(last) : Math.floor(Math.log2(last));
  const quarter = bytes <= 2 ** 31 ? (last >>> (doubling - 2)) & 3 : Math.floor(last / 2 ** (doubling - 2)) % 4;
  return (doubling - 10) * 4 + quarter + 1;
}

/** Bytes of every buffer of a size class. */
export function bytesOfClass(sizeClass: number): number {
  if (sizeClass === 0) return minClassBytes;
  const start = minClassBytes * 2 ** Math.floor((sizeClass - 1) / 4);
  return start + (start / 4) * (((sizeClass - 1) % 4) + 1);
}
