import { parseExpressionText, type SyntaxNode } from '../drivers/acorn.ts';
import { cpuError } from '../errors.ts';
import type { Precision } from '../options.ts';
import { findCaptured } from './captured.ts';
import { createExpressionMaker, stepsOf, type Expression } from './expression.ts';
import { lowerBody, Unsupported } from './lower-body.ts';

/** A function as the compiler sees it: its expression, or the reason why there is none. */
export interface ParsedKernel {
  /** The function's text, shortened white space. */
  readonly text: string;
  readonly parameters: readonly string[];
  readonly expression: Expression | undefined;
  /** Why the function cannot be compiled, as the second half of a sentence. */
  readonly obstacle: string | undefined;
}

/** How an expression is to be computed. */
export interface LoweringOptions {
  readonly precision: Precision;
  readonly fast: boolean;
}

/**
 * Reads a function's own text. A variable of the code around it is `NSI_CPU_KERNEL_CAPTURE`; a function whose result is never a number is
 * `NSI_CPU_KERNEL_FUNCTION`; anything else outside the grammar is left to JavaScript, with the reason.
 */
export function parseKernel(text: string, options: LoweringOptions): ParsedKernel {
  const shown = shorten(text);
  try {
    return readKernel(text, shown, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The parser and what follows it go down as deep as the brackets do.
    return { text: shown, parameters: [], expression: undefined, obstacle: 'it is nested too deeply' };
  }
}

function readKernel(text: string, shown: string, { precision, fast }: LoweringOptions): ParsedKernel {
  const plain = (obstacle: string): ParsedKernel => ({ text: shown, parameters: [], expression: undefined, obstacle });
  const [tree, source] = parseFunction(text) ?? [];
  if (!tree || source === undefined) return plain('its text cannot be read as a function');
  if (tree['async'] === true || tree['generator'] === true) {
    throw cpuError('NSI_CPU_KERNEL_FUNCTION', `expected a function that returns a number, got an async or generator function: ${shown}`);
  }
  const captured = findCaptured(tree);
  if (captured !== undefined) {
    throw cpuError('NSI_CPU_KERNEL_CAPTURE', `expected an expression of the parameters, but \`${captured}\` comes from outside: ${shown}`);
  }
  const parameters = (tree['params'] as readonly SyntaxNode[]).map(({ type, name }) =>
    type === 'Identifier' ? (name as string) : undefined,
  );
  if (parameters.includes(undefined)) return plain('a parameter is not a plain name');
  const maker = createExpressionMaker(precision === 'f32' ? Math.fround : (value) => value);
  const names = parameters as readonly string[];
  try {
    const expression = lowerBody(tree['body'] as SyntaxNode, { names, maker, text: source, fast });
    if (stepsOf(expression).length > maxSteps) return { ...plain(`it has more than ${maxSteps} steps`), parameters: names };
    if (names.length > maxParameters) return { ...plain(`it has more than ${maxParameters} parameters`), parameters: names };
    const value = expression.type === 'boolean' ? maker.operation('toNumber', expression) : expression;
    return { text: shown, parameters: names, expression: value, obstacle: undefined };
  } catch (error) {
    if (error instanceof Unsupported) return { ...plain(error.message), parameters: names };
    throw error;
  }
}

/** V8 bounds the size of functions, and scratch memory the number of arrays; both are far beyond what a person writes. */
const maxSteps = 2000;
const maxParameters = 100;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 500 ? `${line.slice(0, 499)}…` : line;
}

/** An arrow function, a function expression, or a method. */
function parseFunction(text: string): readonly [tree: SyntaxNode, source: string] | undefined {
  for (const [form, pick] of forms) {
    try {
      const source = form(text);
      const tree = pick(parseExpressionText(source));
      if (tree && /^(?:Arrow)?Function/.test(tree.type)) return [tree, source];
    } catch (error) {
      // Not of this form; the next one may do.
      if (error instanceof RangeError) throw error;
    }
  }
  return undefined;
}

const forms: readonly (readonly [form: (text: string) => string, pick: (tree: SyntaxNode) => SyntaxNode | undefined])[] = Object.freeze([
  [(text) => `(${text})`, (tree) => tree],
  // `method(a) { … }` is read as a property of an object.
  [(text) => `({${text}})`, (tree) => (tree['properties'] as readonly SyntaxNode[] | undefined)?.[0]?.['value'] as SyntaxNode | undefined],
]);
