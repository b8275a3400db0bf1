import { homeOf } from '../arena/memory-home.ts';
import { dtypeOf, type Dtype, type NumArray } from '../arena/num-array.ts';
import type { WasmMemory } from '../arena/wasm-engine.ts';
import { cpuError } from '../errors.ts';

/** The arguments of one call, checked. */
export interface KernelArguments {
  readonly inputs: readonly (NumArray | number)[];
  readonly types: readonly (Dtype | 'number')[];
  /** Of every array; `undefined` when there is none. */
  readonly length: number | undefined;
}

/** Checks inputs: typed arrays of one length, or numbers. Throws `NSI_CPU_ARRAY` and `NSI_CPU_LENGTH`. */
export function parseInputs(values: readonly unknown[], names: readonly string[]): KernelArguments {
  let length: number | undefined;
  let first = '';
  const types = values.map((value, index) => {
    const name = names[index] ?? `input ${index + 1}`;
    if (typeof value === 'number') return 'number' as const;
    const type = dtypeOf(value as NumArray);
    const { length: own } = value as NumArray;
    if (length === undefined) [length, first] = [own, name];
    else if (own !== length) {
      throw cpuError('NSI_CPU_LENGTH', `expected \`${name}\` to have ${length} elements like \`${first}\`, got ${own}`);
    }
    return type;
  });
  return { inputs: values as readonly (NumArray | number)[], types, length };
}

/** Throws `NSI_CPU_KERNEL_ARGUMENTS` for too few or too many; any number will do when the names are not known. */
export function checkCount(got: number, names: readonly string[] | undefined, hasOutput: boolean): void {
  const wanted = names && names.length + (hasOutput ? 1 : 0);
  if (wanted === got || (wanted === undefined && got > 0)) return;
  const list = names === undefined || names.length === 0 ? 'no inputs' : names.map((name) => `\`${name}\``).join(', ');
  throw cpuError(
    'NSI_CPU_KERNEL_ARGUMENTS',
    `expected ${list}${hasOutput ? ' and an array for the output' : ''}, got ${got} argument${got === 1 ? '' : 's'}`,
  );
}

/** The memory that holds all of the arrays, or `undefined` when one lies elsewhere. */
export function sharedHome(values: readonly (NumArray | number)[]): WasmMemory | undefined {
  let memory: WasmMemory | undefined;
  for (const value of values) {
    if (typeof value === 'number') continue;
    const own = homeOf(value)?.memory;
    if (own === undefined || (memory !== undefined && own !== memory)) return undefined;
    memory = own;
  }
  return memory;
}

/** Whether writing `out` element by element would change what is still to be read: they share bytes, and not element for element. */
export function overlaps(input: NumArray | number, out: NumArray): boolean {
  if (typeof input === 'number') return false;
  const isOneMemory = input.buffer === out.buffer || (homeOf(input) !== undefined && homeOf(input) === homeOf(out));
  if (!isOneMemory) return false;
  const isApart = input.byteOffset >= out.byteOffset + out.byteLength || out.byteOffset >= input.byteOffset + input.byteLength;
  const isSame = input.byteOffset === out.byteOffset && input.BYTES_PER_ELEMENT === out.BYTES_PER_ELEMENT;
  return !isApart && !isSame;
}
