/** How far samples rise (Kendall 1938): 1 when each is larger than all before it, −1 when smaller, around 0 without a trend. */
export function kendallTau(samples: readonly number[]): number {
  let sum = 0;
  samples.forEach((later, index) => {
    for (let before = 0; before < index; before++) sum += Math.sign(later - (samples[before] as number));
  });
  const pairs = (samples.length * (samples.length - 1)) / 2;
  return pairs === 0 ? 0 : sum / pairs;
}
