import type { Dtype } from '../arena/num-array.ts';
import type { Precision } from '../options.ts';
import { compileVariant, type CompiledVariant, type Reduction } from './compile-variant.ts';
import type { Expression } from './expression.ts';
import { parseKernel, type ParsedKernel } from './parse-kernel.ts';
import { createVariantRunner, type VariantRunner } from './run-variant.ts';

/** A variant that was compiled: what it holds, and what runs it. */
export interface ReadyVariant {
  readonly inputs: readonly (Dtype | 'number')[];
  readonly output: Dtype | Reduction;
  readonly compiled: CompiledVariant;
  readonly runner: VariantRunner;
}

/** What is known of one function text: how it was read, and the variants made so far. */
export interface KernelProgram {
  readonly parsed: ParsedKernel;
  readonly expression: Expression | undefined;
  readonly variants: Map<string, ReadyVariant>;
}

const maxPrograms = 512;
const programs = new Map<string, KernelProgram>();

/** The program of a function text: the same for all functions of one text, since a kernel knows nothing but its parameters. */
export function programOf(text: string, options: { readonly precision: Precision; readonly fast: boolean }): KernelProgram {
  const key = `${options.precision} ${options.fast} ${text}`;
  let program = programs.get(key);
  if (program) return program;
  const parsed = parseKernel(text, options);
  program = { parsed, expression: parsed.expression, variants: new Map() };
  // The oldest leaves: kernels that still use it keep it.
  if (programs.size >= maxPrograms) programs.delete(programs.keys().next().value as string);
  programs.set(key, program);
  return program;
}

/** The variant for these element types, compiled when it is the first of them. */
export function variantOf(
  { expression, variants }: KernelProgram,
  shape: {
    readonly inputs: readonly (Dtype | 'number')[];
    readonly output: Dtype | Reduction;
    readonly isShared: boolean;
    readonly precision: Precision;
    readonly fast: boolean;
  },
): ReadyVariant {
  const { inputs, output, isShared, precision, fast } = shape;
  const key = `${inputs.join(' ')} ${output} ${isShared}`;
  let variant = variants.get(key);
  if (!variant) {
    const lanes = precision === 'f64' ? 'f64x2' : 'f32x4';
    const compiled = compileVariant(expression as Expression, { inputs, output, isShared, lanes, fast });
    variant = { inputs, output, compiled, runner: createVariantRunner(compiled) };
    variants.set(key, variant);
  }
  return variant;
}
