export { createCpu, createPlainCpu, type Cpu } from './cpu.ts';
export type { CpuOptions, CpuOptionsInput } from './options.ts';
export { cpuErrors, type CpuErrorCode } from './errors.ts';

export { createArena, type Arena, type ArenaOptions, type ArenaScope, type ArenaStats } from './arena/arena.ts';
export type { NumArray } from './arena/num-array.ts';

export { kernel, type Kernel, type KernelInput, type KernelInputs, type KernelOptions } from './kernel/kernel.ts';
export type { Reduction } from './kernel/compile-variant.ts';
