/**
 * Whole programs against themselves: our paired rounds beside hyperfine on the same command lines, trial by trial.
 * hyperfine gives no verdict; it is judged by the Welch test that its own scripts offer, at 5 %.
 * Run: node --conditions=@nsi/source bench/commands-a-a.ts [trials]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandMethods, compareCommands } from '../src/command/compare-commands.ts';
import { prepareCommand, runCommand } from '../src/command/run-command.ts';
import { mean } from '../src/stats/quantile.ts';
import { studentTCdf } from '../src/stats/student-t.ts';

const trials = Number(process.argv[2] ?? 30);
const lines = ['true', 'sh -c :', 'ls /usr/lib'];
const folder = mkdtempSync(join(tmpdir(), 'nsi-bench-commands-'));
const { signal } = new AbortController();
const counts = { ours: 0, hyperfine: 0 };
const widths: number[] = [];

for (let trial = 0; trial < trials; trial += 1) {
  const line = lines[trial % lines.length] as string;
  const command = prepareCommand(line, false);
  const times = await compareCommands(
    ['a', 'b'],
    {
      now: () => performance.now(),
      signal,
      run: async () => (await runCommand(command, { cwd: folder, hashOutput: false, signal })).elapsedNs,
    },
    { ...commandMethods.standard, budgetMs: 6000, seed: trial + 1 },
  );
  const comparison = times[1]?.comparison;
  if (comparison?.verdict === 'regression' || comparison?.verdict === 'improvement') counts.ours += 1;
  if (comparison) widths.push(Math.log(comparison.interval[1] / comparison.interval[0]) / 2);
  const pValue = hyperfinePValue(line);
  if (pValue < 0.05) counts.hyperfine += 1;
  console.log(
    `${trial + 1}/${trials} ${line}: ours ${comparison?.verdict} ${comparison?.interval.map((bound) => bound.toFixed(3)).join('–')}, hyperfine p = ${pValue.toPrecision(2)}`,
  );
}
rmSync(folder, { recursive: true });
console.log(`\n${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`);
console.log(
  `false differences of ${trials} comparisons of a command with itself: ours ${counts.ours}, hyperfine with its Welch test ${counts.hyperfine}`,
);
console.log(`our median half-width: ${((widths.toSorted((a, b) => a - b)[widths.length >> 1] ?? Number.NaN) * 100).toFixed(1)} %`);

/** Two-sided p-value of Welch's test over the times that hyperfine measured one command after the other. */
function hyperfinePValue(line: string): number {
  const file = join(folder, 'hyperfine.json');
  execFileSync('hyperfine', ['-N', '--style', 'none', '--warmup', '3', '--min-runs', '100', '--export-json', file, line, line], {
    stdio: 'ignore',
  });
  const { results } = JSON.parse(readFileSync(file, 'utf8')) as { readonly results: readonly { readonly times: readonly number[] }[] };
  const [left, right] = results.map(({ times }) => ({ count: times.length, mean: mean(times), square: variance(times) / times.length }));
  if (!left || !right) throw new Error('expected two results');
  const error = left.square + right.square;
  const degrees = error ** 2 / (left.square ** 2 / (left.count - 1) + right.square ** 2 / (right.count - 1));
  return 2 * studentTCdf(-Math.abs(left.mean - right.mean) / Math.sqrt(error), degrees);
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
