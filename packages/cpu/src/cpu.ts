import type { SetupContext } from '@nsi/core';
import { createArena, type Arena } from './arena/arena.ts';
import type { CpuOptions } from './options.ts';

/** The room's handle: what it makes, with the defaults of the configuration. */
export interface Cpu extends AsyncDisposable {
  /** The section in force. */
  readonly options: CpuOptions;
  /** Shared memory for arrays that kernels and threads use without copying. */
  readonly arena: Arena;
}

/** The optimized room. */
export function createCpu(options: CpuOptions, { limits }: SetupContext): Cpu {
  const owned = new AsyncDisposableStack();
  const arena = owned.use(createArena({ maxBytes: Math.min(options.arena.maxBytes, limits.maxMemoryBytes) }));
  return { options, arena, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** The plain twin. */
export function createPlainCpu(options: CpuOptions, context: SetupContext): Cpu {
  return createCpu(options, context);
}
