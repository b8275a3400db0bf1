/** Entry of a process: one comparison by every peer, one after the other, each with its own defaults. Prints what each says of B. */
import { measure } from 'mitata';
import { Bench } from 'tinybench';
import { type Change, criterionChange, criterionSample } from './criterion.ts';
import { baseUnits, compileKernel, type KernelName } from './kernels.ts';

const [kernel, slowdown, seed] = process.argv.slice(2) as [KernelName, string, string];
const compile = (): readonly [() => unknown, () => unknown] => [
  compileKernel(kernel, baseUnits),
  compileKernel(kernel, baseUnits + Number(slowdown)),
];

process.stdout.write(JSON.stringify({ ...(await tinybench()), ...(await mitata()), ...criterion() }));

/** Intervals that do not overlap; and vitest bench's rule, which compares the means of the same library's runs. */
async function tinybench(): Promise<Record<string, Change>> {
  const [a, b] = compile();
  const bench = new Bench().add('A', a).add('B', b);
  await bench.run();
  const [baseline, candidate] = bench.tasks.map(({ result }) => (result.state === 'completed' ? result.latency : undefined));
  if (!baseline || !candidate) throw new Error('expected tinybench to complete both tasks');
  const isApart = Math.abs(candidate.mean - baseline.mean) > candidate.moe + baseline.moe;
  return {
    'tinybench, intervals do not overlap': isApart ? beyond(candidate.mean / baseline.mean, 0) : 'same',
    'vitest bench, toBeFasterThan': beyond(candidate.mean / baseline.mean, 0),
    'vitest bench, toBeFasterThan, δ 0.1': beyond(candidate.mean / baseline.mean, 0.1),
  };
}

/** Its summary tells every ratio that it can print: 1.01x and above. */
async function mitata(): Promise<Record<string, Change>> {
  const [a, b] = compile();
  const baseline = await measure(a);
  const candidate = await measure(b);
  return { 'mitata, summary ≥ 1.01x': beyond(candidate.avg / baseline.avg, 0.01) };
}

function criterion(): Record<string, Change> {
  const [a, b] = compile();
  const times = { warmupMs: 600, measureMs: 1500 };
  return { "criterion's method": criterionChange(criterionSample(a, times), criterionSample(b, times), Number(seed)) };
}

function beyond(ratio: number, margin: number): Change {
  if (ratio > 1 + margin) return 'slower';
  return ratio < 1 / (1 + margin) ? 'faster' : 'same';
}
