import type { Dtype } from '../arena/num-array.ts';
import { elementShapes } from './element-shape.ts';
import { stepsOf, type Expression } from './expression.ts';
import { findIntegerPairs } from './integer-pairs.ts';
import { mathFunctions, type LaneFunction } from './math-functions.ts';
import { writeReduction } from './reduction-code.ts';
import type { SimdOpcode } from './simd-opcodes.ts';
import { anyValue, createRangeReader, type ValueRange } from './value-range.ts';
import { createVectorEmitter, type Lanes } from './vector-emitter.ts';
import { convertIntegers, loadOne, loadSmallIntegers, loadStep, stepElements, storeOne, storeStep } from './vector-memory.ts';
import { createCodeWriter, type CodeWriter, type ValueType } from './wasm-code.ts';
import { writeModule } from './wasm-module.ts';

/** How the values of a kernel are put together to one number. */
export type Reduction = 'sum' | 'min' | 'max';

/** What one compiled variant is for. */
export interface VariantShape {
  /** Element type of each parameter; `number` for one number that stands for all elements. */
  readonly inputs: readonly (Dtype | 'number')[];
  readonly output: Dtype | Reduction;
  readonly isShared: boolean;
  readonly lanes: Lanes;
  readonly fast: boolean;
}

/** A variant as bytes, and what is in it. */
export interface CompiledVariant {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly imports: Readonly<Record<string, (first: number, second: number) => number>>;
  /** Vector instructions before the loop and of one turn of it. */
  readonly prologue: readonly SimdOpcode[];
  readonly loop: readonly SimdOpcode[];
  readonly elementsPerTurn: number;
}

/** Above this many instructions a turn, more of them do not make the loop's own cost smaller. */
const unrollBudget = 48;

/**
 * Writes a module with one function `run(count, …inputs, out)` that computes `count` elements: addresses are `i32`, numbers `f64`; a
 * reduction has no `out` and returns what it found.
 */
export function compileVariant(root: Expression, shape: VariantShape): CompiledVariant {
  const stepCost = costOf(root, shape);
  const steps = stepCost * 4 <= unrollBudget ? 4 : stepCost * 2 <= unrollBudget ? 2 : 1;
  const { inputs, output, isShared } = shape;
  const isReduction = !(output in elementShapes);
  const parameters: readonly ValueType[] = [
    'i32',
    ...inputs.map((input) => (input === 'number' ? 'f64' : 'i32')),
    ...(isReduction ? [] : ['i32' as const]),
  ];
  const code = createCodeWriter(parameters.length);
  const { prologue, body, tail, finish, importNames } = writeParts(root, { shape, steps, code });

  code.bytes.push(...prologue.bytes);
  writeLoops(code, { shape, elements: steps * stepElements, body, tail });
  finish?.(code);
  const results: readonly ValueType[] = isReduction ? (output === 'sum' ? ['f64', 'f64'] : ['f64']) : [];
  return {
    bytes: writeModule({
      isShared,
      imports: importNames.map((name) => ({ name, arity: mathFunctions[name].arity })),
      functions: [{ name: 'run', parameters, results, code: code.finish() }],
    }),
    imports: Object.fromEntries(importNames.map((name) => [name, mathFunctions[name].run])),
    prologue: prologue.listing,
    loop: body.listing,
    elementsPerTurn: steps * stepElements,
  };
}

interface Parts {
  readonly prologue: CodeWriter;
  readonly body: CodeWriter;
  readonly tail: CodeWriter;
  readonly finish: ((code: CodeWriter) => void) | undefined;
  readonly importNames: readonly LaneFunction[];
}

