/**
 * Does the fit name the right class? Simulated costs of seven classes with overhead and 3 % noise, by our fit and by google-benchmark's
 * (least squares through the origin, smallest normalized RMS).
 *
 *   node --conditions=@nsi/source bench/complexity-classes.ts
 */
import { type ComplexityClass, createRandom, fitComplexity, normal } from '@nsi/bench/stats';

const growth: Record<ComplexityClass, (n: number) => number> = {
  '1': () => 1,
  'log n': (n) => Math.log2(n),
  '√n': (n) => Math.sqrt(n),
  n: (n) => n,
  'n log n': (n) => n * Math.log2(n),
  'n²': (n) => n * n,
  'n³': (n) => n ** 3,
};
const classes = Object.keys(growth) as ComplexityClass[];
const sizes = Array.from({ length: 12 }, (_, index) => 2 ** (index + 3));
const trials = 300;
const noise = 0.03;
const random = createRandom(20);

const rows = classes.map((name) => {
  let ours = 0;
  let google = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    // Overhead from nothing to ten times the cost of the smallest size.
    const overhead = random() * 10 * growth[name](sizes[0] as number);
    const points = sizes.map((size) => ({ size, cost: (overhead + growth[name](size)) * Math.exp(noise * normal(random)) }));
    if (fitComplexity(points)?.best === name) ours += 1;
    if (googleBenchmark(points) === name) google += 1;
  }
  return { class: name, ours: ours / trials, 'google-benchmark': google / trials };
});
for (const row of rows)
  process.stdout.write(`${row.class.padEnd(8)} ours ${percent(row.ours)}  google-benchmark ${percent(row['google-benchmark'])}\n`);
const all = (key: 'ours' | 'google-benchmark'): number => rows.reduce((sum, row) => sum + row[key], 0) / rows.length;
process.stdout.write(
  `all      ours ${percent(all('ours'))}  google-benchmark ${percent(all('google-benchmark'))}   (${trials} trials a class, sizes ${sizes[0]}–${sizes.at(-1)}; bar: ≥ 95 %)\n`,
);
process.exitCode = all('ours') >= 0.95 ? 0 : 1;

function googleBenchmark(points: readonly { readonly size: number; readonly cost: number }[]): ComplexityClass {
  const mean = points.reduce((sum, { cost }) => sum + cost, 0) / points.length;
  const errors = classes.map((name) => {
    const g = points.map(({ size }) => growth[name](size));
    const scale = points.reduce((sum, { cost }, i) => sum + cost * (g[i] as number), 0) / g.reduce((sum, value) => sum + value * value, 0);
    return {
      name,
      error: Math.sqrt(points.reduce((sum, { cost }, i) => sum + (cost - scale * (g[i] as number)) ** 2, 0) / points.length) / mean,
    };
  });
  return errors.reduce((best, candidate) => (candidate.error < best.error ? candidate : best)).name;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`.padStart(7);
}
