/** Sum of what bands wrote, each its sum and, when `stride` is 2, what it lost: exact where every band is (Knuth's TwoSum). */
export function addCompensated(results: Float64Array, stride: 1 | 2): number {
  let sum = 0;
  let lost = 0;
  for (let band = 0; band < results.length; band += stride) {
    const value = results[band] as number;
    const next = sum + value;
    const part = next - sum;
    lost += sum - (next - part) + (value - part);
    if (stride === 2) lost += results[band + 1] as number;
    sum = next;
  }
  // Beside an infinity what is lost is not a number.
  return Number.isFinite(sum) ? sum + lost : sum;
}

/** Halves added to halves. */
export function addPairwise(results: Float64Array, from: number, to: number): number {
  if (to - from <= 1) return to > from ? (results[from] as number) : 0;
  const middle = (from + to) >>> 1;
  return addPairwise(results, from, middle) + addPairwise(results, middle, to);
}
