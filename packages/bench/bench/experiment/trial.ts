import { execFile, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { runSuites } from '../../src/run/run-suites.ts';
import type { Change } from './criterion.ts';
import type { KernelName } from './kernels.ts';

/** One comparison to make, and under which conditions. */
export interface Trial {
  readonly kernel: KernelName;
  /** Per cent of true slowdown of B. */
  readonly slowdown: number;
  readonly isNeighbourBusy: boolean;
  readonly seed: number;
}

/** What each tool said, and what ours cost and found. */
export interface TrialResult extends Trial {
  readonly changes: Readonly<Record<string, Change>>;
  /** CPU seconds of our comparison, all processes together. */
  readonly cpuSeconds?: number;
  /** Whether a second comparison on fresh processes showed our alarm again. */
  readonly isConfirmed?: boolean;
  /** One ratio a process: the raw material for judging other rules. */
  readonly forkRatios?: readonly number[];
}

export const ours = 'paired-forks-v1';

/** Our verdict at `strict`, as `nsi-bench` gives it; a difference is tried again on fresh processes. */
export async function runOurs(trial: Trial): Promise<TrialResult> {
  const cpuBefore = childrenCpuSeconds();
  const first = await compare(trial, trial.seed);
  const cpuSeconds = childrenCpuSeconds() - cpuBefore;
  const { change, forkRatios } = first;
  const isConfirmed = change === 'same' ? undefined : (await compare(trial, trial.seed + 1)).change === change;
  return { ...trial, changes: { [ours]: change }, cpuSeconds, forkRatios, ...(isConfirmed === undefined ? {} : { isConfirmed }) };
}

/** What the peers say of the same comparison, in a process of its own. */
export async function runPeers(trial: Trial): Promise<TrialResult> {
  const entry = new URL('./peer-trial.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...process.execArgv,
    entry,
    trial.kernel,
    String(trial.slowdown),
    String(trial.seed),
  ]);
  return { ...trial, changes: JSON.parse(stdout) as Record<string, Change> };
}

/** Runs `work` with a busy neighbour, or without. */
export async function withNeighbour<Result>(isBusy: boolean, work: () => Promise<Result>): Promise<Result> {
  if (!isBusy) return work();
  const neighbour = fork(new URL('./neighbour.ts', import.meta.url), { stdio: 'ignore' });
  try {
    return await work();
  } finally {
    neighbour.kill('SIGKILL');
  }
}

async function compare(
  { kernel, slowdown }: Trial,
  seed: number,
): Promise<{ readonly change: Change; readonly forkRatios: readonly number[] }> {
  const url = new URL('./trial-suite.ts', import.meta.url).href;
  const report = await runSuites([{ kind: 'file', url, suite: 'trial' }], {
    level: 'strict',
    method: { soloForks: 0 },
    filter: new RegExp(`kernel=${kernel},slowdown=${slowdown}$`),
    seed,
  });
  const [result] = report.cases;
  const comparison = result?.comparisons[0];
  if (!comparison) throw new Error(`expected a comparison, got ${JSON.stringify(result?.failure)}`);
  const changes = { regression: 'slower', improvement: 'faster', 'no change': 'same', inconclusive: 'same' } as const;
  return { change: changes[comparison.verdict], forkRatios: comparison.forkRatios };
}

/** CPU of all ended children of this process (Linux: fields 16 and 17 of its stat, in ticks of 10 ms). */
function childrenCpuSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}
