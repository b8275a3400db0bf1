/** A running sum that keeps what rounding takes away (TwoSum: Knuth, The Art of Computer Programming, volume 2, 4.2.2). */
export interface RunningSum {
  add(value: number, lost?: number): void;
  /** The sum so far, rounded once; as plain addition gives it where it is not finite. */
  readonly total: number;
}

/** A sum of nothing yet. */
export function createRunningSum(): RunningSum {
  let sum = 0;
  let lost = 0;
  return {
    add(value, lostBefore = 0) {
      const next = sum + value;
      const back = next - sum;
      lost += sum - (next - back) + (value - back) + lostBefore;
      sum = next;
    },
    get total() {
      return Number.isFinite(sum) ? sum + lost : sum;
    },
  };
}
