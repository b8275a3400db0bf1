import type { SourcePlace } from '@nsi/core/report';
import { isFunctionNode, isNode, parseSource, type AnyNode } from '../source/syntax.ts';
import { argumentsOf, eachNode, isWithinLoop, memberName, readBindings, type Binding, type Bindings } from './bindings.ts';
import { nameOfFunction } from './function-name.ts';

/** A call, in the file that it stands in. */
interface Site {
  readonly file: string;
  readonly node: AnyNode;
  readonly bindings: Bindings;
}

const adds = /^(?:on|addListener|prependListener|addEventListener|subscribe)$/;
const removes = /^(?:off|removeListener|removeAllListeners|removeEventListener|unsubscribe)$/;
/** Calls from one function to another that are followed. */
const maxCalls = 4;
const maxLength = 2 ** 20;

/**
 * Lines that add a listener again and again to an emitter which outlives them, and which nothing removes. `texts` holds the JavaScript of the
 * program's files. A function that removes it counts where somebody keeps it: what is handed back and dropped is never called.
 */
export function addedListeners(texts: ReadonlyMap<string, string>): readonly SourcePlace[] {
  const added: Site[] = [];
  const removed: Site[] = [];
  const calls = new Map<string, Site[]>();
  for (const site of sitesIn(texts)) {
    const name = calledBy(site.node);
    const isMethod = (site.node['callee'] as AnyNode).type === 'MemberExpression';
    if (isMethod && adds.test(name)) added.push(site);
    else if (isMethod && removes.test(name)) removed.push(site);
    calls.set(name, [...(calls.get(name) ?? []), site]);
  }
  const callsOf = (around: AnyNode, bindings: Bindings): readonly Site[] => calls.get(nameToCall(around, bindings)) ?? [];
  return added
    .filter((site) => isKept(site) && outlives(receiverOf(site), site, 0) && !removed.some((one) => isRemovedBy(one, site)))
    .map(({ file, node, bindings }) => ({
      file,
      line: ((node['callee'] as AnyNode)['property'] as AnyNode).loc.start.line,
      function: nameOfFunction(bindings.functionOf(node), bindings),
    }));

  /** Whether one emitter is meant, time and again: where it is handed on, by who calls the function. */
  function outlives(emitter: AnyNode, site: Site, depth: number): boolean {
    const { node, bindings } = site;
    if (depth > maxCalls) return false;
    if (emitter.type === 'MemberExpression') return isHandedIn(emitter, node, bindings) && isRepeated(site, depth);
    if (emitter.type !== 'Identifier') return false;
    const binding = bindings.lookUp(emitter);
    if (!binding) return emitter['name'] === 'process' && isRepeated(site, depth);
    const taker = binding.parameterOf;
    if (!taker) return isMadeOnce(binding, node, bindings) && isRepeated(site, depth);
    const parameters = taker['params'] as readonly AnyNode[];
    const position = parameters.findIndex((parameter) => parameter.type === 'Identifier' && parameter['name'] === emitter['name']);
    return callsOf(taker, bindings).some((call) => {
      const argument = argumentsOf(call.node)[position];
      return argument !== undefined && outlives(argument, call, depth + 1);
    });
  }

  /** In a loop, in a callback, or in a function that is called there. */
  function isRepeated({ node, bindings }: Site, depth: number): boolean {
    if (depth > maxCalls) return false;
    if (isWithinLoop(node, bindings)) return true;
    const around = bindings.functionOf(node);
    if (around.type === 'Program') return false;
    return callsOf(around, bindings).some((call) => isRepeated(call, depth + 1));
  }

  function isRemovedBy(removal: Site, addition: Site): boolean {
    const [event] = argumentsOf(removal.node);
    const [own] = argumentsOf(addition.node);
    const isOther = event?.type === 'Literal' && own?.type === 'Literal' && event['value'] !== own['value'];
    if (isOther) return false;
    const adding = addition.bindings.functionOf(addition.node);
    const isHandedBack = removal.file === addition.file && isWithinReturn(removal.node, adding, removal.bindings);
    const callers = isHandedBack ? callsOf(adding, addition.bindings) : [];
    return callers.length === 0 || callers.some(({ node, bindings }) => bindings.parentOf(node)?.type !== 'ExpressionStatement');
  }
}

