import { availableParallelism } from 'node:os';
import { cpuError } from '../errors.ts';
import { controlGroups, type ControlGroup } from './control-groups.ts';
import { type SystemFiles, systemFiles } from './system-files.ts';

/** How many threads this process can keep busy, and what decides it. */
export interface EffectiveParallelism {
  /** At least 1. */
  readonly threads: number;
  readonly source: 'env' | 'cgroup-v2' | 'cgroup-v1' | 'affinity';
  /** Cores that control groups let it use, a fraction perhaps: the lowest of all groups around it. Left out where none sets a quota. */
  readonly quota?: number;
}

/** Where to look. */
export interface EffectiveParallelismOptions {
  /** Where `NSI_THREADS` is looked up. Default: `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * `NSI_THREADS` where it is set; else the cores of the affinity mask, and at most as many whole ones as the quotas of control groups allow:
 * a thread more than the quota makes the kernel stop all of them for the rest of every period.
 * Throws `NSI_CPU_THREADS` when the variable is no number of threads.
 */
export function effectiveParallelism({ env = process.env }: EffectiveParallelismOptions = {}): EffectiveParallelism {
  return readEffectiveParallelism(systemFiles, env, availableParallelism());
}

/** What `files` tell of; `available` is what the platform says where they do not. */
export function readEffectiveParallelism(files: SystemFiles, env: NodeJS.ProcessEnv, available: number): EffectiveParallelism {
  const quotas = controlGroups(files, 'cpu').flatMap((group) => quotasOf(files, group));
  const lowest = quotas.toSorted((left, right) => left.cores - right.cores)[0];
  const quota = lowest ? { quota: lowest.cores } : {};
  const asked = env['NSI_THREADS'];
  if (asked !== undefined && asked.trim() !== '') return { threads: parseThreads(asked), source: 'env', ...quota };
  const cores = affinityCores(files) ?? available;
  const whole = lowest && Math.max(1, Math.floor(lowest.cores));
  if (lowest && whole !== undefined && whole < cores) return { threads: whole, source: lowest.source, ...quota };
  return { threads: cores, source: 'affinity', ...quota };
}

interface Quota {
  readonly cores: number;
  readonly source: 'cgroup-v1' | 'cgroup-v2';
}

function quotasOf(files: SystemFiles, { version, folders }: ControlGroup): readonly Quota[] {
  return folders.flatMap((folder) => {
    const [quota, period] =
      version === 2
        ? (files.read(`${folder}/cpu.max`) ?? '').trim().split(/\s+/)
        : [files.read(`${folder}/cpu.cfs_quota_us`), files.read(`${folder}/cpu.cfs_period_us`)];
    // `max`, −1 and an absent file are no quota.
    const cores = Number(quota) / Number(period ?? 100_000);
    return Number.isFinite(cores) && cores > 0 ? [{ cores, source: `cgroup-v${version}` as const }] : [];
  });
}

/** Cores of the affinity mask, which a cpuset narrows as well: `Cpus_allowed_list: 0-3,8`. */
function affinityCores(files: SystemFiles): number | undefined {
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(files.read('/proc/self/status') ?? '')?.[1];
  if (list === undefined) return undefined;
  const cores = list.split(',').reduce((sum, range) => {
    const [first, last = first] = range.split('-').map(Number);
    return sum + (last as number) - (first as number) + 1;
  }, 0);
  return cores > 0 ? cores : undefined;
}

const maxThreads = 1024;

function parseThreads(text: string): number {
  const threads = Number(text);
  if (Number.isSafeInteger(threads) && threads >= 1 && threads <= maxThreads) return threads;
  throw cpuError('NSI_CPU_THREADS', `expected \`NSI_THREADS\` to be a whole number from 1 to ${maxThreads}, got ${JSON.stringify(text)}`);
}
