import { totalmem } from 'node:os';
import { memoryCgroups, type MemoryCgroup } from './cgroup.ts';
import { systemFiles, type SystemFiles } from './system-files.ts';

/** What bounds the memory of this process, and where that stands. */
export interface MemoryLimit {
  /** Bytes the process may use before the system refuses or kills. Never more than the machine has. */
  readonly bytes: number;
  readonly source: 'cgroup-v2' | 'cgroup-v1' | 'rlimit' | 'host';
  /** The file that sets the bound; `undefined` for the host's own memory. */
  readonly path: string | undefined;
  /** From here on the kernel slows the process down to reclaim memory (`memory.high`); `undefined` when that is not below `bytes`. */
  readonly softBytes: number | undefined;
}

/** How often the limit is looked up again. */
export interface MemoryLimitOptions {
  /** How old a stored answer may be: a container's limit can be changed while it runs. Default 10,000. */
  readonly maxAgeMs?: number;
}

let stored: { readonly limit: MemoryLimit; readonly atMs: number } | undefined;

/**
 * The lowest of all bounds on this process: control groups of both versions and every one above them, resource limits, and the machine.
 * `process.constrainedMemory()` says 1.8e19 where there is no limit and reads files on every call; this is bounded and stored.
 */
export function memoryLimit({ maxAgeMs = 10_000 }: MemoryLimitOptions = {}): MemoryLimit {
  const nowMs = performance.now();
  if (!stored || nowMs - stored.atMs > maxAgeMs) stored = { limit: readMemoryLimit(systemFiles, totalmem()), atMs: nowMs };
  return stored.limit;
}

/** The bound that `files` tell of, on a machine with `hostBytes`. */
export function readMemoryLimit(files: SystemFiles, hostBytes: number): MemoryLimit {
  const groups = memoryCgroups(files);
  const hard = [...groups.flatMap((group) => boundsOf(files, group)), ...resourceLimits(files)].filter(({ bytes }) => bytes < hostBytes);
  const lowest = hard.reduce<Bound>((low, bound) => (bound.bytes < low.bytes ? bound : low), {
    bytes: hostBytes,
    source: 'host',
    path: undefined,
  });
  const soft = groups
    .filter(({ version }) => version === 2)
    .flatMap(({ folders }) => folders.map((folder) => byteCount(files.read(`${folder}/memory.high`))))
    .filter((bytes) => bytes !== undefined);
  const softBytes = Math.min(Infinity, ...soft);
  return { ...lowest, softBytes: softBytes < lowest.bytes ? softBytes : undefined };
}

type Bound = Omit<MemoryLimit, 'softBytes'>;

function boundsOf(files: SystemFiles, { version, folders }: MemoryCgroup): readonly Bound[] {
  const name = version === 2 ? 'memory.max' : 'memory.limit_in_bytes';
  return folders.flatMap((folder) => {
    const path = `${folder}/${name}`;
    const bytes = byteCount(files.read(path));
    return bytes === undefined ? [] : [{ bytes, source: `cgroup-v${version}` as const, path }];
  });
}

/** Soft limits of the address space and of the data segment. */
function resourceLimits(files: SystemFiles): readonly Bound[] {
  const path = '/proc/self/limits';
  const text = files.read(path) ?? '';
  return ['Max address space', 'Max data size'].flatMap((name) => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(name));
    const bytes = byteCount(line?.slice(name.length).trim().split(/\s+/)[0]);
    return bytes === undefined ? [] : [{ bytes, source: 'rlimit' as const, path }];
  });
}

/** A whole number of bytes; `undefined` for `max`, `unlimited`, nothing and 0, which no running process can have. */
function byteCount(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  if (!/^\d+$/.test(trimmed)) return undefined;
  return Number(trimmed) || undefined;
}
