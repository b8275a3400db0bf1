import type { Formula } from './parse.ts';

function* needsOf(formula: Formula): Generator<string> {
  if (formula.kind === 'cell') yield formula.name;
  else if (formula.kind === 'binary') {
    yield* needsOf(formula.left);
    yield* needsOf(formula.right);
  } else if (formula.kind === 'call') for (const part of formula.parts) yield* needsOf(part);
}

/** The cells in an order in which each comes after all that it needs. */
export function orderOf(sheet: ReadonlyMap<string, Formula>): string[] {
  const waiting = new Map<string, number>();
  const wantedBy = new Map<string, string[]>();
  const ready: string[] = [];
  for (const [cell, formula] of sheet) {
    const needs = new Set(needsOf(formula));
    for (const need of needs) {
      const list = wantedBy.get(need);
      if (list === undefined) wantedBy.set(need, [cell]);
      else list.push(cell);
    }
    if (needs.size === 0) ready.push(cell);
    else waiting.set(cell, needs.size);
  }
  for (let at = 0; at < ready.length; at++) {
    for (const cell of wantedBy.get(ready[at] ?? '') ?? []) {
      const left = (waiting.get(cell) ?? 0) - 1;
      waiting.set(cell, left);
      if (left === 0) ready.push(cell);
    }
  }
  return ready;
}
