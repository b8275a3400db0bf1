import { isFunctionNode, isNode, type AnyNode } from './syntax.ts';

/** What an expression stands for. */
export interface Described {
  /** The module it is of, without `node:`; `''` for none that is known. */
  readonly module: string;
  /** Its path there, or in the file; `''` for the module itself and for what has no path. */
  readonly path: string;
}

/** The names of a file, by the function they are declared in, and what they stand for. */
export interface Names {
  /** A function begins: its parameters are names of it. */
  open(index: number, node: AnyNode, outer: number): void;
  /** Takes the names that a node declares or writes. */
  declare(within: number, node: AnyNode): void;
  /** What an expression in a function stands for: asked when all names are known. */
  describe(node: AnyNode, within: number): Described;
}

type Meaning = () => Described | undefined;

const maxDepth = 6;
const maxLength = 120;
const nothing: Described = Object.freeze({ module: '', path: '' });
const isWrapper = /^(?:__toESM|__importStar|__importDefault|_interop\w+|__toCommonJS)$/;

export function createNames(): Names {
  const scopes = new Map<number, { readonly outer: number; readonly names: Map<string, Meaning | undefined> }>();
  // A variable that is written twice stands for nothing.
  const written = new Set<string>();

  function bind(within: number, name: string, meaning?: Meaning): void {
    const { names } = scopes.get(within) ?? { names: new Map<string, Meaning | undefined>() };
    if (names.has(name)) written.add(name);
    names.set(name, meaning);
  }

  function bindPattern(within: number, pattern: unknown, meaning?: Meaning): void {
    if (!isNode(pattern)) return;
    if (pattern.type === 'Identifier') bind(within, pattern['name'] as string, meaning);
    if (pattern.type === 'AssignmentPattern') bindPattern(within, pattern['left'], meaning);
    if (pattern.type === 'RestElement') bindPattern(within, pattern['argument']);
    if (pattern.type === 'ArrayPattern') for (const one of pattern['elements'] as readonly unknown[]) bindPattern(within, one);
    if (pattern.type === 'ObjectPattern') {
      for (const property of pattern['properties'] as readonly AnyNode[]) {
        const { key, value, computed } = property;
        if (property.type === 'RestElement' || computed === true) bindPattern(within, value ?? property);
        else bindPattern(within, value, meaning && (() => member(meaning(), keyOf(key))));
      }
    }
  }

  function meaningOf(name: string, within: number): Meaning | undefined {
    for (let at = within; ;) {
      const scope = scopes.get(at);
      if (!scope) return undefined;
      if (scope.names.has(name)) return written.has(name) ? undefined : scope.names.get(name);
      at = scope.outer;
    }
  }

  /** What a variable stands for that is set to an expression: a path, a module or a pattern; the result of a call is its own. */
  function aliased(node: unknown, within: number, depth: number): Described | undefined {
    if (!isNode(node) || depth > maxDepth) return undefined;
    if (node.type === 'Identifier' || node.type === 'MemberExpression' || node.type === 'ChainExpression')
      return describe(node, within, depth + 1);
    if (node.type === 'Literal' && node['regex'] !== undefined) return describe(node, within, depth + 1);
    if (node.type === 'AwaitExpression') return aliased(node['argument'], within, depth + 1);
    if (node.type === 'ImportExpression') return moduleOf(node['source']);
    if (node.type !== 'CallExpression') return undefined;
    const [argument] = node['arguments'] as readonly AnyNode[];
    const callee = node['callee'] as AnyNode;
    const called = callee.type === 'Identifier' ? (callee['name'] as string) : '';
    if (called === 'require') return moduleOf(argument);
    if (isWrapper.test(called)) return aliased(argument, within, depth + 1);
    const isBound = callee.type === 'MemberExpression' && keyOf(callee['property']) === 'bind';
    return isBound ? aliased(callee['object'], within, depth + 1) : undefined;
  }

  function describe(node: AnyNode, within: number, depth = 0): Described {
    if (depth > maxDepth) return nothing;
    switch (node.type) {
      case 'Identifier':
      case 'PrivateIdentifier': {
        const name = node['name'] as string;
        return meaningOf(name, within)?.() ?? of(name);
      }
      case 'ThisExpression':
        return of('this');
      case 'Super':
        return of('super');
      case 'MemberExpression': {
        const object = describe(node['object'] as AnyNode, within, depth + 1);
        const property = node['property'] as AnyNode;
        if (node['computed'] !== true || typeof property['value'] === 'string') return memberOf(object, keyOf(property));
        return { ...object, path: `${object.path}[]` };
      }
      case 'CallExpression': {
        const known = aliased(node, within, depth + 1);
        if (known) return known;
        const called = describe(node['callee'] as AnyNode, within, depth + 1);
        return { ...called, path: `${called.path}()` };
      }
      case 'NewExpression': {
        const { module, path } = describe(node['callee'] as AnyNode, within, depth + 1);
        return { module, path: `new ${path}()` };
      }
      case 'ChainExpression':
        return describe(node['expression'] as AnyNode, within, depth);
      case 'AwaitExpression':
      case 'UnaryExpression':
        return describe(node['argument'] as AnyNode, within, depth + 1);
      case 'SpreadElement':
        return of(`...${describe(node['argument'] as AnyNode, within, depth + 1).path}`);
      case 'SequenceExpression':
        return describe((node['expressions'] as readonly AnyNode[]).at(-1) as AnyNode, within, depth + 1);
      case 'ImportExpression':
        return moduleOf(node['source']) ?? nothing;
      case 'Literal':
        return of(((node['raw'] ?? '') as string).slice(0, maxLength));
      case 'TemplateLiteral':
        return of('`…`');
      case 'ArrayExpression':
        return of((node['elements'] as readonly unknown[]).length > 0 ? '[…]' : '[]');
      case 'ObjectExpression':
        return of((node['properties'] as readonly unknown[]).length > 0 ? '{…}' : '{}');
      default:
        return isFunctionNode(node) ? of('=>') : nothing;
    }
  }

  return {
    open(index, node, outer) {
      scopes.set(index, { outer, names: new Map() });
      for (const parameter of (node['params'] ?? []) as readonly unknown[]) bindPattern(index, parameter);
      // A declared function is a name of the one it stands in.
      if (outer >= 0 && node.type === 'FunctionDeclaration') bindPattern(outer, node.id);
    },
    declare(within, node) {
      if (node.type === 'VariableDeclarator') {
        const { init } = node;
        bindPattern(within, node.id, isNode(init) ? () => aliased(init, within, 0) : undefined);
      } else if (node.type === 'ImportDeclaration') {
        for (const specifier of node['specifiers'] as readonly AnyNode[]) {
          const imported = specifier.type === 'ImportSpecifier' ? keyOf(specifier['imported']) : 'default';
          bindPattern(within, specifier['local'], () => member(moduleOf(node['source']), imported));
        }
      } else if (node.type === 'ClassDeclaration') bindPattern(within, node.id);
      else if (node.type === 'CatchClause') bindPattern(within, node['param']);
      else if (node.type === 'AssignmentExpression' || node.type === 'UpdateExpression') {
        const target = node['left'] ?? node['argument'];
        if (isNode(target) && target.type === 'Identifier') written.add(target['name'] as string);
      }
    },
    describe: (node, within) => describe(node, within),
  };
}

function of(path: string): Described {
  return { module: '', path };
}

function member(base: Described | undefined, name: string): Described | undefined {
  return base && memberOf(base, name);
}

function memberOf({ module, path }: Described, name: string): Described {
  // The default export of a module of Node.js is the module, and transpiled code reads it from there.
  if (module !== '' && path === '') return { module, path: name === 'default' ? '' : name };
  return { module, path: `${path}.${name}` };
}

function moduleOf(node: unknown): Described | undefined {
  const name = isNode(node) ? node['value'] : undefined;
  return typeof name === 'string' ? { module: name.replace(/^node:/, ''), path: '' } : undefined;
}

function keyOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'PrivateIdentifier') return `#${node['name'] as string}`;
  return (node['name'] as string | undefined) ?? `${(node['value'] ?? '') as string | number}`;
}
