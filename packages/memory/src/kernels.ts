import { readFileSync } from 'node:fs';
import { memoryError } from './errors.ts';

/** The compiled kernels of `assembly/` over a memory of their own, whose size never changes: a view stays valid for ever. */
export interface Kernels {
  readonly calls: KernelCalls;
  /** All of the memory. */
  readonly bytes: Buffer;
  readonly words: Uint32Array;
  /** Byte addresses of the regions; see `assembly/layout.ts`. */
  readonly at: Readonly<Record<Region, number>>;
  /** Most bytes that `WORK` or a payload in `PACKED` may take. */
  readonly maxBlockBytes: number;
}

type Region = 'PLAIN' | 'WORK' | 'HEADER' | 'PACKED' | 'END';

/** What `assembly/index.ts` exports. Unsigned results arrive as signed 32-bit numbers. */
export interface KernelCalls {
  packBlock(filter: number, width: number, count: number, acceleration: number, hashBytes: number, dictionaryLength: number): number;
  /** Address of the plain bytes, or 0 for a malformed block. */
  unpackBlock(filter: number, width: number, count: number, dictionaryLength: number): number;
  filterBlock(filter: number, width: number, count: number): number;
  filteredLength(): number;
  unfilterBlock(filter: number, width: number, count: number, length: number): number;
  sealBlock(index: number): void;
  isSealed(index: number): number;
  headerChecksum(): number;
  loadDictionary(length: number): void;
  encodeLz4(source: number, length: number, target: number, acceleration: number, hashBytes: number): number;
  /** Decoded size, or −1. */
  decodeLz4(source: number, length: number, target: number, capacity: number, floor: number): number;
  fingerprint(address: number, length: number): number;
  xxh32Start(): void;
  xxh32Update(address: number, length: number): number;
  xxh32Finish(address: number, length: number): number;
}

const pageBytes = 65_536;
const kernelPages = 36;

/** The shortest module that uses a vector: `(func (drop (v128.const …)))`. */
const simdProbe = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  4,
  1,
  96,
  0,
  0,
  3,
  2,
  1,
  0,
  10,
  23,
  1,
  21,
  0,
  253,
  12,
  ...new Uint8Array(16),
  26,
  11,
);

/** The part of WebAssembly that is called here. */
interface WasmEngine {
  readonly Module: new (source: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
  validate(source: Uint8Array): boolean;
}

let shared: Kernels | undefined;
const modules = new Map<string, object>();

/** The kernels of this thread, made at the first call. Throws `NSI_MEMORY_CODEC_WASM` where they cannot run. */
export function useKernels(): Kernels {
  shared ??= createKernels();
  return shared;
}

export interface KernelOptions {
  /** Bytes of memory behind the kernels' own regions, at `END`. */
  readonly extraBytes?: number;
  /** `scalar` runs without vector instructions and gives the same results. Default: what the engine can. */
  readonly build?: 'simd' | 'scalar';
}

/** Kernels with a memory of their own. */
export function createKernels({ extraBytes = 0, build }: KernelOptions = {}): Kernels {
  const { WebAssembly: engine } = globalThis as { readonly WebAssembly?: WasmEngine };
  if (!engine) throw memoryError('NSI_MEMORY_CODEC_WASM', 'expected WebAssembly for the codec kernels, got an engine without it');
  const isScalar = (build ?? (engine.validate(simdProbe) ? 'simd' : 'scalar')) === 'scalar';
  const pages = kernelPages + Math.ceil(extraBytes / pageBytes);
  const memory = new engine.Memory({ initial: pages, maximum: pages });
  const { exports } = new engine.Instance(moduleOf(engine, isScalar ? 'kernels-scalar.wasm' : 'kernels.wasm'), { env: { memory } });
  const address = (region: Region | 'MAX_PACKED'): number => (exports[region] as { readonly value: number }).value;
  return Object.freeze({
    calls: { ...exports } as unknown as KernelCalls,
    bytes: Buffer.from(memory.buffer),
    words: new Uint32Array(memory.buffer),
    at: Object.freeze({
      PLAIN: address('PLAIN'),
      WORK: address('WORK'),
      HEADER: address('HEADER'),
      PACKED: address('PACKED'),
      END: address('END'),
    }),
    maxBlockBytes: address('MAX_PACKED'),
  });
}

function moduleOf(engine: WasmEngine, file: string): object {
  const known = modules.get(file);
  if (known) return known;
  const url = new URL(`../wasm/${file}`, import.meta.url);
  let source: Buffer<ArrayBuffer>;
  try {
    source = readFileSync(url);
  } catch (cause) {
    throw memoryError('NSI_MEMORY_CODEC_WASM', `expected the codec kernels at ${url.pathname}, found none`, { cause });
  }
  const module = new engine.Module(source);
  modules.set(file, module);
  return module;
}
