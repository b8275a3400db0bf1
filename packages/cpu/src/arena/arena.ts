import { cpuError } from '../errors.ts';
import { blockBytes, createBlockList } from './block-list.ts';
import { registerBuffer, type MemoryHome } from './memory-home.ts';
import { classOf, type Dtype, dtypeOf, type NumArray } from './num-array.ts';
import { pageBytes, wasmEngine, type WasmMemory } from './wasm-engine.ts';

/** What makes arrays in shared memory. Every array begins on a cache line and is filled with zeros. */
export interface ArrayMaker {
  f32(length: number): Float32Array<SharedArrayBuffer>;
  f64(length: number): Float64Array<SharedArrayBuffer>;
  u8(length: number): Uint8Array<SharedArrayBuffer>;
  u16(length: number): Uint16Array<SharedArrayBuffer>;
  i32(length: number): Int32Array<SharedArrayBuffer>;
  u32(length: number): Uint32Array<SharedArrayBuffer>;
  /** A copy of `source`, of the same element type. */
  from<T extends NumArray>(source: T): T;
}

/** Arrays that are freed together when the scope is disposed. */
export interface ArenaScope extends ArrayMaker, Disposable {}

/**
 * One shared WebAssembly memory; its arrays are ordinary typed arrays that kernels and threads read in place, without copying.
 * Disposing it makes it give out no more arrays; the memory itself goes when the last view of it does.
 */
export interface Arena extends ArrayMaker, Disposable {
  /** The memory itself, a `WebAssembly.Memory` of type `shared`: post it to a thread, or import it in a module of your own. */
  readonly memory: WasmMemory;
  /** For temporaries: `using scope = arena.scope()` frees what the scope made at the end of the block. */
  scope(): ArenaScope;
  /**
   * Gives an array's memory back for reuse. The view still points there, so it must not be used again.
   * Throws `NSI_CPU_ARENA_VIEW` for what this arena did not make, and for a second time.
   */
  free(view: ArrayBufferView): void;
  /** Whether a view, or a part of one, lies in this memory. */
  owns(view: ArrayBufferView): boolean;
  readonly stats: ArenaStats;
}

/** Sizes in bytes. */
export interface ArenaStats {
  /** Held by arrays. */
  readonly used: number;
  /** The most that `used` has been. */
  readonly peak: number;
  /** What the memory may grow to. */
  readonly capacity: number;
}

/** How large an arena is and may become. */
export interface ArenaOptions {
  /** Bytes to begin with. Default 1 MiB, or `maxBytes` when that is less. */
  readonly initialBytes?: number;
  /** Bytes it may grow to, from 64 KiB to 4 GiB, rounded up to 64 KiB. Default 256 MiB. Address space only: memory is taken as it is written. */
  readonly maxBytes?: number;
}

export const arenaDefaults: Readonly<Required<ArenaOptions>> = Object.freeze({ initialBytes: 2 ** 20, maxBytes: 2 ** 28 });

const largestBytes = 2 ** 32;
/** The first page holds the constants of the kernels. */
const firstAddress = pageBytes;

