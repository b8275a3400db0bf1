/**
 * Does history detection cry wolf, and does it see a real step? Simulated series of 60 nightly results with heavy tails, by our change points,
 * by a threshold on the last value (github-action-benchmark's rule at 105 %) and by a two-sample t-test at the best split.
 *
 *   node --conditions=@nsi/source bench/history-steps.ts
 */
import { changePoints, createRandom, mean, normal, studentTCdf } from '@nsi/bench/stats';

const trials = 1000;
const length = 60;
const random = createRandom(30);
/** Student's t with three degrees of freedom, scaled to a MAD of 1.5 %: one night in fifty is off by more than 8 %. */
const noise = (): number => (0.02 * normal(random)) / Math.sqrt((normal(random) ** 2 + normal(random) ** 2 + normal(random) ** 2) / 3);
const series = (step: number): { readonly values: number[]; readonly at: number } => {
  const at = 15 + Math.floor(random() * (length - 30));
  return { at, values: Array.from({ length }, (_, index) => 100 * (index >= at ? 1 + step : 1) * Math.exp(noise())) };
};

const rules: Record<string, (values: readonly number[]) => number[]> = {
  'change points (rank, α 0.01)': (values) => changePoints(values, { permutations: 2000 }).map(({ index }) => index),
  'last value above 105 % of the one before': (values) =>
    values.flatMap((value, index) => (index > 0 && value > 1.05 * (values[index - 1] as number) ? index : [])),
  't-test at the best split, p < 0.01': bestSplitT,
};
for (const [name, detect] of Object.entries(rules)) {
  let falseAlarms = 0;
  let found = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    if (detect(series(0).values).length > 0) falseAlarms += 1;
    const stepped = series(0.05);
    if (detect(stepped.values).some((index) => Math.abs(index - stepped.at) <= 5)) found += 1;
  }
  process.stdout.write(
    `${name.padEnd(42)} false ${percent(falseAlarms / trials)}   +5 % found within 5 nights ${percent(found / trials)}\n`,
  );
  if (name.startsWith('change') && (falseAlarms / trials > 0.015 || found / trials < 0.85)) process.exitCode = 1;
}
process.stdout.write(`n = ${trials} series of ${length}; bar: false ≤ 1.5 %, found ≥ 85 %\n`);

function bestSplitT(values: readonly number[]): number[] {
  let best = { p: 1, index: 0 };
  for (let index = 3; index <= values.length - 3; index += 1) {
    const [left, right] = [values.slice(0, index), values.slice(index)];
    const [a, b] = [mean(left), mean(right)];
    const squares = left.reduce((sum, value) => sum + (value - a) ** 2, 0) + right.reduce((sum, value) => sum + (value - b) ** 2, 0);
    const error = Math.sqrt((squares / (values.length - 2)) * (1 / left.length + 1 / right.length));
    const p = 2 * studentTCdf(-Math.abs(b - a) / error, values.length - 2);
    if (p < best.p) best = { p, index };
  }
  return best.p < 0.01 ? [best.index] : [];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`.padStart(7);
}
