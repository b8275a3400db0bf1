import { homeOf, type MemoryHome } from '../arena/memory-home.ts';
import { type Dtype, dtypeOf, type NumArray } from '../arena/num-array.ts';
import { wasmEngine, type WasmMemory } from '../arena/wasm-engine.ts';
import { cpuError } from '../errors.ts';
import { checkOverlap } from './check-operands.ts';
import { placeInPieces } from './place-in-pieces.ts';

/** What a kernel of your own reads and writes: element types, in order. All arrays of one call have one length. */
export interface KernelShape {
  readonly inputs: readonly Dtype[];
  readonly output: Dtype;
  /** How many numbers follow the arrays in a call. Default 0. */
  readonly params?: number;
}

/** A kernel of your own. */
export interface KernelDefinition {
  /**
   * A WebAssembly module that imports `env.memory`, a shared memory of up to 65,536 pages, and exports
   * `run(count, ...inputAddresses, outputAddress, ...params)`. It may be called for any part of the arrays, and must write nothing else.
   */
  readonly wasm: Uint8Array;
  /** The same in plain JavaScript: what runs where there is no WebAssembly, or an engine that does not take the module. */
  js(inputs: readonly NumArray[], output: NumArray, params: readonly number[]): void;
  readonly shape: KernelShape;
}

/** A registered kernel. */
export interface RegisteredKernel {
  readonly name: string;
  readonly shape: KernelShape;
  readonly backend: 'wasm' | 'js';
  /**
   * Runs it: arrays of one arena in place, others through copies. The output may be one of the inputs itself.
   * Throws `NSI_CPU_LENGTH` or `NSI_CPU_OVERLAP` for arrays that do not fit; returns `output`.
   */
  run<T extends NumArray>(inputs: readonly NumArray[], output: T, ...params: readonly number[]): T;
}

const registered = new Map<string, RegisteredKernel>();
const namePattern = /^[a-z][a-z0-9-]*(?:\/[a-z0-9-]+)*$/;

/** Adds a kernel for the whole thread. Throws `NSI_CPU_KERNEL_NAME` when the name is taken or is not in kebab-case, parts behind `/`. */
export function registerKernel(name: string, definition: KernelDefinition): RegisteredKernel {
  if (!namePattern.test(name)) throw cpuError('NSI_CPU_KERNEL_NAME', `expected a name such as "acme/blur", got ${JSON.stringify(name)}`);
  if (registered.has(name))
    throw cpuError('NSI_CPU_KERNEL_NAME', `expected a name that is free, got ${JSON.stringify(name)}, which is registered`);
  const kernel = createKernel(name, definition);
  registered.set(name, kernel);
  return kernel;
}

/** A kernel by its name. Throws `NSI_CPU_KERNEL_NAME` when there is none. */
export function registeredKernel(name: string): RegisteredKernel {
  const kernel = registered.get(name);
  if (kernel) return kernel;
  const known = [...registered.keys()].join(', ') || 'none';
  throw cpuError('NSI_CPU_KERNEL_NAME', `expected the name of a registered kernel (${known}), got ${JSON.stringify(name)}`);
}

type KernelRun = (count: number, ...numbers: readonly number[]) => void;

function createKernel(name: string, { wasm, js, shape }: KernelDefinition): RegisteredKernel {
  const engine = wasmEngine();
  const module = engine?.validate(wasm) === true ? new engine.Module(wasm) : undefined;
  const runs = new WeakMap<WasmMemory, KernelRun>();
  const runOf = ({ memory }: MemoryHome): KernelRun => {
    let run = runs.get(memory);
    if (!run) {
      const exported = module && engine && new engine.Instance(module, { env: { memory } }).exports['run'];
      if (typeof exported !== 'function') throw cpuError('NSI_CPU_WASM', `expected the module of kernel ${name} to export \`run\``);
      run = exported as KernelRun;
      runs.set(memory, run);
    }
    return run;
  };
  return Object.freeze<RegisteredKernel>({
    name,
    shape,
    backend: module ? 'wasm' : 'js',
    run(inputs, output, ...params) {
      checkShape(name, shape, inputs, output, params);
      if (!module) {
        js(inputs, output, params);
        return output;
      }
      const arrays = [...inputs, output];
      const home = homeOf(output);
      if (home && inputs.every((input) => homeOf(input)?.memory === home.memory)) {
        if (output.length > 0) runOf(home)(output.length, ...arrays.map(({ byteOffset }) => byteOffset), ...params);
        return output;
      }
      placeInPieces(arrays, (pieces, addresses, count) => runOf(pieces)(count, ...addresses, ...params));
      return output;
    },
  });
}

function checkShape(name: string, shape: KernelShape, inputs: readonly NumArray[], output: NumArray, params: readonly number[]): void {
  const { inputs: expected, params: paramCount = 0 } = shape;
  if (inputs.length !== expected.length || params.length !== paramCount) {
    throw cpuError(
      'NSI_CPU_LENGTH',
      `expected ${expected.length} inputs and ${paramCount} numbers for kernel ${name}, got ${inputs.length} and ${params.length}`,
    );
  }
  for (const [index, array] of [...inputs, output].entries()) {
    const wanted = expected[index] ?? shape.output;
    const got = dtypeOf(array);
    if (got !== wanted) throw cpuError('NSI_CPU_LENGTH', `expected array ${index} of kernel ${name} of type ${wanted}, got ${got}`);
    if (array.length !== output.length) {
      throw cpuError('NSI_CPU_LENGTH', `expected arrays of one length for kernel ${name}, got ${array.length} and ${output.length}`);
    }
  }
  for (const input of inputs) checkOverlap(input, output, true);
}
