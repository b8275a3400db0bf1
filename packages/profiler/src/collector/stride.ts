/** So many are all picked. */
const allBelow = 64;

/**
 * Picks calls at random distances, so that no rhythm of the program passes for the whole: all of the first, then one of 8.5. The returned
 * function is asked at every call, and tells how many calls a picked one stands for, or 0. Numbers by a linear congruential generator
 * (Knuth, Lewis): those of the program stay its own.
 */
export function createStride(): () => number {
  let [count, last, next, random] = [0, 0, 1, 1];
  return () => {
    if (++count < next) return 0;
    const calls = count - last;
    last = count;
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    next = count + (count < allBelow ? 1 : 1 + (random >>> 28));
    return calls;
  };
}
