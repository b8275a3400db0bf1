import { accumulatingCall } from './growing-copies.ts';
import { childrenOf, isFunctionNode as isFunction, isNode, type AnyNode } from '../source/syntax.ts';

/** A value that a name may have: the expression, and which member of it. */
export interface BoundValue {
  readonly node: AnyNode;
  readonly path: readonly string[];
}

/** What the source tells of a name, or of all members of one name. */
export interface Binding {
  readonly values: BoundValue[];
  /** Where it is declared; of several variables of one name in a function they are one. */
  readonly declarations: AnyNode[];
  /** Methods that are called on it. */
  readonly uses: Set<string>;
  /** What follows its declaration in TypeScript; `''` when there is none. */
  annotation: string;
  /** Module it comes from, and its name there. */
  from?: readonly [module: string, name: string];
  /** Function it is a parameter of. */
  parameterOf?: AnyNode;
  /** Whether it is declared within a function or a loop: it may differ from call to call. */
  isLocal: boolean;
}

/** Names and members of one file. */
export interface Bindings {
  /** The file itself. */
  readonly root: AnyNode;
  /** Text of a node, as it is written. */
  textOf(node: AnyNode): string;
  parentOf(node: AnyNode): AnyNode | undefined;
  /** The innermost function around a node. */
  functionOf(node: AnyNode): AnyNode;
  /** What an identifier means there; none for a global. */
  lookUp(identifier: AnyNode): Binding | undefined;
  /** Whether what an identifier means is declared within a node. */
  declaredIn(identifier: AnyNode, node: AnyNode): boolean;
  /** Where what an identifier means is read. */
  readsOf(identifier: AnyNode): readonly AnyNode[];
  /** Whether something written so is added to. */
  isGrown(text: string): boolean;
  /** Of a function of that name, the place of the parameter whose argument is set to the result, as in `all = add(all, one)`. */
  accumulatedBy(name: string): number | undefined;
  /** Members of that name, of whatever object. */
  member(name: string): Binding | undefined;
}

