import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import type { Finding } from '@nsi/core/report';
import { memoryCgroups } from '../pressure/cgroup.ts';
import { readMemoryLimit, type MemoryLimit } from '../pressure/memory-limit.ts';
import { readStallRatio, readWorkingSet } from '../pressure/memory-use.ts';
import { systemFiles, type SystemFiles } from '../pressure/system-files.ts';
import { findLimitProblems } from './find-limit-problems.ts';

/** Every bound on the memory of a program started here and now, and what to change. */
export interface LimitsReport {
  readonly limit: MemoryLimit;
  readonly hostBytes: number;
  /** What V8 lets its heap grow to. */
  readonly heapLimitBytes: number;
  /** Flags that set it, from the command line and `NODE_OPTIONS`. */
  readonly heapFlags: readonly string[];
  readonly isContainer: boolean;
  /** Use of the control group that sets the limit; `undefined` where none does. */
  readonly workingSetBytes: number | undefined;
  /** Times the kernel has killed a program of this group; `undefined` where it does not tell. */
  readonly killCount: number | undefined;
  /** Memory that may be moved to disk, in bytes. */
  readonly swapBytes: number;
  readonly stallRatio: number | undefined;
  /** What to set, such as `--max-old-space-size=384`; empty when nothing needs to be. */
  readonly recommendedFlags: readonly string[];
  readonly findings: readonly Finding[];
}

/** Where a program stands: tests hand in another place. */
export interface LimitsSurroundings {
  readonly files: SystemFiles;
  readonly hostBytes: number;
  readonly heapLimitBytes: number;
  readonly execArgv: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Reads what bounds the memory of this process (control groups, resource limits, V8), and says what does not fit together and which flags to set. */
export function inspectLimits(surroundings: LimitsSurroundings = surroundingsOfProcess()): LimitsReport {
  const { files, hostBytes, heapLimitBytes, execArgv, variables } = surroundings;
  const limit = readMemoryLimit(files, hostBytes);
  const facts = {
    limit,
    hostBytes,
    heapLimitBytes,
    heapFlags: [...execArgv, ...(variables['NODE_OPTIONS'] ?? '').split(/\s+/)].filter((flag) => /^--max[-_](?:old|heap|semi)/.test(flag)),
    isContainer: isContainer(files, variables),
    workingSetBytes: readWorkingSet(files, limit),
    killCount: readKillCount(files),
    swapBytes: readSwapBytes(files),
    stallRatio: readStallRatio(files),
  };
  return { ...facts, ...findLimitProblems(facts) };
}

function surroundingsOfProcess(): LimitsSurroundings {
  return {
    files: systemFiles,
    hostBytes: totalmem(),
    heapLimitBytes: getHeapStatistics().heap_size_limit,
    execArgv: process.execArgv,
    variables: process.env,
  };
}

function isContainer(files: SystemFiles, variables: LimitsSurroundings['variables']): boolean {
  if (variables['KUBERNETES_SERVICE_HOST'] !== undefined) return true;
  if (files.read('/.dockerenv') !== undefined || files.read('/run/.containerenv') !== undefined) return true;
  return /docker|kubepods|containerd|libpod|lxc/.test(files.read('/proc/self/cgroup') ?? '');
}

/** `oom_kill` of the innermost control group. */
function readKillCount(files: SystemFiles): number | undefined {
  for (const { version, folders } of memoryCgroups(files)) {
    const text = files.read(`${folders[0] ?? ''}/${version === 2 ? 'memory.events' : 'memory.oom_control'}`);
    const [, count] = /^oom_kill (\d+)$/m.exec(text ?? '') ?? [];
    if (count !== undefined) return Number(count);
  }
  return undefined;
}

/** Swap of the machine, as far as the control group may use it. */
function readSwapBytes(files: SystemFiles): number {
  const [, kilobytes = '0'] = /^SwapTotal:\s*(\d+) kB$/m.exec(files.read('/proc/meminfo') ?? '') ?? [];
  const allowed = memoryCgroups(files)
    .filter(({ version }) => version === 2)
    .flatMap(({ folders }) => folders.map((folder) => files.read(`${folder}/memory.swap.max`)?.trim()))
    .filter((text) => text !== undefined && /^\d+$/.test(text))
    .map(Number);
  return Math.min(Number(kilobytes) * 1024, ...allowed);
}
