import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type as osType } from 'node:os';
import type { EnvironmentCapture } from './environment.ts';

/** A capture of the machine that is finished at the end of a run, when it is known what the machine did meanwhile. */
export interface EnvironmentWatch {
  /**
   * The machine, and what it did since `watchEnvironment` was called. `node` is the version of the program that was measured (default: this
   * process's), `flags` are the Node.js flags it ran with (default: none).
   */
  finish(run?: { readonly node?: string; readonly flags?: readonly string[] }): EnvironmentCapture;
}

/**
 * Begins a capture: load, steal and throttling count from the call; the promise resolves once git has said which commit is checked out at
 * `cwd` (default: the working directory), so that git does not disturb what is measured next. Never rejects.
 */
export async function watchEnvironment(cwd: string = process.cwd()): Promise<EnvironmentWatch> {
  const before = { steal: readSteal(), throttled: readThrottled() };
  const loadAverage = loadavg() as [number, number, number];
  const git = await readGit(cwd);
  return {
    finish({ node = process.version, flags = [] } = {}) {
      const memoryLimit = process.constrainedMemory();
      const cpuLimit = readCpuLimit();
      const stealRatio = shareSince(before.steal, readSteal());
      const throttledRatio = shareSince(before.throttled, readThrottled());
      return {
        node,
        v8: process.versions.v8,
        os: `${osType()} ${release()}`,
        arch: process.arch,
        cpuModel: cpus()[0]?.model.trim() ?? 'unknown',
        cores: availableParallelism(),
        memoryBytes: totalmem(),
        ...(memoryLimit > 0 && memoryLimit < totalmem() ? { memoryLimitBytes: memoryLimit } : {}),
        ...(cpuLimit === undefined ? {} : { cpuLimit }),
        loadAverage,
        ...(stealRatio === undefined ? {} : { stealRatio }),
        ...(throttledRatio === undefined ? {} : { throttledRatio }),
        ...git,
        flags,
      };
    },
  };
}

interface Counter {
  readonly part: number;
  readonly whole: number;
}

/** Ticks stolen by other guests, of all ticks (`/proc/stat`). */
function readSteal(): Counter | undefined {
  const ticks = /^cpu +(.+)$/m
    .exec(read('/proc/stat') ?? '')?.[1]
    ?.split(' ')
    .map(Number);
  // user nice system idle iowait irq softirq steal; guest time is part of user time.
  return ticks && { part: ticks[7] ?? 0, whole: ticks.slice(0, 8).reduce((sum, value) => sum + value, 0) };
}

/** Scheduling periods in which the container's limit stopped it, of all (cgroup 2, then 1). */
function readThrottled(): Counter | undefined {
  const text = read('/sys/fs/cgroup/cpu.stat') ?? read('/sys/fs/cgroup/cpu/cpu.stat');
  const whole = Number(/nr_periods (\d+)/.exec(text ?? '')?.[1]);
  return Number.isNaN(whole) ? undefined : { part: Number(/nr_throttled (\d+)/.exec(text ?? '')?.[1]), whole };
}

function readCpuLimit(): number | undefined {
  const [quota, period] = (read('/sys/fs/cgroup/cpu.max') ?? '').split(' ').map(Number);
  return quota === undefined || period === undefined || Number.isNaN(quota) ? undefined : quota / period;
}

/** Counters of a virtual machine may step back: a share stays one. */
function shareSince(before: Counter | undefined, after: Counter | undefined): number | undefined {
  if (!before || !after) return undefined;
  return after.whole > before.whole ? Math.min(1, Math.max(0, (after.part - before.part) / (after.whole - before.whole))) : 0;
}

async function readGit(cwd: string): Promise<{ readonly gitCommit?: string; readonly gitDirty?: boolean }> {
  // Readers of reports need no processes: this is loaded by the first capture.
  const [{ execFile }, { promisify }] = await Promise.all([import('node:child_process'), import('node:util')]);
  const git = async (...words: readonly string[]): Promise<string> =>
    (await promisify(execFile)('git', [...words], { cwd, timeout: 5000, maxBuffer: 64 * 2 ** 20 })).stdout.trim();
  try {
    const [gitCommit, changes] = await Promise.all([git('rev-parse', 'HEAD'), git('status', '--porcelain', '--untracked-files=no')]);
    return { gitCommit, gitDirty: changes !== '' };
  } catch {
    // Not a repository, or no git: the report says nothing about it.
    return {};
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
