/** A memory of WebAssembly that threads share: the part of `WebAssembly.Memory` that is used here. */
export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
  /** Adds pages of 64 KiB and returns how many there were. */
  grow(pages: number): number;
}

/** The part of WebAssembly that is called here; the platform's own types come only with those of a browser. */
export interface WasmEngine {
  readonly Module: new (source: Uint8Array) => WasmModule;
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number; readonly shared: true }) => WasmMemory;
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
  validate(source: Uint8Array): boolean;
}

/** A compiled module: it can be posted to other threads. */
export interface WasmModule {
  readonly [Symbol.toStringTag]?: string;
}

export const pageBytes = 65_536;

/** The engine, or `undefined` where it is switched off (`--jitless`). */
export function wasmEngine(): WasmEngine | undefined {
  return (globalThis as unknown as { readonly WebAssembly?: WasmEngine }).WebAssembly;
}
