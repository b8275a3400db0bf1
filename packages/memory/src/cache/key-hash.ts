import { hashString, mixInt } from '../structure/hash.ts';

/** Hashes any key to 32 bits; equal keys, in the sense of `Map`, have equal hashes. Objects and symbols are numbered as they come, and not kept alive. */
export function createKeyHash(seed: number): (key: unknown) => number {
  const numbers = new Float64Array(1);
  const halves = new Int32Array(numbers.buffer);
  const identities = new WeakMap<WeakKey, number>();
  let identityCount = 0;

  const hashNumber = (value: number): number => {
    if ((value | 0) === value) return mixInt(seed ^ value);
    numbers[0] = value;
    return mixInt(mixInt(seed ^ (halves[0] as number)) ^ (halves[1] as number));
  };
  const hashIdentity = (key: WeakKey): number => {
    let identity = identities.get(key);
    if (identity === undefined) identities.set(key, (identity = ++identityCount));
    return mixInt(~seed ^ identity);
  };

  return (key) => {
    if (typeof key === 'string') return hashString(key, seed);
    if (typeof key === 'number') return hashNumber(key);
    if ((typeof key === 'object' && key !== null) || typeof key === 'function') return hashIdentity(key);
    if (typeof key === 'symbol' && Symbol.keyFor(key) === undefined) return hashIdentity(key);
    return hashString(String(key), ~seed);
  };
}