function* sitesIn(texts: ReadonlyMap<string, string>): Generator<Site> {
  for (const [file, text] of texts) {
    const root = text.length > maxLength ? undefined : (parseSource(text) as AnyNode | undefined);
    if (!root) continue;
    yield* sitesOf(file, root, text);
  }
}

function sitesOf(file: string, root: AnyNode, text: string): readonly Site[] {
  const found: Site[] = [];
  try {
    const bindings = readBindings(root, text, text);
    eachNode(root, (node) => {
      if (/^(?:Call|New)Expression$/.test(node.type) && isNode(node['callee'])) found.push({ file, node, bindings });
    });
    return found;
  } catch (error) {
    // An expression nested deeper than the stack, as generated code has them.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function calledBy({ type, callee }: AnyNode): string {
  const called = callee as AnyNode;
  const name = called.type === 'MemberExpression' ? (memberName(called) ?? '') : ((called['name'] ?? '') as string);
  return type === 'NewExpression' ? `new ${name}` : name;
}

/** What calls of a function are written as: of a constructor, by its class. */
function nameToCall(around: AnyNode, bindings: Bindings): string {
  const method = bindings.parentOf(around);
  if (method?.['kind'] !== 'constructor') return nameOfFunction(around, bindings);
  let at: AnyNode | undefined = method;
  while (at && !at.type.startsWith('Class')) at = bindings.parentOf(at);
  const named = at?.type === 'ClassBody' ? bindings.parentOf(at) : at;
  return `new ${named?.id?.name ?? ''}`;
}

function receiverOf({ node }: Site): AnyNode {
  return (node['callee'] as AnyNode)['object'] as AnyNode;
}

/** Not one that ends by itself, or by what the call gives back. */
function isKept({ node, bindings }: Site): boolean {
  const given = argumentsOf(node);
  if (given.length === 0 || bindings.functionOf(node).type === 'Program') return false;
  const settings = given.slice(2).map((one) => bindings.textOf(one));
  if (settings.some((text) => /\b(?:once|signal)\b/.test(text))) return false;
  return bindings.parentOf(node)?.type === 'ExpressionStatement';
}

/** Whether a variable is one of the file, and not set anew where it is used. */
function isMadeOnce({ declarations, values }: Binding, use: AnyNode, bindings: Bindings): boolean {
  const around = bindings.functionOf(use);
  return (
    declarations.every((one) => bindings.functionOf(one) === bindings.root && !isWithinLoop(one, bindings)) &&
    values.every(({ node }) => !isWithinLoop(node, bindings) && (around === bindings.root || bindings.functionOf(node) !== around))
  );
}

/** Whether a member is not set in the function that uses it: then it was there before. */
function isHandedIn(member: AnyNode, use: AnyNode, bindings: Bindings): boolean {
  const name = memberName(member);
  const values = name === undefined ? undefined : bindings.member(name)?.values;
  const object = member['object'] as AnyNode;
  if (!values || object.type !== 'ThisExpression') return false;
  const parameters = values.filter(({ node }) => node.type !== 'Identifier' || !bindings.lookUp(node)?.parameterOf);
  return parameters.length === 0 || values.every(({ node }) => bindings.functionOf(node) !== bindings.functionOf(use));
}

/** Whether a node is in a function that another one returns. */
function isWithinReturn(node: AnyNode, returning: AnyNode, bindings: Bindings): boolean {
  for (let at = bindings.functionOf(node); at !== bindings.root; at = bindings.functionOf(at)) {
    const parent = bindings.parentOf(at);
    if (isFunctionNode(at) && parent?.type === 'ReturnStatement' && bindings.functionOf(parent) === returning) return true;
  }
  return false;
}
