import { classOf, type Dtype, type NumArray } from '../arena/num-array.ts';
import { cpuError } from '../errors.ts';
import type { Precision } from '../options.ts';
import { writeExpression, writtenSize } from './expression.ts';
import { functionTextOf } from './expression-function.ts';
import { kernel, type Kernel } from './kernel.ts';
import { parseKernel, type ParsedKernel } from './parse-kernel.ts';

/** How a kernel is measured. */
export interface MeasureKernelOptions {
  readonly precision: Precision;
  readonly fast: boolean;
  /** Element type of each input; the last one stands for the rest. */
  readonly types: readonly Dtype[];
  readonly output: Dtype;
  /** Elements of each array. */
  readonly length: number;
}

/** An expression's kernel beside the plain loop over the same function. Times are medians, in nanoseconds an element. */
export interface KernelMeasurement {
  readonly function: string;
  readonly backend: 'wasm' | 'js';
  readonly types: readonly Dtype[];
  readonly output: Dtype;
  readonly length: number;
  readonly kernelNs: number;
  readonly plainNs: number;
  /** How many times slower the plain loop is. */
  readonly ratio: number;
  /** Elements that differ from the plain loop in any bit. */
  readonly differentCount: number;
  readonly explanation: string;
}

interface Measured {
  readonly fn: (...values: number[]) => number;
  readonly loop: (...arrays: readonly NumArray[]) => void;
}

const maxWrittenSize = 2000;
const rounds = 21;
const leastMs = 2;
const warmUpMs = 800;

/** Compiles the expression, compares it with the plain loop, and measures both by turns. Only what the grammar understands is run. */
export async function measureKernel(text: string, options: MeasureKernelOptions): Promise<KernelMeasurement> {
  const { precision, fast, output, length } = options;
  const parsed = parseText(text);
  const inputCount = Math.max(1, parsed.parameters.length);
  if (options.types.length > inputCount)
    throw cpuError('NSI_CPU_OPTION', `expected at most ${inputCount} element types, got ${options.types.join(', ')}`);
  const { fn, loop } = await loadPlain(parsed);
  const compute = kernel(fn, { precision, fast }) as unknown as Kernel;
  const types = parsed.parameters.map((_, index) => options.types[Math.min(index, options.types.length - 1)] ?? precision);
  const inputs = types.map((type, index) => sampleOf(type, length, index));
  const [out, wanted] = [new (classOf(output))(length), new (classOf(output))(length)];
  const ours = (): unknown => compute(...inputs, out);
  const plain = (): void => loop(...inputs, wanted);

  ours();
  plain();
  const differentCount = [...out].filter((value, index) => !Object.is(value, wanted[index])).length;
  // Long enough for the optimizing compiler, whose thread competes with others on a busy machine.
  for (const start = performance.now(); performance.now() - start < warmUpMs;) for (const run of [ours, plain]) run();
  const calls = [callsFor(ours), callsFor(plain)] as const;
  const times: { readonly ours: number; readonly plain: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    times.push({ ours: timeOf(ours, calls[0]) / length, plain: timeOf(plain, calls[1]) / length });
  }
  return {
    function: `(${parsed.parameters.join(', ')}) => ${writeExpression(parsed.expression as never, parsed.parameters)}`,
    backend: compute.backend,
    types,
    output,
    length,
    kernelNs: middle(times.map((time) => time.ours)),
    plainNs: middle(times.map((time) => time.plain)),
    ratio: middle(times.map((time) => time.plain / time.ours)),
    differentCount,
    explanation: compute.explain(),
  };
}

function parseText(text: string): ParsedKernel {
  let source: string;
  try {
    source = functionTextOf(text);
  } catch (cause) {
    throw cpuError('NSI_CPU_KERNEL_FUNCTION', `expected an expression or an arrow function, got ${JSON.stringify(text)}`, { cause });
  }
  // Written anew from what was understood, so that nothing else of the text can run.
  const parsed = parseKernel(source, { precision: 'f64', fast: false });
  if (!parsed.expression) {
    throw cpuError('NSI_CPU_KERNEL_FUNCTION', `expected an expression of the grammar, but ${parsed.obstacle}: ${parsed.text}`);
  }
  const size = writtenSize(parsed.expression);
  if (size > maxWrittenSize) {
    throw cpuError('NSI_CPU_KERNEL_FUNCTION', `expected an expression of at most ${maxWrittenSize} steps when written out, got ${size}`);
  }
  return parsed;
}

/** The function and the loop that a person would write, as a module of their own. */
async function loadPlain({ parameters, expression }: ParsedKernel): Promise<Measured> {
  const arrays = parameters.map((_, index) => `array${index}`);
  const write = (names: readonly string[]): string => writeExpression(expression as never, names);
  const source = [
    `export const fn = (${parameters.join(', ')}) => ${write(parameters)};`,
    `export const loop = (${[...arrays, 'out'].join(', ')}) => {`,
    `  for (let index = 0; index < out.length; index++) out[index] = ${write(arrays.map((name) => `${name}[index]`))};`,
    '};',
  ].join('\n');
  return (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as Measured;
}

/** Values from −2 to 2, or over the whole numbers that the type holds; the same every time. */
function sampleOf(type: Dtype, length: number, seed: number): NumArray {
  let state = 0x9e3779b9 ^ (seed + 1);
  return new (classOf(type))(length).map(() => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return type === 'f32' || type === 'f64' ? state / 2 ** 30 : state >>> 8;
  });
}

function callsFor(run: () => unknown): number {
  let calls = 1;
  while (calls < 1 << 20 && timeOf(run, calls) * calls < leastMs * 1e6) calls *= 2;
  return calls;
}

function timeOf(run: () => unknown, calls: number): number {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) run();
  return Number(process.hrtime.bigint() - start) / calls;
}

function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] as number;
}
