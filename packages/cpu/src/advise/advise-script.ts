import type { Finding } from '@nsi/core/report';
import { childrenOf, type SyntaxNode } from '../drivers/acorn.ts';
import { readArrayMethod } from './array-method.ts';
import { readElementLoop, type ElementLoop } from './element-loop.ts';
import { findLoopNests, isLoop, readHeavyCall, type HeavyCall } from './heavy-calls.ts';
import { excerptOf, placeInScript } from './place-in-script.ts';
import type { Script } from './read-script.ts';
import { findTypedArrays } from './typed-arrays.ts';

const docs = 'packages/cpu/README.md';

/** Where a script could use a kernel, a SIMD operation or a pool: in the order of the file. */
export function adviseScript(script: Script): readonly Finding[] {
  const typed = findTypedArrays(script.tree);
  const nests = findLoopNests(script.tree);
  const findings: Finding[] = [];
  const visit = (node: SyntaxNode, isRepeated: boolean): void => {
    const found = readElementLoop(node, script.text) ?? readArrayMethod(node, script.text, typed);
    if (found) findings.push(elementFinding(script, node, found, typed));
    const heavy = isRepeated ? readHeavyCall(node, nests) : undefined;
    if (heavy) findings.push(heavyFinding(script, heavy));
    for (const child of childrenOf(node)) visit(child, isRepeated || repeats(node, child));
  };
  visit(script.tree, false);
  return findings;
}

/** Whether a child runs many times: it is in a loop, or is handed to an array method. */
function repeats(node: SyntaxNode, child: SyntaxNode): boolean {
  if (isLoop(node)) return child === node['body'];
  if (node.type !== 'CallExpression' || child === node['callee']) return false;
  const property = (node['callee'] as SyntaxNode)['property'] as SyntaxNode | undefined;
  return /^(?:map|forEach|flatMap|filter|reduce)$/.test((property?.['name'] as string | undefined) ?? '') && /Function/.test(child.type);
}

const messages: Readonly<Record<ElementLoop['kind'], string>> = Object.freeze({
  map: 'This loop computes each element by itself.',
  sum: 'This loop adds up elements.',
  dot: 'This loop adds up products of elements.',
  min: 'This loop looks for the least value.',
  max: 'This loop looks for the greatest value.',
});

function elementFinding(script: Script, node: SyntaxNode, { kind, call, arrays }: ElementLoop, typed: ReadonlySet<string>): Finding {
  const isKnown = arrays.some((name) => typed.has(name));
  return {
    id: kind === 'map' ? 'cpu-element-loop' : 'cpu-reduction-loop',
    severity: isKnown ? 'medium' : 'low',
    // Plain arrays look the same, and a kernel does not take them.
    certainty: isKnown ? 'likely' : 'hint',
    message: messages[kind],
    where: [placeInScript(script, node)],
    evidence: [
      { label: 'excerpt', value: excerptOf(script, node) },
      { label: 'instead', value: call },
    ],
    fix: {
      package: '@nsi/cpu',
      function: /simd\.\w+/.exec(call)?.[0] ?? 'kernel',
      docs,
      whenNot: `${isKnown ? '' : 'The arrays are no typed arrays, or '}the arrays hold fewer than some hundred elements.`.replace(
        /^t/,
        'T',
      ),
    },
  };
}

function heavyFinding(script: Script, { node, name, why, isKnown }: HeavyCall): Finding {
  return {
    id: 'cpu-heavy-call',
    severity: isKnown ? 'medium' : 'low',
    certainty: isKnown ? 'likely' : 'hint',
    message: `\`${name}\` ${why}, and is called again and again on one thread.`,
    where: [placeInScript(script, node)],
    evidence: [
      { label: 'excerpt', value: excerptOf(script, node) },
      { label: 'instead', value: `pool.map('${name.slice(name.lastIndexOf('.') + 1)}', items)` },
    ],
    fix: {
      package: '@nsi/cpu',
      function: 'createPool',
      docs,
      whenNot: 'A call takes less than some tens of microseconds, or each needs the result of the one before.',
    },
  };
}
