import { isFunctionNode, type AnyNode } from '../source/syntax.ts';
import { argumentsOf, eachNode, memberName, type Bindings } from './bindings.ts';
import type { AddPattern } from './find-patterns.ts';
import { nameOfFunction } from './function-name.ts';
import { grows, lineOfRead, stringsReadAt } from './string-rebuilding.ts';

/** A string that functions of one class or closure share, and where they add to it. */
interface SharedText {
  readonly name: string;
  /** Class, object or function whose functions share it. */
  readonly owner: AnyNode;
  readonly growths: AnyNode[];
}

interface Read {
  readonly node: AnyNode;
  readonly text: AnyNode;
}

/** What happens to a string in a function, itself or through another function of the owner. */
interface FunctionUse {
  readonly name: string;
  readonly growsAt: number[];
  readonly reads: { readonly at: number; readonly read: Read }[];
}

/** Calls from one function to another that are followed: a printer's `line` calls `word`, which asks for the last character. */
const maxCalls = 3;

/**
 * A string that one function of a class or closure adds to and another reads: a question about its end, or what is read before more is added.
 * What is read once all is there is read once.
 */
export function addDistantRebuilding(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  if (node.type !== 'Program') return;
  const texts = sharedTexts(node, bindings);
  if (texts.length === 0) return;
  const reads: Read[] = [];
  const sets: AnyNode[] = [];
  eachNode(node, (one) => {
    for (const text of stringsReadAt(one, bindings)) reads.push({ node: one, text });
    if (one.type === 'AssignmentExpression' && one['operator'] === '=') sets.push(one);
  });
  for (const shared of texts) {
    if (sets.some((one) => isReset(one, shared, bindings))) continue;
    const growing = new Set(shared.growths.map((one) => bindings.functionOf(one)));
    const own = reads.filter(({ node: one, text }) => isShared(text, shared, bindings) && !growing.has(bindings.functionOf(one)));
    if (own.length === 0) continue;
    const between = readsBetween(shared, own, bindings);
    for (const read of own) {
      const reader = bindings.functionOf(read.node);
      if (between.has(read) || (reader !== shared.owner && isQuestion(reader, shared, bindings)))
        add('rebuild', read.node, { line: lineOfRead(read.node) });
    }
  }
}

function sharedTexts(root: AnyNode, bindings: Bindings): readonly SharedText[] {
  const found: SharedText[] = [];
  eachNode(root, (node) => {
    if (node.type !== 'AssignmentExpression') return;
    const left = node['left'] as AnyNode;
    const owner = ownerOf(left, bindings);
    const name = bindings.textOf(left);
    if (!owner || !grows(node, name, bindings)) return;
    const known = found.find((one) => one.owner === owner && one.name === name);
    if (known) known.growths.push(node);
    else found.push({ name, owner, growths: [node] });
  });
  return found;
}

/** What holds the functions that share a string: none for one that is of a single call. */
function ownerOf(text: AnyNode, bindings: Bindings): AnyNode | undefined {
  if (text.type === 'Identifier') {
    const [declaration] = bindings.lookUp(text)?.declarations ?? [];
    const owner = declaration && bindings.functionOf(declaration);
    return owner === bindings.functionOf(text) ? undefined : owner;
  }
  const object = text.type === 'MemberExpression' && memberName(text) !== undefined ? (text['object'] as AnyNode) : undefined;
  if (object?.type === 'ThisExpression') return holderOf(object, bindings);
  if (object?.type !== 'Identifier') return undefined;
  return bindings.lookUp(object)?.parameterOf ? bindings.root : ownerOf(object, bindings);
}

/** The class or the object whose method a node is in; of what is put on a prototype, the file. */
function holderOf(node: AnyNode, bindings: Bindings): AnyNode | undefined {
  for (let at: AnyNode | undefined = node; at; at = bindings.parentOf(at)) {
    const parent = bindings.parentOf(at);
    if (parent?.type === 'ClassBody') return parent;
    if (!isFunctionNode(at) || at.type === 'ArrowFunctionExpression') continue;
    if (parent?.type === 'Property') return bindings.parentOf(parent);
    if (parent?.type === 'AssignmentExpression' && bindings.textOf(parent['left'] as AnyNode).includes('.prototype.')) return bindings.root;
  }
  return undefined;
}

function isWithin(node: AnyNode, outer: AnyNode): boolean {
  return outer.start <= node.start && node.end <= outer.end;
}

function isShared(text: AnyNode, { name, owner, growths }: SharedText, bindings: Bindings): boolean {
  if (!isWithin(text, owner) || bindings.textOf(text) !== name) return false;
  if (text.type !== 'Identifier') return true;
  const [growth] = growths;
  return growth !== undefined && bindings.lookUp(text) === bindings.lookUp(growth['left'] as AnyNode);
}

