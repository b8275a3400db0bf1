import type { WasmMemory } from './wasm-engine.ts';

/** A memory that kernels can read in place, and what finds room in it. */
export interface MemoryHome {
  readonly memory: WasmMemory;
  /** Address of `bytes` bytes of scratch, kept until `release`. */
  acquire(bytes: number): number;
  release(address: number): void;
}

const homes = new WeakMap<ArrayBufferLike, MemoryHome>();

/** Makes a buffer known: growing a shared memory gives it another buffer object, over the same bytes. */
export function registerBuffer(buffer: SharedArrayBuffer, home: MemoryHome): void {
  homes.set(buffer, home);
}

/** The home of an array's bytes, or `undefined` when they must be copied into one. */
export function homeOf({ buffer }: ArrayBufferView): MemoryHome | undefined {
  return homes.get(buffer);
}
