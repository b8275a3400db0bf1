import { memoryError } from '../errors.ts';
import type { PoolMemory, PoolSlot, WasmMemory } from './pool-slot.ts';

/** Node.js has it, its type declarations do not. */
declare const WebAssembly: { readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => WasmMemory };

/** What a pool's buffers are made of: `heap` for ordinary buffers, `shared` for other threads, `wasm` for one WebAssembly memory. */
export type PoolBacking = 'heap' | 'shared' | 'wasm';

/** What a released buffer holds where it cannot be detached: as a length or index it stands out. */
const poison = 0xdb;
const pageBytes = 65_536;
const maxPages = 65_536;
const wasmAlignment = 64;

export function createPoolMemory(backing: PoolBacking, maxBytes: number): PoolMemory {
  if (backing === 'heap') return heapMemory;
  return backing === 'shared' ? sharedMemory : createWasmMemory(maxBytes);
}

const heapMemory: PoolMemory = Object.freeze({
  allocate: (bytes: number, sizeClass: number): PoolSlot => slotOf(new ArrayBuffer(bytes), 0, bytes, sizeClass, false),
  free(slot: PoolSlot) {
    if (!isDetached(slot)) (slot.buffer as ArrayBuffer).transfer(0);
  },
  /** The bytes move to a new ArrayBuffer without a copy; views of the old one are empty from then on. */
  invalidate(slot: PoolSlot) {
    slot.buffer = (slot.buffer as ArrayBuffer).transfer();
    slot.view = undefined;
  },
  isLost: isDetached,
  reset() {},
  wasm: undefined,
});

const sharedMemory: PoolMemory = Object.freeze({
  allocate: (bytes: number, sizeClass: number): PoolSlot => slotOf(new SharedArrayBuffer(bytes), 0, bytes, sizeClass, false),
  // A SharedArrayBuffer cannot be detached: its memory goes when no thread refers to it any more.
  free() {},
  invalidate: fillWithPoison,
  isLost: () => false,
  reset() {},
  wasm: undefined,
});

/** One memory of its final size, since growing would detach every view. The system commits its pages when they are first written. */
function createWasmMemory(maxBytes: number): PoolMemory {
  const pages = Math.floor(maxBytes / pageBytes);
  if (pages < 1 || pages > maxPages) {
    throw memoryError(
      'NSI_MEMORY_POOL_OPTION',
      `expected \`maxBytes\` of WebAssembly memory to be from 64 KiB to 4 GiB, got ${maxBytes} bytes`,
    );
  }
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const capacity = pages * pageBytes;
  let end = 0;
  let wasReset = false;
  return {
    allocate(bytes, sizeClass) {
      if (end + bytes > capacity) return undefined;
      const slot: PoolSlot = slotOf(memory.buffer, end, bytes, sizeClass, wasReset);
      end += Math.ceil(bytes / wasmAlignment) * wasmAlignment;
      return slot;
    },
    free() {},
    invalidate: fillWithPoison,
    isLost: (slot) => slot.buffer !== memory.buffer,
    reset() {
      end = 0;
      wasReset = true;
    },
    wasm: memory,
  };
}

function slotOf(buffer: ArrayBufferLike, byteOffset: number, bytes: number, sizeClass: number, isUsed: boolean): PoolSlot {
  return { sizeClass, bytes, byteOffset, buffer, view: undefined, isUsed };
}

/** By its length, which costs a tenth of the getter `detached`. */
function isDetached(slot: PoolSlot): boolean {
  return slot.buffer.byteLength !== slot.bytes;
}

function fillWithPoison(slot: PoolSlot): void {
  new Uint8Array(slot.buffer, slot.byteOffset, slot.bytes).fill(poison);
}
