/** One buffer of a pool, leased or idle. */
export interface PoolSlot {
  /** Its size class; −1 for a buffer that goes back to the system when it is released. */
  readonly sizeClass: number;
  readonly bytes: number;
  readonly byteOffset: number;
  buffer: ArrayBufferLike;
  /** The view given out last, used again when the next lease asks for the same size. */
  view: Buffer | undefined;
  /** Whether somebody has written to it before. */
  isUsed: boolean;
}

/** Where the memory of a pool comes from. */
export interface PoolMemory {
  /** A fresh slot, or `undefined` when this memory is used up for good. */
  allocate(bytes: number, sizeClass: number): PoolSlot | undefined;
  /** Gives a slot's bytes back at once, without waiting for the garbage collector. Views of it are then empty. */
  free(slot: PoolSlot): void;
  /** After release: makes stale views harmless and visible, keeping the slot usable. */
  invalidate(slot: PoolSlot): void;
  /** Whether somebody has moved the slot's memory away, so that it cannot be used again. */
  isLost(slot: PoolSlot): boolean;
  /** Takes all memory back when nothing is leased. */
  reset(): void;
  readonly wasm: WasmMemory | undefined;
}

/** The part of `WebAssembly.Memory` that matters outside: hand it to an instance as an import. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Do not call it on a pool's memory: growing detaches every view. */
  grow(pages: number): number;
}
