/** `length` bytes that look random and are the same for the same seed (xorshift32, Marsaglia 2003). */
export function seededBytes(length: number, seed: number): Uint8Array<ArrayBuffer> {
  let state = (seed ^ 0x9e37_79b9) | 1;
  return new Uint8Array(length).map(() => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 24;
  });
}
