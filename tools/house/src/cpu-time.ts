import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { plainEnvironment } from './loaded-modules.ts';
import { workspaceRoot } from './workspace.ts';

/**
 * CPU time of each program in milliseconds: the least of `rounds` runs, start to exit. The runs of all programs are interleaved, one at a
 * time, so that a slow minute of the machine meets all of them alike; the least is what is left when nothing else disturbs.
 * `NaN` for a program that fails.
 */
export async function leastCpuTimes(
  programs: Readonly<Record<string, readonly string[]>>,
  rounds: number,
): Promise<Readonly<Record<string, number>>> {
  const least: Record<string, number> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(programs)) least[name] = Math.min(least[name] ?? Infinity, await cpuTimeOf(args));
  }
  return least;
}

async function cpuTimeOf(args: readonly string[]): Promise<number> {
  const recorder = join(import.meta.dirname, 'record-cpu-time.cjs');
  const child = spawn(process.execPath, ['--require', recorder, ...args], {
    cwd: workspaceRoot,
    env: plainEnvironment(),
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [microseconds, [code]] = await Promise.all([text(child.stdio[3] as Readable), once(child, 'exit')]);
  return code === 0 ? Number(microseconds) / 1000 : Number.NaN;
}
