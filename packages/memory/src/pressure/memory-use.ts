import { dirname } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { memoryCgroups } from './cgroup.ts';
import { memoryLimit, type MemoryLimit } from './memory-limit.ts';
import { systemFiles, type SystemFiles } from './system-files.ts';

/** How much memory is in use against what there is. Ratios are shares from 0; past a bound they exceed 1. */
export interface MemoryUse {
  readonly rssBytes: number;
  /** The bound that counts: the hard one, or the lower one from which the kernel slows the process down. */
  readonly limitBytes: number;
  /** This process, or all of the control group that sets the bound, over the bound. */
  readonly limitRatio: number;
  /** V8's heap over the heap's own limit. */
  readonly heapRatio: number;
  /** Share of the last ten seconds in which somebody waited for memory (pressure stall information); `undefined` where the kernel does not tell. */
  readonly stallRatio: number | undefined;
}

/** Reads memory use now. Costs some tens of microseconds: meant for once a second. `limitBytes` takes the place of the system's bound. */
export function readMemoryUse(limitBytes?: number): MemoryUse {
  const { used_heap_size: heapBytes, heap_size_limit: heapLimitBytes } = getHeapStatistics();
  const rssBytes = process.memoryUsage.rss();
  const limit = memoryLimit();
  const bound = limitBytes ?? limit.softBytes ?? limit.bytes;
  const groupBytes = limitBytes === undefined ? (readWorkingSet(systemFiles, limit) ?? 0) : 0;
  return {
    rssBytes,
    limitBytes: bound,
    limitRatio: Math.max(rssBytes, groupBytes) / bound,
    heapRatio: heapBytes / heapLimitBytes,
    stallRatio: readStallRatio(systemFiles),
  };
}

/** What the control group that sets the limit uses and cannot drop at once: its use without inactive file pages. */
export function readWorkingSet(files: SystemFiles, { source, path }: MemoryLimit): number | undefined {
  if (path === undefined || source === 'rlimit') return undefined;
  const [use, inactive] = source === 'cgroup-v2' ? ['memory.current', 'inactive_file'] : ['memory.usage_in_bytes', 'total_inactive_file'];
  const folder = dirname(path);
  const used = Number(files.read(`${folder}/${use}`) ?? Number.NaN);
  const [, reclaimable = '0'] = new RegExp(`^${inactive} (\\d+)$`, 'm').exec(files.read(`${folder}/memory.stat`) ?? '') ?? [];
  return Number.isFinite(used) ? Math.max(0, used - Number(reclaimable)) : undefined;
}

/** `some avg10` of the innermost control group that has it, else of the machine, from 0 to 1. */
export function readStallRatio(files: SystemFiles): number | undefined {
  const folders = memoryCgroups(files).flatMap((group) => (group.version === 2 ? group.folders : []));
  for (const path of [...folders.map((folder) => `${folder}/memory.pressure`), '/proc/pressure/memory']) {
    const [, percent] = /^some avg10=(\d+(?:\.\d+)?) /m.exec(files.read(path) ?? '') ?? [];
    if (percent !== undefined) return Number(percent) / 100;
  }
  return undefined;
}
