import { readFileSync } from 'node:fs';
import { stretchBytes, type LineFinder } from './line-finder.ts';
import { pooledSlabs, type Slab, type TakeSlab } from './slabs.ts';

/** The part of WebAssembly that is called here. */
interface WasmEngine {
  readonly Module: new (source: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: KernelCalls };
}

/** What `assembly/line-feeds.ts` exports. */
interface KernelCalls {
  /** 4 × the number of line feeds, plus 1 for a carriage return and 2 for a byte beyond ASCII. */
  findLineFeeds(source: number, length: number, column: number): number;
}

// The memory, whose size never changes, so that views of it stay valid:
//   column of places │ stage for bytes that lie elsewhere │ slab │ slab │ …
const pageBytes = 65_536;
const columnAt = 0;
const stageAt = 4 * stretchBytes;
const slabsAt = stageAt + stretchBytes;
const slabBytes = 2 ** 20;
/** Those of two readings with the default read-ahead at a time. Pages that nobody wrote to take no memory. */
const slabCount = 10;
const memoryBytes = slabsAt + slabCount * slabBytes;

const wasm = new URL(import.meta.url.endsWith('.ts') ? '../../wasm/kernels.wasm' : '../wasm/kernels.wasm', import.meta.url);

/**
 * A finder of one call for a whole stretch, 16 bytes an instruction. Its slabs lie in the kernel's own memory, where files are read into; bytes
 * that lie elsewhere are copied there first. Gives `undefined` where WebAssembly or its vectors are missing (`--jitless`, a bound on
 * virtual memory, a bundle without the kernel). Hot: see bench/lines.bench.ts.
 */
export function createKernelFinder(): LineFinder | undefined {
  const { WebAssembly: engine } = globalThis as unknown as { readonly WebAssembly?: WasmEngine };
  if (!engine) return undefined;
  try {
    const pages = memoryBytes / pageBytes;
    const memory = new engine.Memory({ initial: pages, maximum: pages });
    const { exports } = new engine.Instance(new engine.Module(readFileSync(wasm)), { env: { memory } });
    return new KernelFinder(exports, memory.buffer);
  } catch {
    // The plain finder gives the same, only later.
    return undefined;
  }
}

export class KernelFinder implements LineFinder {
  readonly places: Uint32Array;
  readonly takeSlab: TakeSlab;
  hasReturns = false;
  isAscii = true;
  readonly #kernel: KernelCalls;
  readonly #memory: ArrayBuffer;
  readonly #stage: Uint8Array;

  constructor(kernel: KernelCalls, memory: ArrayBuffer) {
    this.#kernel = kernel;
    this.#memory = memory;
    this.#stage = new Uint8Array(memory, stageAt, stretchBytes);
    this.places = new Uint32Array(memory, columnAt, stretchBytes);
    this.takeSlab = slabsWithin(memory);
  }

  look(bytes: Buffer, start: number, end: number): number {
    let source = bytes.byteOffset + start;
    if (bytes.buffer !== this.#memory) {
      this.#stage.set(bytes.subarray(start, end));
      source = stageAt;
    }
    const found = this.#kernel.findLineFeeds(source, end - start, columnAt);
    this.hasReturns = (found & 1) !== 0;
    this.isAscii = (found & 2) === 0;
    return found >> 2;
  }
}

/** Slabs of the kernel's memory, the one released last first; larger ones, and more of them, come from the pool of this thread. */
function slabsWithin(memory: ArrayBuffer): TakeSlab {
  const idle = Array.from({ length: slabCount }, (_, index) => Buffer.from(memory, slabsAt + index * slabBytes, slabBytes));
  return (bytes): Slab => {
    const whole = bytes <= slabBytes ? idle.pop() : undefined;
    return whole ? { bytes: whole.subarray(0, bytes), release: () => void idle.push(whole) } : pooledSlabs()(bytes);
  };
}
