import { inspect } from 'node:util';
import { classOf, dtypeOf, type NumArray } from '../arena/num-array.ts';
import { cpuError } from '../errors.ts';
import { precisions, type Precision } from '../options.ts';
import type { Reduction } from './compile-variant.ts';
import { explainKernel } from './explain-kernel.ts';
import { checkCount, overlaps, parseInputs, sharedHome, type KernelArguments } from './kernel-arguments.ts';
import { reducePlainLoop, runPlainLoop, type ElementFunction } from './plain-loop.ts';
import { simdObstacle } from './simd-support.ts';
import { createRunningSum } from './two-sum.ts';
import { programOf, variantOf, type ReadyVariant } from './variant-cache.ts';

/** How a kernel computes. */
export interface KernelOptions {
  /**
   * `f64`, the default: as JavaScript, in every bit. `f32`: every step is rounded to 32 bits, as `Math.fround` around it would; twice the
   * elements an instruction.
   */
  readonly precision?: Precision;
  /**
   * Lets results differ where it makes them faster: in the last bit (division by a constant, small whole powers, plain sums), and where
   * `Math.min` and `Math.max` meet NaN or zeros of both signs. Default false.
   */
  readonly fast?: boolean;
}

/** What stands for one parameter: an array with a value for each element, or one number for all. */
export type KernelInput = NumArray | number;

/** One input for each parameter of the function. */
export type KernelInputs<Parameters extends readonly unknown[]> = { readonly [Index in keyof Parameters]: KernelInput };

/**
 * A compiled function of numbers. Called with one input for each parameter and an array for the output, it computes every element in one
 * pass without temporaries and returns the output. Elements convert as in `out[i] = fn(a[i], …)`. Arrays of an arena are read and written
 * in place; others go through a small scratch memory in blocks. The output may be one of the inputs; if it overlaps one in another way, the
 * inputs are read first. Inputs and output of no elements are fine.
 *
 * Throws `NSI_CPU_KERNEL_ARGUMENTS` when an argument is missing, `NSI_CPU_ARRAY` for what is no array of numbers or was transferred away,
 * `NSI_CPU_LENGTH` when lengths differ.
 */
export interface Kernel<Parameters extends readonly unknown[] = readonly number[]> {
  <Output extends NumArray>(...io: [...inputs: KernelInputs<Parameters>, out: Output]): Output;
  /** Whether it runs as WebAssembly SIMD, or as a plain loop over the function itself; `explain()` says why. */
  readonly backend: 'wasm' | 'js';
  /**
   * Sum, least or greatest of the results, without storing them: 0, Infinity and −Infinity for no elements. Sums keep what rounding would
   * take away (TwoSum), 32-bit results are added in 64 bits; least and greatest treat NaN and zeros as `Math.min` and `Math.max` do.
   */
  reduce(kind: Reduction, ...inputs: KernelInputs<Parameters>): number;
  /** How it is computed, for people: the expression as it was understood, types, instructions, and why it is not compiled when it is not. */
  explain(): string;
}

/**
 * Compiles an arrow function of numbers, such as `(x, d, g) => Math.min(Math.max((x - d) * g, 0), 1)`, to WebAssembly SIMD. The function's text is
 * parsed, never evaluated: arithmetic, comparisons, `? :`, logic, bit operations, `Math`, `const`, `if … return`. What has no vector
 * instruction that is equal in every bit (`Math.sin`, `**`, `%` …) calls the engine's own function for each element; a function outside
 * the grammar runs as it is, in a plain loop.
 *
 * Throws `NSI_CPU_KERNEL_CAPTURE` when the function uses a variable of the code around it: pass it as a parameter, numbers are taken too.
 * Throws `NSI_CPU_KERNEL_FUNCTION` for what is no function of numbers, and `NSI_CPU_OPTION` for an impossible option.
 */
export function kernel<const Parameters extends readonly number[]>(
  fn: (...values: Parameters) => number | boolean,
  options: KernelOptions = {},
): Kernel<Parameters> {
  return createKernel(fn, options);
}

/** As `kernel`, never compiled: a plain loop over the function itself, as a disabled room has it. */
export function plainKernel<const Parameters extends readonly number[]>(
  fn: (...values: Parameters) => number | boolean,
  options: KernelOptions = {},
): Kernel<Parameters> {
  return createKernel(fn, options, 'the section `cpu` is disabled');
}

