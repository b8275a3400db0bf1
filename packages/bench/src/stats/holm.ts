/**
 * P-values adjusted for how many were asked (Holm 1979, "A simple sequentially rejective multiple test procedure"):
 * calling all that stay below α keeps the chance of even one false call below α, whatever their dependence.
 */
export function holm(pValues: readonly number[]): number[] {
  const rising = pValues.map((p, index) => ({ p, index })).toSorted((left, right) => left.p - right.p);
  const adjusted = Array.from<number>({ length: pValues.length });
  let highest = 0;
  for (const [rank, { p, index }] of rising.entries()) {
    highest = Math.max(highest, Math.min(1, p * (rising.length - rank)));
    adjusted[index] = highest;
  }
  return adjusted;
}
