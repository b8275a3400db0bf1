import { readFileSync } from 'node:fs';
import { wasmEngine, type WasmEngine, type WasmMemory, type WasmModule } from '../arena/wasm-engine.ts';
import { cpuError } from '../errors.ts';
import type { KernelCalls } from './kernel-calls.ts';
import { hasSimd } from './simd-probe.ts';

/** Which build of the kernels: both give the same results. */
export type KernelBuild = 'simd' | 'scalar';

const modules = new Map<KernelBuild, WasmModule>();
const instances = new WeakMap<WasmMemory, KernelCalls>();

/** The kernels over a memory of this thread, made at the first call. Throws `NSI_CPU_WASM` where they cannot run. */
export function kernelsOf(memory: WasmMemory): KernelCalls {
  let calls = instances.get(memory);
  if (!calls) {
    calls = loadKernels(memory);
    instances.set(memory, calls);
  }
  return calls;
}

/** A new instance of the kernels that works on `memory`. It keeps no state: any number of threads may have one over the same memory. */
export function loadKernels(memory: WasmMemory, build: KernelBuild = hasSimd() ? 'simd' : 'scalar'): KernelCalls {
  const engine = wasmEngine();
  if (!engine) throw cpuError('NSI_CPU_WASM', 'expected WebAssembly for the kernels, got an engine without it');
  const { exports } = new engine.Instance(moduleOf(engine, build), { env: { memory } });
  return exports as unknown as KernelCalls;
}

function moduleOf(engine: WasmEngine, build: KernelBuild): WasmModule {
  const known = modules.get(build);
  if (known) return known;
  const url = new URL(`../wasm/${build === 'simd' ? 'kernels' : 'kernels-scalar'}.wasm`, packageFolder());
  let source: Buffer<ArrayBuffer>;
  try {
    source = readFileSync(url);
  } catch (cause) {
    throw cpuError('NSI_CPU_WASM', `expected the kernels at ${url.pathname}, found none`, { cause });
  }
  const module = new engine.Module(source);
  modules.set(build, module);
  return module;
}

/** `dist/`, whichever chunk of it this code was bundled into, or `src/`. */
function packageFolder(): string {
  const here = import.meta.url;
  return here.endsWith('/src/simd/load-kernels.ts') ? new URL('../', here).href : here;
}
