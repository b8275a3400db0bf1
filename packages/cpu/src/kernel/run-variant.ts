import type { NumArray } from '../arena/num-array.ts';
import { wasmEngine, type WasmMemory, type WasmModule } from '../arena/wasm-engine.ts';
import type { CompiledVariant } from './compile-variant.ts';

/** Elements of one call into WebAssembly on arrays that are read in place: a first call grows faster between two of them. */
const bandElements = 16_384;

/** Bytes that the blocks of one call take together: they stay in the first or second level of cache. */
const blockBytes = 65_536;
const scratchBytes = 1 << 20;

type Run = (...values: readonly number[]) => unknown;

/** Takes the values of one call, band by band: the count, and what stands for each array, an address; numbers as they are. */
export interface VariantRunner {
  /** Over arrays that all lie in `memory`. */
  inPlace(memory: WasmMemory, values: readonly (NumArray | number)[], length: number, onResult: (result: unknown) => void): void;
  /** Over arrays anywhere, through blocks of scratch memory; the last array is written when `hasOutput`. */
  inBlocks(values: readonly (NumArray | number)[], length: number, hasOutput: boolean, onResult: (result: unknown) => void): void;
}

/** A compiled variant, ready to run on memories; one instance a memory, as long as the memory lives. */
export function createVariantRunner({ bytes, imports }: CompiledVariant): VariantRunner {
  const engine = wasmEngine();
  if (!engine) throw new Error('a runner needs WebAssembly');
  const module: WasmModule = new engine.Module(bytes);
  const instances = new WeakMap<WasmMemory, Run>();
  const runOn = (memory: WasmMemory): Run => {
    let run = instances.get(memory);
    if (!run) {
      run = new engine.Instance(module, { env: { memory }, math: imports }).exports['run'] as Run;
      instances.set(memory, run);
    }
    return run;
  };
  return {
    inPlace(memory, values, length, onResult) {
      const run = runOn(memory);
      const call = [0, ...values.map((value) => (typeof value === 'number' ? value : value.byteOffset))];
      const steps = values.map((value) => (typeof value === 'number' ? 0 : value.BYTES_PER_ELEMENT * bandElements));
      for (let start = 0; start < length; start += bandElements) {
        call[0] = Math.min(bandElements, length - start);
        onResult(run(...call));
        for (let index = 0; index < steps.length; index++) call[index + 1] = (call[index + 1] as number) + (steps[index] as number);
      }
    },
    inBlocks(values, length, hasOutput, onResult) {
      const memory = scratch();
      const run = runOn(memory);
      const { blockElements, addresses } = layOut(values);
      const call = [0, ...addresses];
      const block = scratchBytesView(memory);
      const arrays = values.flatMap((value, index) =>
        typeof value === 'number' ? [] : [{ bytes: bytesOf(value), width: value.BYTES_PER_ELEMENT, address: addresses[index] as number }],
      );
      const output = hasOutput ? arrays.pop() : undefined;
      for (let start = 0; start < length; start += blockElements) {
        const count = Math.min(blockElements, length - start);
        call[0] = count;
        for (const { bytes, width, address } of arrays) bytes.copy(block, address, start * width, (start + count) * width);
        onResult(run(...call));
        if (output) block.copy(output.bytes, start * output.width, output.address, output.address + count * output.width);
      }
    },
  };
}

/** A Buffer over an array's bytes: its `copy` takes ranges without making a view of each. */
function bytesOf({ buffer, byteOffset, byteLength }: NumArray): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Where each array's block lies, one behind the other, from a cache line on. */
function layOut(values: readonly (NumArray | number)[]): { readonly blockElements: number; readonly addresses: readonly number[] } {
  const widths = values.map((value) => (typeof value === 'number' ? 0 : value.BYTES_PER_ELEMENT));
  const bytesEach = widths.reduce((sum, width) => sum + width, 0);
  const blockElements = Math.max(512, Math.floor(blockBytes / bytesEach / 64) * 64);
  let end = 0;
  const addresses = values.map((value, index) => {
    if (typeof value === 'number') return value;
    const address = end;
    end += blockElements * (widths[index] as number);
    return address;
  });
  return { blockElements, addresses };
}

function scratchBytesView({ buffer }: WasmMemory): Buffer {
  return Buffer.from(buffer);
}

let scratchMemory: WasmMemory | undefined;

/** One memory of this thread for blocks on their way; nothing in it outlives a call, and no call comes in between. */
function scratch(): WasmMemory {
  if (!scratchMemory) {
    const { Memory } = wasmEngine() as unknown as {
      readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => WasmMemory;
    };
    const pages = scratchBytes / 65_536;
    scratchMemory = new Memory({ initial: pages, maximum: pages });
  }
  return scratchMemory;
}