/** Whether the string begins anew, or is cut, after it was made: then it may stay short. */
function isReset(node: AnyNode, shared: SharedText, bindings: Bindings): boolean {
  if (!isShared(node['left'] as AnyNode, shared, bindings) || shared.growths.includes(node)) return false;
  const around = bindings.functionOf(node);
  return bindings.parentOf(around)?.['kind'] !== 'constructor' && !/^[A-Z]/.test(nameOfFunction(around, bindings));
}

/** Whether all that a function wants of the string is its length and what it ends with: nobody asks that of one that is complete. */
function isQuestion(reader: AnyNode, shared: SharedText, bindings: Bindings): boolean {
  let isOnly = true;
  eachNode(reader, (one, parent) => {
    if (!isShared(one, shared, bindings) || !parent) return;
    if (parent.type === 'MemberExpression' && parent['property'] === one && parent['computed'] !== true) return;
    const isLength = parent.type === 'MemberExpression' && memberName(parent) === 'length';
    const isCompared = parent.type === 'BinaryExpression' && /^[!=]==?$/.test(parent['operator'] as string);
    if (!isLength && !isCompared && !isEndRead(parent, shared, bindings)) isOnly = false;
  });
  return isOnly;
}

function isEndRead(member: AnyNode, { name }: SharedText, bindings: Bindings): boolean {
  if (member.type !== 'MemberExpression') return false;
  const fromLength = (node: AnyNode | undefined): boolean => node !== undefined && bindings.textOf(node).startsWith(`${name}.length`);
  if (member['computed'] === true) return fromLength(member['property'] as AnyNode);
  const method = memberName(member) ?? '';
  const call = bindings.parentOf(member);
  if (call?.type !== 'CallExpression' || call['callee'] !== member) return false;
  if (method === 'endsWith') return true;
  const [first] = argumentsOf(call);
  if (/^(?:charAt|charCodeAt|codePointAt|substring|substr)$/.test(method)) return fromLength(first);
  return /^(?:at|slice)$/.test(method) && (fromLength(first) || first?.type === 'UnaryExpression');
}

/** Reads that come before something is added, in one function: itself, or through functions that it calls. */
function readsBetween(shared: SharedText, reads: readonly Read[], bindings: Bindings): ReadonlySet<Read> {
  const { owner, growths } = shared;
  const uses = new Map<AnyNode, FunctionUse>();
  const useOf = (node: AnyNode): FunctionUse => {
    const around = namedFunctionOf(node, owner, bindings);
    const known = uses.get(around) ?? { name: around === owner ? '' : nameOfFunction(around, bindings), growsAt: [], reads: [] };
    uses.set(around, known);
    return known;
  };
  for (const growth of growths) useOf(growth).growsAt.push(growth.end);
  for (const read of reads) useOf(read.node).reads.push({ at: read.node.start, read });
  const mentions = mentionsIn(owner);
  for (let call = 0; call < maxCalls; call++) {
    const before = [...uses.values()].flatMap(({ name, growsAt, reads: known }) =>
      name === '' ? [] : [{ name, isGrowing: growsAt.length > 0, known: [...known] }],
    );
    for (const { name, isGrowing, known } of before) {
      for (const mention of mentions.get(name) ?? []) {
        const use = useOf(mention);
        if (use.name === name) continue;
        if (isGrowing && !use.growsAt.includes(mention.end)) use.growsAt.push(mention.end);
        for (const { read } of known)
          if (!use.reads.some((one) => one.read === read && one.at === mention.start)) use.reads.push({ at: mention.start, read });
      }
    }
  }
  const between = [...uses.values()].flatMap(({ growsAt, reads: own }) =>
    own.filter(({ at }) => growsAt.some((end) => at < end)).map(({ read }) => read),
  );
  return new Set(between);
}

/** Where functions are named within their owner: `this.last`, `last()`. */
function mentionsIn(owner: AnyNode): ReadonlyMap<string, readonly AnyNode[]> {
  const found = new Map<string, AnyNode[]>();
  eachNode(owner, (one, parent) => {
    const isOwn = one.type === 'MemberExpression' && (one['object'] as AnyNode).type === 'ThisExpression';
    const isCalled = one.type === 'Identifier' && parent?.type === 'CallExpression' && parent['callee'] === one;
    const name = isOwn ? memberName(one) : isCalled ? (one['name'] as string) : undefined;
    if (name === undefined || isWithin(owner, one)) return;
    found.set(name, [...(found.get(name) ?? []), one]);
  });
  return found;
}

/** The innermost function around a node that has a name: a callback works for the function that it stands in. */
function namedFunctionOf(node: AnyNode, owner: AnyNode, bindings: Bindings): AnyNode {
  let at = bindings.functionOf(node);
  while (at !== owner && at !== bindings.root && nameOfFunction(at, bindings) === '') at = bindings.functionOf(at);
  return at;
}
