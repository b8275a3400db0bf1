import { sized, unsigned, valueTypes, type ValueType } from './wasm-code.ts';

/** What a module is made of: imported functions of `f64`, one memory, and exported functions. */
export interface ModuleParts {
  readonly isShared: boolean;
  /** How many numbers each imported function takes. */
  readonly imports: readonly { readonly name: string; readonly arity: number }[];
  readonly functions: readonly {
    readonly name: string;
    readonly parameters: readonly ValueType[];
    readonly results: readonly ValueType[];
    readonly code: readonly number[];
  }[];
}

/** The module as bytes, by the binary format of WebAssembly 1.0 with SIMD and threads. */
export function writeModule({ isShared, imports, functions }: ModuleParts): Uint8Array<ArrayBuffer> {
  const signatures = [
    ...imports.map(({ arity }) =>
      signature(
        Array.from({ length: arity }, () => 'f64' as const),
        ['f64'],
      ),
    ),
    ...functions.map(({ parameters, results }) => signature(parameters, results)),
  ];
  const importEntries = imports.map(({ name }, index) => [...text('math'), ...text(name), 0, ...unsigned(index)]);
  // An imported memory may be smaller than the most that is declared, never larger.
  const memory = [...text('env'), ...text('memory'), 2, isShared ? 3 : 1, ...unsigned(0), ...unsigned(65_536)];
  const exportEntries = functions.map(({ name }, index) => [...text(name), 0, ...unsigned(imports.length + index)]);
  return Uint8Array.from([
    0x00,
    0x61,
    0x73,
    0x6d,
    0x01,
    0x00,
    0x00,
    0x00,
    ...section(1, signatures),
    ...section(2, [...importEntries, memory]),
    ...section(
      3,
      functions.map((_, index) => unsigned(imports.length + index)),
    ),
    ...section(7, exportEntries),
    ...section(
      10,
      functions.map(({ code }) => code),
    ),
  ]);
}

function signature(parameters: readonly ValueType[], results: readonly ValueType[]): readonly number[] {
  const types = (list: readonly ValueType[]): readonly number[] => [...unsigned(list.length), ...list.map((type) => valueTypes[type])];
  return [0x60, ...types(parameters), ...types(results)];
}

function section(id: number, entries: readonly (readonly number[])[]): readonly number[] {
  return [id, ...sized([...unsigned(entries.length), ...entries.flat()])];
}

function text(value: string): readonly number[] {
  return sized([...Buffer.from(value)]);
}