/** The instructions of the prologue, of one turn, and of one element behind the last whole turn. */
function writeParts(
  root: Expression,
  { shape, steps, code }: { readonly shape: VariantShape; readonly steps: number; readonly code: CodeWriter },
): Parts {
  const { inputs, output, lanes, fast } = shape;
  const [prologue, body, tail] = [code.beside(), code.beside(), code.beside()];
  const importNames: LaneFunction[] = [];
  const rangeOf = createRangeReader(inputs.map(rangeOfInput), lanes === 'f32x4' ? Math.fround : (value) => value);
  const setup = {
    lanes,
    prologue,
    rangeOf,
    fast,
    root,
    losesZeroSign: output in elementShapes && !elementShapes[output as Dtype].isFloat,
    scalarLocal: ({ index }: Expression) => (inputs[index] === 'number' ? index + 1 : undefined),
    importOf: (name: LaneFunction) => {
      if (!importNames.includes(name)) importNames.push(name);
      return importNames.indexOf(name);
    },
  };
  const arrays = arrayParameters(root).filter(({ index }) => inputs[index] !== 'number');
  const { pairs, besides } = findIntegerPairs(root, inputs);
  const placeOf = ({ index }: Expression): { readonly dtype: Dtype; readonly address: number; readonly lanes: Lanes } => ({
    dtype: inputs[index] as Dtype,
    address: index + 1,
    lanes,
  });
  const [emitter, tailEmitter] = [createVectorEmitter({ ...setup, body }), createVectorEmitter({ ...setup, body: tail })];
  const reduction =
    output in elementShapes ? undefined : writeReduction({ kind: output as Reduction, lanes, fast, range: rangeOf(root), prologue });
  const store = { dtype: output as Dtype, address: inputs.length + 1, lanes, range: rangeOf(root) };
  for (let step = 0; step < steps; step++) {
    const at = step * stepElements;
    const known: Map<Expression, number>[] = Array.from({ length: lanes === 'f64x2' ? 2 : 1 }, () => new Map());
    const keep = (expression: Expression, locals: readonly number[]): void => {
      for (const [half, local] of locals.entries()) known[half]?.set(expression, local);
    };
    for (const parameter of besides) keep(parameter, loadStep(body, { ...placeOf(parameter), at }));
    for (const pair of pairs) {
      for (const part of pair.parts) loadSmallIntegers(body, { ...placeOf(part), at });
      body.simd(pair.op === 'add' ? 'i32x4.add' : 'i32x4.sub');
      keep(pair, convertIntegers(body, lanes));
    }
    if (!reduction) storeStep(emitter, root, known, { ...store, at });
    for (const locals of reduction ? known : []) {
      emitter.emit(root, locals);
      reduction?.add(body);
    }
  }
  const known = new Map(arrays.map((parameter) => [parameter, loadOne(tail, placeOf(parameter))]));
  if (reduction) {
    tailEmitter.emit(root, known);
    reduction.addOne(tail);
  } else storeOne(tailEmitter, root, known, store);
  return { prologue, body, tail, finish: reduction?.finish, importNames };
}

function writeLoops(
  code: CodeWriter,
  {
    shape,
    elements,
    body,
    tail,
  }: { readonly shape: VariantShape; readonly elements: number; readonly body: CodeWriter; readonly tail: CodeWriter },
): void {
  const count = 0;
  const isReduction = !(shape.output in elementShapes);
  const pointers = [...shape.inputs, ...(isReduction ? [] : [shape.output as Dtype])];
  const advance = (by: number): void => {
    for (const [index, kind] of pointers.entries()) {
      if (kind === 'number') continue;
      code.get(index + 1);
      code.scalar('i32.const', by * elementShapes[kind].bytes);
      code.scalar('i32.add');
      code.set(index + 1);
    }
    code.get(count);
    code.scalar('i32.const', by);
    code.scalar('i32.sub');
    code.tee(count);
  };
  const empty = 0x40;
  const leaveBelow = (least: number): void => {
    code.scalar('i32.const', least);
    code.scalar('i32.lt_u');
    code.scalar('br_if', 0);
  };
  const loop = (by: number, part: CodeWriter): void => {
    code.scalar('block', empty);
    code.get(count);
    leaveBelow(by);
    code.scalar('loop', empty);
    code.bytes.push(...part.bytes);
    advance(by);
    code.scalar('i32.const', by);
    code.scalar('i32.ge_u');
    code.scalar('br_if', 0);
    code.scalar('end');
    code.scalar('end');
  };
  loop(elements, body);
  loop(1, tail);
}

function rangeOfInput(input: Dtype | 'number'): ValueRange {
  if (input === 'number' || elementShapes[input].isFloat) return anyValue;
  const { low, high } = elementShapes[input];
  return { low, high, mayBeNaN: false, mayBeNegativeZero: false };
}

/** Parameters that the expression reads, each once. */
function arrayParameters(root: Expression): readonly Expression[] {
  return stepsOf(root).filter(({ op }) => op === 'parameter');
}

/** Instructions of one step, about. */
function costOf(root: Expression, { inputs, lanes }: VariantShape): number {
  const steps = stepsOf(root).reduce((sum, { op }) => sum + (op === 'call' ? 12 : 1), 0);
  return (steps + inputs.length) * (lanes === 'f64x2' ? 2 : 1);
}
