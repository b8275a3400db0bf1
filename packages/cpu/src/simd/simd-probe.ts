import { wasmEngine } from '../arena/wasm-engine.ts';

const header = [0, 97, 115, 109, 1, 0, 0, 0];
/** One type, `() → ()`, and one function of it. */
const oneFunction = [1, 4, 1, 96, 0, 0, 3, 2, 1, 0];
const zeros = Array.from({ length: 16 }, () => 0);

/** `(func (drop (v128.const …)))` */
const simdProbe = Uint8Array.from([...header, ...oneFunction, 10, 23, 1, 21, 0, 253, 12, ...zeros, 26, 11]);
/** `(func (drop (i8x16.relaxed_swizzle (v128.const …) (v128.const …))))` */
const relaxedBody = [10, 44, 1, 42, 0, 253, 12, ...zeros, 253, 12, ...zeros, 253, 128, 2, 26, 11];
const relaxedProbe = Uint8Array.from([...header, ...oneFunction, ...relaxedBody]);
/** A shared memory and `(func (drop (i32.atomic.load (i32.const 0))))` */
const threadsProbe = Uint8Array.from([...header, ...oneFunction, 5, 4, 1, 3, 1, 1, 10, 11, 1, 9, 0, 65, 0, 254, 16, 2, 0, 26, 11]);
/** A memory of 64-bit addresses. */
const memory64Probe = Uint8Array.from([...header, 5, 3, 1, 4, 1]);

let simd: boolean | undefined;

/** Whether the engine has vectors of 128 bits. */
export function hasSimd(): boolean {
  simd ??= wasmEngine()?.validate(simdProbe) ?? false;
  return simd;
}

/** What WebAssembly can do in this process. */
export function wasmFeatures(): {
  readonly simd: boolean;
  readonly relaxedSimd: boolean;
  readonly threads: boolean;
  readonly memory64: boolean;
} {
  const has = (probe: Uint8Array): boolean => wasmEngine()?.validate(probe) ?? false;
  return { simd: hasSimd(), relaxedSimd: has(relaxedProbe), threads: has(threadsProbe), memory64: has(memory64Probe) };
}
