import type { Precision } from '../options.ts';
import { stepsOf, writeExpression, writtenSize, type Expression } from './expression.ts';
import type { SimdOpcode } from './simd-opcodes.ts';
import type { KernelProgram, ReadyVariant } from './variant-cache.ts';

/** Longer expressions are not written out: nobody would read them. */
const maxWrittenSize = 200;

/** What is told besides the program. */
export interface Explanation {
  readonly precision: Precision;
  readonly fast: boolean;
  readonly obstacle: string | undefined;
  /** The variant that ran last. */
  readonly latest: ReadyVariant | undefined;
}

/** How a kernel is computed, one fact a line. */
export function explainKernel({ parsed, variants }: KernelProgram, { precision, fast, obstacle, latest }: Explanation): string {
  const { expression, parameters, text } = parsed;
  const facts: (readonly [name: string, value: string])[] = [['function', text]];
  if (expression && writtenSize(expression) <= maxWrittenSize)
    facts.push(['understood as', `(${parameters.join(', ')}) => ${trimBrackets(writeExpression(expression, parameters))}`]);
  if (obstacle !== undefined) {
    facts.push(['backend', `js: a plain loop calls the function for each element, because ${obstacle}`]);
    if (precision === 'f32') facts.push(['precision', 'f64: a function that is not compiled computes as JavaScript does']);
    return draw(facts);
  }
  const lanes = precision === 'f64' ? 'f64x2, 2 elements an instruction' : 'f32x4, 4 elements an instruction';
  facts.push(['backend', `wasm: ${lanes}`]);
  facts.push(['results', sameness(precision, fast)]);
  if (expression) {
    facts.push(['steps', String(stepsOf(expression).filter(({ op }) => op !== 'constant' && op !== 'parameter').length)]);
    const calls = callsOf(expression);
    if (calls.length > 0) {
      facts.push([
        'calls',
        `${calls.join(', ')}: no vector instruction is equal in every bit, so each element calls the engine's own function`,
      ]);
    }
  }
  if (!latest) facts.push(['compiled', 'nothing yet: a variant is compiled for the element types of the first call']);
  else {
    const { inputs, output, compiled } = latest;
    facts.push(['types', `${parameters.map((name, index) => `${name}: ${inputs[index] ?? '?'}`).join(', ')} → ${output}`]);
    facts.push(['a turn', `${compiled.elementsPerTurn} elements, ${compiled.loop.length} vector instructions`]);
    facts.push(['instructions', countNames(compiled.loop)]);
    if (variants.size > 1) facts.push(['variants', `${variants.size} compiled; shown is the one that ran last`]);
  }
  return draw(facts);
}

function sameness(precision: Precision, fast: boolean): string {
  if (fast) return 'may differ from JavaScript in the last bit, and where min and max meet NaN or −0';
  return precision === 'f64' ? 'equal to JavaScript in every bit' : 'every step rounded to 32 bits, as Math.fround around it would';
}

function callsOf(root: Expression): readonly string[] {
  const names = stepsOf(root).flatMap(({ call }) => {
    if (call === undefined) return [];
    return [call === 'remainder' ? '%' : call === 'pow' ? '** or Math.pow' : `Math.${call}`];
  });
  return [...new Set(names)];
}

/** `f64x2.mul × 4, f64x2.sub × 4`, in the order of first use. */
export function countNames(listing: readonly SimdOpcode[]): string {
  const counts = new Map<string, number>();
  for (const name of listing) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} × ${count}`)).join(', ');
}

function trimBrackets(text: string): string {
  if (!text.startsWith('(')) return text;
  let depth = 0;
  for (let index = 0; index < text.length - 1; index++) {
    if (text[index] === '(') depth++;
    if (text[index] === ')') depth--;
    if (depth === 0) return text;
  }
  return text.slice(1, -1);
}

function draw(facts: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}
