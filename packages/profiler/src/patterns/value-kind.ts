import { isNode, type AnyNode } from '../source/syntax.ts';
import { memberName, type Binding, type Bindings } from './bindings.ts';

/** What a value is, as far as the source tells: `other` is known to be neither. */
export type ValueKind = 'array' | 'string' | 'other';

/** Far beyond what a person writes: only the stack is spared. */
const maxDepth = 60;
const known = new WeakMap<AnyNode, ValueKind | undefined>();
const givesArray = /^(?:split|map|filter|flat|flatMap|toSorted|toReversed|toSpliced|sort|reverse|fill|matchAll|splice)$/;
const givesString =
  /^(?:toString|trim|trimStart|trimEnd|toLowerCase|toUpperCase|join|replace|replaceAll|padStart|padEnd|repeat|substring|substr|charAt|toFixed|normalize|toISOString|toLocale\w+|digest)$/;
const keepsKind = /^(?:slice|concat|at)$/;
const ofArrays = new Set(
  'push pop shift unshift splice map filter reduce reduceRight find findIndex findLast findLastIndex some every flat flatMap sort fill toSorted toSpliced toReversed join reverse'.split(
    ' ',
  ),
);
const ofStrings = new Set(
  'charCodeAt charAt codePointAt trim trimStart trimEnd toLowerCase toUpperCase split substring substr startsWith endsWith padStart padEnd match matchAll replace replaceAll normalize localeCompare'.split(
    ' ',
  ),
);
const ofOthers = new Set('get set has add delete test exec emit on next write'.split(' '));
const arrayMakers = /^(?:Array\.(?:from|of)|Object\.(?:keys|values|entries|getOwnPropertyNames)|Array)$/;

/** The kind of an expression's value. Each is looked at once: a bundle puts hundreds of values into one name, and they name each other. */
export function kindOf(node: AnyNode, bindings: Bindings, depth = 0): ValueKind | undefined {
  if (known.has(node) || depth > maxDepth) return known.get(node);
  // A value that is made of itself tells nothing more.
  known.set(node, undefined);
  const kind = kindAt(node, bindings, depth);
  known.set(node, kind);
  return kind;
}

function kindAt(node: AnyNode, bindings: Bindings, depth: number): ValueKind | undefined {
  const of = (inner: unknown): ValueKind | undefined => (isNode(inner) ? kindOf(inner, bindings, depth + 1) : undefined);
  switch (node.type) {
    case 'ArrayExpression':
      return 'array';
    case 'TemplateLiteral':
      return 'string';
    case 'Literal':
      return typeof node['value'] === 'string' ? 'string' : 'other';
    case 'ObjectExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
      return 'other';
    case 'NewExpression':
      return bindings.textOf(node['callee'] as AnyNode) === 'Array' ? 'array' : 'other';
    case 'BinaryExpression':
      if (node['operator'] !== '+') return 'other';
      return of(node['left']) === 'string' || of(node['right']) === 'string' ? 'string' : undefined;
    case 'AwaitExpression':
    case 'ChainExpression':
      return of(node['argument'] ?? node['expression']);
    case 'AssignmentExpression':
      return of(node['right']);
    case 'ConditionalExpression':
      return of(node['consequent']) ?? of(node['alternate']);
    case 'LogicalExpression':
      return of(node['left']) ?? of(node['right']);
    case 'CallExpression':
      return kindOfCall(node, bindings, of);
    case 'Identifier':
      return kindOfBinding(bindings.lookUp(node), of);
    case 'MemberExpression': {
      const name = memberName(node);
      return name === undefined || name === 'length' ? undefined : kindOfBinding(bindings.member(name), of);
    }
    default:
      return undefined;
  }
}

function kindOfCall(node: AnyNode, bindings: Bindings, of: (node: unknown) => ValueKind | undefined): ValueKind | undefined {
  const callee = node['callee'] as AnyNode;
  const text = bindings.textOf(callee);
  if (arrayMakers.test(text)) return 'array';
  if (text === 'String' || text === 'JSON.stringify') return 'string';
  if (/(?:^|\.)readFileSync$/.test(text)) return (node['arguments'] as readonly unknown[]).length > 1 ? 'string' : 'other';
  if (callee.type !== 'MemberExpression') return callee.type === 'Identifier' ? kindOfResult(callee, bindings, of) : undefined;
  const method = memberName(callee) ?? '';
  if (keepsKind.test(method)) return method === 'at' ? undefined : of(callee['object']);
  if (givesArray.test(method)) return 'array';
  return givesString.test(method) ? 'string' : undefined;
}

/** Of a function whose value is one expression. */
function kindOfResult(callee: AnyNode, bindings: Bindings, of: (node: unknown) => ValueKind | undefined): ValueKind | undefined {
  const value = bindings.lookUp(callee)?.values[0];
  if (!value || value.path.length > 0) return undefined;
  const { body } = value.node as unknown as { readonly body?: AnyNode };
  return value.node.type === 'ArrowFunctionExpression' && body && body.type !== 'BlockStatement' ? of(body) : undefined;
}

function kindOfBinding(binding: Binding | undefined, of: (node: unknown) => ValueKind | undefined): ValueKind | undefined {
  if (!binding) return undefined;
  const declared = kindOfAnnotation(binding.annotation);
  if (declared) return declared;
  const whole = binding.values.filter(({ path, node }) => path.length === 0 && !isNothing(node) && binding.parameterOf !== node);
  const rest = binding.values.some(({ path }) => path.at(-1) === '...');
  const kinds = new Set(whole.map(({ node }) => of(node)).filter((kind) => kind !== undefined));
  if (rest) kinds.add('array');
  if (kinds.size === 1) return [...kinds][0];
  if (kinds.size > 1) return undefined;
  return kindOfUses(binding.uses);
}

function kindOfUses(uses: ReadonlySet<string>): ValueKind | undefined {
  const is = (known: ReadonlySet<string>): boolean => [...uses].some((use) => known.has(use));
  if (is(ofOthers)) return 'other';
  const [isArray, isString] = [is(ofArrays), is(ofStrings)];
  if (isArray === isString) return undefined;
  return isArray ? 'array' : 'string';
}

function kindOfAnnotation(annotation: string): ValueKind | undefined {
  const type = annotation.replace(/^readonly\s+/, '').replace(/\s*\|\s*(?:undefined|null)$/, '');
  if (type === '') return undefined;
  if (/\[\]$|^(?:Readonly)?Array<|^\[/.test(type)) return 'array';
  if (type === 'string') return 'string';
  return /^(?:(?:Readonly)?(?:Map|Set)|WeakMap|WeakSet|Buffer|\w+Array|number|boolean|Date)\b/.test(type) ? 'other' : undefined;
}

function isNothing(node: AnyNode): boolean {
  return node.type === 'Literal' && node['value'] === null;
}