/** Makes an arena. Throws `NSI_CPU_ARENA_OPTION` for impossible sizes and `NSI_CPU_WASM` where there is no shared memory to be had. */
export function createArena(options: ArenaOptions = {}): Arena {
  const { initialBytes, maxBytes } = parseArenaOptions(options);
  const memory = createMemory(initialBytes, maxBytes);
  const blocks = createBlockList();
  const buffers = new WeakSet<ArrayBufferLike>();
  let end = memory.buffer.byteLength;
  // Above this nothing has been written yet, and new pages are zeros.
  let written = firstAddress;
  let used = 0;
  let peak = 0;
  let isDisposed = false;
  blocks.extend(firstAddress, end);

  const know = (): void => {
    buffers.add(memory.buffer);
    registerBuffer(memory.buffer, home);
  };
  const grow = (bytes: number): void => {
    const missing = Math.ceil((bytes - blocks.freeAtEnd(end)) / pageBytes) * pageBytes;
    // Twice as much as is needed where there is room, so that many small arrays do not grow it each.
    const wanted = Math.min(Math.max(missing, end), maxBytes - end);
    try {
      if (missing > maxBytes - end) throw new RangeError('beyond the maximum');
      memory.grow(wanted / pageBytes);
    } catch (cause) {
      const free = maxBytes - firstAddress - used;
      throw cpuError(
        'NSI_CPU_ARENA_EXHAUSTED',
        `expected room for ${bytes} bytes in one piece, got ${free} free of ${maxBytes - firstAddress}`,
        { cause },
      );
    }
    know();
    blocks.extend(end, end + wanted);
    end += wanted;
  };

  const take = (byteLength: number): { readonly address: number; readonly bytes: number } => {
    if (isDisposed) throw cpuError('NSI_CPU_ARENA_DISPOSED', 'expected an arena in use, got one that is disposed');
    const bytes = Math.max(blockBytes, Math.ceil(byteLength / blockBytes) * blockBytes);
    let address = blocks.take(bytes);
    if (address === undefined) {
      grow(bytes);
      address = blocks.take(bytes) as number;
    }
    written = Math.max(written, address + bytes);
    return { address, bytes };
  };

  const make = (dtype: Dtype, length: number, isZeroed: boolean): NumArray => {
    const ArrayClass = classOf(dtype);
    const byteLength = checkLength(length) * ArrayClass.BYTES_PER_ELEMENT;
    const cleanFrom = written;
    const { address, bytes } = take(byteLength);
    used += bytes;
    peak = Math.max(peak, used);
    const dirty = Math.min(byteLength, cleanFrom - address);
    if (isZeroed && dirty > 0) new Uint8Array(memory.buffer, address, dirty).fill(0);
    return new ArrayClass(memory.buffer, address, length);
  };

  const maker = (own: <T extends NumArray>(array: T) => T): ArrayMaker => ({
    f32: (length) => own(make('f32', length, true) as Float32Array<SharedArrayBuffer>),
    f64: (length) => own(make('f64', length, true) as Float64Array<SharedArrayBuffer>),
    u8: (length) => own(make('u8', length, true) as Uint8Array<SharedArrayBuffer>),
    u16: (length) => own(make('u16', length, true) as Uint16Array<SharedArrayBuffer>),
    i32: (length) => own(make('i32', length, true) as Int32Array<SharedArrayBuffer>),
    u32: (length) => own(make('u32', length, true) as Uint32Array<SharedArrayBuffer>),
    from<T extends NumArray>(source: T) {
      const copy = make(dtypeOf(source), source.length, false) as T;
      copy.set(source);
      return own(copy);
    },
  });

  const home: MemoryHome = { memory, acquire: (bytes) => take(bytes).address, release: (address) => void blocks.give(address) };
  know();

  const owns = ({ buffer }: ArrayBufferView): boolean => buffers.has(buffer) || buffer === memory.buffer;
  const free = (view: ArrayBufferView): void => {
    const bytes = owns(view) ? blocks.give(view.byteOffset) : undefined;
    if (bytes === undefined) {
      const place = owns(view) ? `one at address ${view.byteOffset}, where none begins` : 'one of another memory';
      throw cpuError('NSI_CPU_ARENA_VIEW', `expected an array that this arena holds, got ${place}`);
    }
    used -= bytes;
  };

  return {
    memory,
    ...maker((array) => array),
    scope() {
      const made: NumArray[] = [];
      return {
        ...maker((array) => {
          made.push(array);
          return array;
        }),
        [Symbol.dispose]() {
          for (const array of made.splice(0)) free(array);
        },
      };
    },
    free,
    owns,
    get stats() {
      return { used, peak, capacity: maxBytes - firstAddress };
    },
    [Symbol.dispose]() {
      isDisposed = true;
    },
  };
}

function createMemory(initialBytes: number, maxBytes: number): WasmMemory {
  const engine = wasmEngine();
  if (!engine) throw cpuError('NSI_CPU_WASM', 'expected WebAssembly for shared memory, got an engine without it');
  try {
    return new engine.Memory({ initial: initialBytes / pageBytes, maximum: maxBytes / pageBytes, shared: true });
  } catch (cause) {
    throw cpuError('NSI_CPU_WASM', `expected ${maxBytes} bytes of address space for a shared memory, got none`, { cause });
  }
}

function parseArenaOptions(options: ArenaOptions): Required<ArenaOptions> {
  const { maxBytes } = { ...arenaDefaults, ...options };
  if (!Number.isFinite(maxBytes) || maxBytes < pageBytes || maxBytes > largestBytes) {
    throw cpuError('NSI_CPU_ARENA_OPTION', `expected \`maxBytes\` from ${pageBytes} to ${largestBytes}, got ${maxBytes}`);
  }
  const { initialBytes = Math.min(arenaDefaults.initialBytes, maxBytes) } = options;
  if (!Number.isFinite(initialBytes) || initialBytes < 0 || initialBytes > maxBytes) {
    throw cpuError('NSI_CPU_ARENA_OPTION', `expected \`initialBytes\` from 0 to ${maxBytes}, got ${initialBytes}`);
  }
  // One page more than asked for, in front; never the last one, so that an end address is a 32-bit number.
  const whole = (bytes: number): number => Math.min(Math.ceil(bytes / pageBytes) * pageBytes + firstAddress, largestBytes - pageBytes);
  return { initialBytes: whole(initialBytes), maxBytes: whole(maxBytes) };
}

function checkLength(length: number): number {
  if (Number.isSafeInteger(length) && length >= 0 && length <= largestBytes) return length;
  throw cpuError('NSI_CPU_ARENA_OPTION', `expected a whole number of elements from 0, got ${length}`);
}
