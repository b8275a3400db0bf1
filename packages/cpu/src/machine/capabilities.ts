import { totalmem } from 'node:os';
import { wasmFeatures } from '../simd/simd-probe.ts';
import { controlGroups } from './control-groups.ts';
import { effectiveParallelism } from './effective-parallelism.ts';
import { type SystemFiles, systemFiles } from './system-files.ts';

/** What this machine and this process can do. */
export interface Capabilities {
  /** WebAssembly vectors of 128 bits. Without them kernels run on scalars, with the same results. */
  readonly simd: boolean;
  /** Told only: kernels do not use it, so that their results are the same everywhere. */
  readonly relaxedSimd: boolean;
  /** Shared memory and atomics in WebAssembly. */
  readonly threads: boolean;
  /** 64-bit addresses in WebAssembly. */
  readonly memory64: boolean;
  /** When the kernel backs memory with huge pages; `n/a` where it does not say. */
  readonly thp: 'always' | 'madvise' | 'never' | 'n/a';
  readonly threadsEffective: number;
  /** Bytes: the lowest of the control groups' bounds and what the machine has. */
  readonly memoryLimit: number;
}

/** Reads what this machine and this process can do. */
export function capabilities(): Capabilities {
  const { threads } = effectiveParallelism();
  return { ...wasmFeatures(), ...readMemoryFacts(systemFiles, totalmem()), threadsEffective: threads };
}

/** What `files` tell of a machine with `hostBytes`. */
export function readMemoryFacts(files: SystemFiles, hostBytes: number): Pick<Capabilities, 'thp' | 'memoryLimit'> {
  const chosen = /\[(always|madvise|never)\]/.exec(files.read('/sys/kernel/mm/transparent_hugepage/enabled') ?? '')?.[1];
  const bounds = controlGroups(files, 'memory').flatMap(({ version, folders }) =>
    folders.map((folder) =>
      Number(files.read(`${folder}/${version === 2 ? 'memory.max' : 'memory.limit_in_bytes'}`)?.trim() || Number.NaN),
    ),
  );
  return {
    thp: (chosen as Capabilities['thp'] | undefined) ?? 'n/a',
    memoryLimit: Math.min(hostBytes, ...bounds.filter((bytes) => bytes > 0)),
  };
}
