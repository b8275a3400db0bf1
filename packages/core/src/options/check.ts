import { inspect } from 'node:util';
import { NsiError, type NsiErrorCode } from '../errors/nsi-error.ts';
import { nearestName } from './nearest-name.ts';
import type { StandardIssue, StandardSchema } from './standard-schema.ts';

/** Facts about the value that is checked, for the message. */
export interface CheckSubject {
  /** Path of the value itself, such as `memory`; the paths of issues are put behind it. */
  readonly path?: string;
  /** Where the value came from, such as a file name. */
  readonly origin?: string;
  /** Code of the error that is thrown. */
  readonly code: NsiErrorCode;
  /** What to do about it; the nearest right name of an unknown key goes before it. */
  readonly hint?: string;
}

/** What a value breaks, in the words of an error message. */
export interface Problem {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  /** Where the value came from. */
  readonly origin?: string;
  /** The known key that an unknown one most probably meant. */
  readonly nearest?: string;
}

/** What `schema` says of a value: its typed form, or every problem it has. */
export function findProblems<Output>(
  schema: StandardSchema<unknown, Output>,
  value: unknown,
  path = '',
): { readonly value: Output; readonly problems?: undefined } | { readonly problems: readonly Problem[] } {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise) throw new TypeError('expected a schema that validates synchronously');
  if (!result.issues) return result;
  return { problems: result.issues.map((issue) => problemOf(issue, value, schema, path)) };
}

/** The value as `schema` types it. Throws an `NsiError` that names path, expectation, what came, and the nearest right name of an unknown key. */
export function check<Output>(schema: StandardSchema<unknown, Output>, value: unknown, subject: CheckSubject): Output {
  const result = findProblems(schema, value, subject.path);
  if (!result.problems) return result.value;
  throw problemsError(
    result.problems.map((problem) => (subject.origin === undefined ? problem : { ...problem, origin: subject.origin })),
    subject.code,
    subject.hint,
  );
}

/** One error for all problems of a value. */
export function problemsError(problems: readonly Problem[], code: NsiErrorCode, otherHint?: string): NsiError {
  const nearest = problems.find((problem) => problem.nearest !== undefined)?.nearest;
  const hint = nearest === undefined ? otherHint : `Did you mean \`${nearest}\`?`;
  return new NsiError(code, problems.map(sentenceOf).join('\n'), { ...(hint === undefined ? {} : { hint }), details: { problems } });
}

function sentenceOf({ path, expected, actual, origin }: Problem): string {
  return `${origin === undefined ? '' : `${origin}: `}${path === '' ? '' : `\`${path}\`: `}expected ${expected}, got ${actual}`;
}

/** What valibot says beyond Standard Schema. */
interface ValibotIssue extends StandardIssue {
  readonly type?: string;
  readonly expected?: string | null;
  readonly requirement?: unknown;
  readonly received?: string;
  readonly input?: unknown;
}

function problemOf(issue: ValibotIssue, root: unknown, schema: unknown, prefix: string): Problem {
  const keys = (issue.path ?? []).map((step) => (typeof step === 'object' ? step.key : step));
  const path = pathText(prefix, keys);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = knownKeys(schema, keys.slice(0, -1));
    const name = String(keys.at(-1));
    const nearest = nearestName(name, known);
    return {
      path,
      expected: `one of ${known.join(', ')}`,
      actual: `the unknown key \`${name}\``,
      ...(nearest === undefined ? {} : { nearest }),
    };
  }
  return { path, expected: expectationOf(issue), actual: describe(valueAt(root, keys)) };
}

function expectationOf({ type, expected, message, requirement }: ValibotIssue): string {
  // valibot's own sentence carries no more than `expected` does; any other is the schema author's words.
  if (!message.startsWith('Invalid ')) return message;
  if (type === 'safe_integer' || type === 'integer') return 'a whole number';
  if (type === 'min_value') return `a number of at least ${String(requirement)}`;
  if (type === 'max_value') return `a number of at most ${String(requirement)}`;
  if (expected === 'Object') return 'an object';
  if (expected === 'Array') return 'a list';
  return expected?.replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ') ?? message;
}

function pathText(prefix: string, keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, prefix);
}

function valueAt(root: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), root);
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Short, single-line and bounded, so that a hostile value cannot fill the terminal. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 5, maxStringLength: 80 });
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** Keys of the object schema at `keys`, read from valibot's `entries`; empty for other libraries. */
function knownKeys(schema: unknown, keys: readonly PropertyKey[]): readonly string[] {
  let current = schema as { readonly entries?: Readonly<Record<PropertyKey, unknown>>; readonly wrapped?: unknown } | undefined;
  for (const key of keys) current = unwrapped(unwrapped(current)?.entries?.[key]);
  return Object.keys(unwrapped(current)?.entries ?? {});
}

type Wrapped = { readonly entries?: Readonly<Record<PropertyKey, unknown>>; readonly wrapped?: unknown } | undefined;

function unwrapped(schema: unknown): Wrapped {
  const candidate = schema as Wrapped;
  return candidate?.wrapped === undefined ? candidate : unwrapped(candidate.wrapped);
}