/** Reads the names of a file. `written` is its text before types were stripped; both have the same offsets. */
export function readBindings(root: AnyNode, text: string, written: string): Bindings {
  const parents = new Map<AnyNode, AnyNode>();
  const scopes = new Map<AnyNode, Map<string, Binding>>([[root, new Map()]]);
  const members = new Map<string, Binding>();
  const accumulating = new Map<string, number>();
  const reads = new Map<Binding, AnyNode[]>();
  const grown = new Set<string>();
  const later: (() => void)[] = [];

  const bindings: Bindings = {
    root,
    textOf: ({ start, end }) => text.slice(start, end),
    parentOf: (node) => parents.get(node),
    functionOf(node) {
      let at = parents.get(node) ?? root;
      while (!isFunction(at)) at = parents.get(at) ?? root;
      return at;
    },
    lookUp(identifier) {
      const name = identifier['name'] as string;
      for (let at: AnyNode | undefined = identifier; at; at = parents.get(at)) {
        const found = scopes.get(at)?.get(name);
        if (found) return found;
      }
      return undefined;
    },
    declaredIn: (identifier, node) =>
      bindings.lookUp(identifier)?.declarations.some(({ start, end }) => node.start <= start && end <= node.end) === true,
    readsOf(identifier) {
      const binding = bindings.lookUp(identifier);
      return binding ? (reads.get(binding) ?? []) : [];
    },
    isGrown: (written) => grown.has(written),
    accumulatedBy: (name) => accumulating.get(name),
    member: (name) => members.get(name),
  };
  eachNode(root, (node, parent) => {
    if (parent) parents.set(node, parent);
    read(node);
  });
  for (const readLater of later) readLater();
  return bindings;

  function read(node: AnyNode): void {
    if (node.type === 'VariableDeclarator') declare(node['id'] as AnyNode, bindings.functionOf(node), node['init'] as AnyNode | null);
    else if (isFunction(node)) {
      for (const parameter of (node['params'] ?? []) as readonly AnyNode[]) declare(parameter, node, null, [], node);
      if (node.type === 'FunctionDeclaration' && node.id) declare(node.id as AnyNode, bindings.functionOf(node), node);
    } else if (node.type === 'ClassDeclaration' && node.id) declare(node.id as AnyNode, bindings.functionOf(node), node);
    else if (node.type === 'ImportDeclaration') readImport(node);
    else if (node.type === 'CatchClause' && isNode(node['param'])) declare(node['param'], bindings.functionOf(node), null);
    else if (node.type === 'PropertyDefinition' || node.type === 'Property') readMember(node);
    else if (node.type === 'AssignmentExpression' && node['operator'] === '=') later.push(() => assign(node));
    else if (node.type === 'AssignmentExpression' && node['operator'] === '+=') grown.add(bindings.textOf(node['left'] as AnyNode));
    else if (node.type === 'CallExpression') later.push(() => readUse(node));
    else if (node.type === 'Identifier') later.push(() => readName(node));
    const accumulated = accumulatingCall(node, bindings.textOf);
    if (accumulated) accumulating.set(...accumulated);
  }

  function readName(node: AnyNode): void {
    const binding = bindings.lookUp(node);
    if (!binding || binding.declarations.includes(node)) return;
    const known = reads.get(binding);
    if (known) known.push(node);
    else reads.set(binding, [node]);
  }

  function declare(pattern: AnyNode, scope: AnyNode, value: AnyNode | null, path: readonly string[] = [], parameterOf?: AnyNode): void {
    if (pattern.type === 'Identifier') {
      const binding = cellOf(scopes.get(scope) ?? newScope(scope), pattern['name'] as string);
      binding.declarations.push(pattern);
      if (value) binding.values.push({ node: value, path });
      binding.annotation ||= annotationAt(written, pattern.end);
      binding.isLocal ||= scope !== root || isWithinLoop(pattern, bindings);
      if (parameterOf) binding.parameterOf = parameterOf;
    } else if (pattern.type === 'AssignmentPattern') {
      declare(pattern['left'] as AnyNode, scope, value ?? (pattern['right'] as AnyNode), path, parameterOf);
    } else if (pattern.type === 'RestElement') {
      declare(pattern['argument'] as AnyNode, scope, value, [...path, '...'], parameterOf);
    } else if (pattern.type === 'ObjectPattern') {
      for (const property of pattern['properties'] as readonly AnyNode[]) {
        if (property.type === 'RestElement') declare(property['argument'] as AnyNode, scope, null, [], parameterOf);
        else declare(property['value'] as AnyNode, scope, value, [...path, keyOf(property) ?? '?'], parameterOf);
      }
    } else if (pattern.type === 'ArrayPattern') {
      for (const element of pattern['elements'] as readonly (AnyNode | null)[])
        if (element) declare(element, scope, value, [...path, '[]'], parameterOf);
    }
  }

  function newScope(scope: AnyNode): Map<string, Binding> {
    const names = new Map<string, Binding>();
    scopes.set(scope, names);
    return names;
  }

  function readImport(node: AnyNode): void {
    const module = (node['source'] as AnyNode)['value'] as string;
    for (const specifier of node['specifiers'] as readonly AnyNode[]) {
      const local = specifier['local'] as AnyNode;
      declare(local, root, null);
      const imported = specifier['imported'] as AnyNode | undefined;
      const binding = scopes.get(root)?.get(local['name'] as string);
      if (binding)
        binding.from = [
          module,
          (imported?.['name'] as string | undefined) ?? (specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*'),
        ];
    }
  }

  function readMember(node: AnyNode): void {
    const name = keyOf(node);
    if (name === undefined || parents.get(node)?.type === 'ObjectPattern') return;
    const binding = cellOf(members, name);
    if (isNode(node['value'])) binding.values.push({ node: node['value'], path: [] });
    binding.annotation ||= annotationAt(written, (node['key'] as AnyNode).end);
  }

  function assign(node: AnyNode): void {
    cellAt(node['left'] as AnyNode)?.values.push({ node: node['right'] as AnyNode, path: [] });
  }

  function readUse(node: AnyNode): void {
    const callee = node['callee'] as AnyNode;
    const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    if (method !== undefined) cellAt(callee['object'] as AnyNode)?.uses.add(method);
  }

  function cellAt(node: AnyNode): Binding | undefined {
    if (node.type === 'Identifier') return bindings.lookUp(node);
    const name = node.type === 'MemberExpression' ? memberName(node) : undefined;
    return name === undefined ? undefined : cellOf(members, name);
  }
}

/** Every node below one, outer ones first. */
export function eachNode(node: AnyNode, visit: (node: AnyNode, parent: AnyNode | undefined) => void, parent?: AnyNode): void {
  visit(node, parent);
  for (const [, child] of childrenOf(node)) eachNode(child, visit, node);
}

/** What is handed to a call or a constructor. */
export function argumentsOf(node: AnyNode): readonly AnyNode[] {
  return (node['arguments'] ?? []) as readonly AnyNode[];
}

/** Name of the member that an expression reads, where it is written out. */
export function memberName(node: AnyNode): string | undefined {
  const property = node['property'] as AnyNode;
  if (node['computed'] === true) return typeof property['value'] === 'string' ? property['value'] : undefined;
  return property['name'] as string;
}

const iterating = /^(?:forEach|map|filter|reduce|reduceRight|some|every|find|findIndex|findLast|findLastIndex|flatMap|sort|toSorted|from)$/;

/** Whether a node runs once for each turn of a loop, or of a function that is handed to an array method. */
export function isWithinLoop(node: AnyNode, bindings: Bindings): boolean {
  for (let [below, at] = [node, bindings.parentOf(node)]; at; below = at, at = bindings.parentOf(at)) {
    if (/^For(?:Of|In)?Statement$/.test(at.type)) {
      if (below !== at['right'] && below !== at['init']) return true;
    } else if (/While/.test(at.type)) return true;
    else if (isFunction(at)) {
      const call = bindings.parentOf(at);
      if (!call || call.type !== 'CallExpression' || !argumentsOf(call).includes(at)) return false;
      const callee = call['callee'] as AnyNode;
      if (callee.type !== 'MemberExpression' || !iterating.test(memberName(callee) ?? '')) return false;
      return true;
    }
  }
  return false;
}

function cellOf(cells: Map<string, Binding>, name: string): Binding {
  const known = cells.get(name);
  if (known) return known;
  const cell: Binding = { values: [], declarations: [], uses: new Set(), annotation: '', isLocal: false };
  cells.set(name, cell);
  return cell;
}

function keyOf(property: AnyNode): string | undefined {
  const key = property['key'] as AnyNode;
  if (property['computed'] === true) return undefined;
  return (key['name'] ?? key['value']) as string | undefined;
}

/** The type that stands behind a name. */
function annotationAt(written: string, end: number): string {
  return /^\s*[?!]?\s*:\s*([^=,){};\n]{1,80})/.exec(written.slice(end, end + 120))?.[1]?.trim() ?? '';
}