function createKernel<const Parameters extends readonly number[]>(
  fn: (...values: Parameters) => number | boolean,
  options: KernelOptions,
  refusal?: string,
): Kernel<Parameters> {
  if (typeof fn !== 'function') throw cpuError('NSI_CPU_KERNEL_FUNCTION', `expected a function of numbers, got ${inspect(fn)}`);
  const settings = parseKernelOptions(options);
  const program = programOf(Function.prototype.toString.call(fn), settings);
  const { parsed } = program;
  const obstacle = refusal ?? parsed.obstacle ?? simdObstacle();
  const names = parsed.parameters.length > 0 || parsed.expression ? parsed.parameters : undefined;
  const plain = fn as unknown as ElementFunction;
  let latest: ReadyVariant | undefined;

  const variant = ({ types }: KernelArguments, output: ReadyVariant['output'], isShared: boolean): ReadyVariant => {
    latest = variantOf(program, { inputs: types, output, isShared, ...settings });
    return latest;
  };

  const compute = (checked: KernelArguments, out: NumArray): void => {
    const { inputs } = checked;
    if (obstacle !== undefined) return runPlainLoop(plain, inputs, out);
    const values = [...inputs, out];
    const memory = sharedHome(values);
    const { runner } = variant(checked, dtypeOf(out), memory !== undefined);
    if (memory) runner.inPlace(memory, values, out.length, () => {});
    else runner.inBlocks(values, out.length, true, () => {});
  };

  const run = (...io: readonly unknown[]): NumArray => {
    checkCount(io.length, names, true);
    const out = io[io.length - 1] as NumArray;
    const checked = parseInputs(io.slice(0, -1), names ?? []);
    const type = dtypeOf(out);
    if (checked.length !== undefined && checked.length !== out.length) {
      throw cpuError('NSI_CPU_LENGTH', `expected the output to have ${checked.length} elements like the inputs, got ${out.length}`);
    }
    if (out.length === 0) return out;
    if (!checked.inputs.some((input) => overlaps(input, out))) compute(checked, out);
    else {
      const apart = new (classOf(type))(out.length);
      compute(checked, apart);
      out.set(apart);
    }
    return out;
  };

  const reduce = (kind: Reduction, ...values: readonly unknown[]): number => {
    if (!(kind in reductions)) throw cpuError('NSI_CPU_OPTION', `expected a reduction of sum, min or max, got ${inspect(kind)}`);
    checkCount(values.length, names, false);
    const checked = parseInputs(values, names ?? []);
    const { inputs, length } = checked;
    if (length === undefined) throw cpuError('NSI_CPU_KERNEL_ARGUMENTS', 'expected at least one array to reduce over, got numbers only');
    if (obstacle !== undefined) return reducePlainLoop(plain, kind, inputs, length);
    const memory = sharedHome(inputs);
    const { runner } = variant(checked, kind, memory !== undefined);
    const results = reductions[kind]();
    if (length > 0) {
      if (memory) runner.inPlace(memory, inputs, length, results.take);
      else runner.inBlocks(inputs, length, false, results.take);
    }
    return results.value();
  };

  return Object.freeze(
    Object.defineProperties(run as unknown as Kernel<Parameters>, {
      backend: { value: obstacle === undefined ? 'wasm' : 'js', enumerable: true },
      reduce: { value: reduce, enumerable: true },
      explain: { value: () => explainKernel(program, { ...settings, obstacle, latest }), enumerable: true },
    }),
  );
}

interface BandResults {
  readonly take: (result: unknown) => void;
  readonly value: () => number;
}

/** How the results of bands come together. */
const reductions: Readonly<Record<Reduction, () => BandResults>> = Object.freeze({
  sum: () => {
    const sum = createRunningSum();
    return {
      take: (result) => sum.add(...(result as readonly [value: number, lost: number])),
      value: () => sum.total,
    };
  },
  min: () => extreme('min'),
  max: () => extreme('max'),
});

function extreme(kind: 'min' | 'max'): BandResults {
  let value = kind === 'min' ? Infinity : -Infinity;
  return {
    take: (result) => {
      value = Math[kind](value, result as number);
    },
    value: () => value,
  };
}

const kernelDefaults: Readonly<Required<KernelOptions>> = Object.freeze({ precision: 'f64', fast: false });

function parseKernelOptions(options: KernelOptions): Required<KernelOptions> {
  for (const name of Object.keys(options)) {
    if (!(name in kernelDefaults)) throw cpuError('NSI_CPU_OPTION', `expected the options \`precision\` and \`fast\`, got \`${name}\``);
  }
  const { precision, fast } = { ...kernelDefaults, ...options };
  if (!precisions.includes(precision)) {
    throw cpuError('NSI_CPU_OPTION', `expected \`precision\` to be f64 or f32, got ${inspect(precision)}`);
  }
  if (typeof fast !== 'boolean') throw cpuError('NSI_CPU_OPTION', `expected \`fast\` to be true or false, got ${inspect(fast)}`);
  return { precision, fast };
}
