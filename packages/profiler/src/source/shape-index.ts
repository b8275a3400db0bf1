import type { FunctionRange, SourceShape } from './acorn.ts';

/** Look-ups in the functions of one file; bundles have tens of thousands. */
export interface ShapeIndex {
  /** The innermost function at a position, line from 1 and column from 0; −1 for none. */
  innermostAt(line: number, column: number): number;
  /** Functions whose own code the line is: inside of them, and inside of no function that stands in them and spans other lines too. */
  holding(line: number): readonly number[];
  /** Functions that stand in one, not in a deeper one. */
  inside(index: number): readonly number[];
  named(name: string): readonly number[];
}

const indexes = new WeakMap<SourceShape, ShapeIndex>();
const none: readonly number[] = Object.freeze([]);

/** The index of a file's functions, made when it is first asked for. */
export function indexOfShape(shape: SourceShape): ShapeIndex {
  const known = indexes.get(shape);
  if (known) return known;
  const index = createIndex(shape);
  indexes.set(shape, index);
  return index;
}

function createIndex({ functions }: SourceShape): ShapeIndex {
  const children = new Map<number, number[]>();
  const names = new Map<string, number[]>();
  const edges = new Map<number, number[]>();
  const deepest: number[] = [];
  for (const [index, { outer, name, firstLine, lastLine }] of functions.entries()) {
    push(children, outer, index);
    push(names, name, index);
    push(edges, firstLine, index);
    if (lastLine !== firstLine) push(edges, lastLine, index);
    // Outer functions come first, so that inner ones write over them.
    for (let line = firstLine; line <= lastLine; line++) deepest[line] = index;
  }

  return {
    innermostAt(line, column) {
      let [low, high] = [0, functions.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const { firstLine, firstColumn } = functions[middle] as FunctionRange;
        if (firstLine < line || (firstLine === line && firstColumn <= column)) low = middle + 1;
        else high = middle;
      }
      let at = low - 1;
      while (at >= 0 && !endsBehind(functions[at] as FunctionRange, line, column)) at = (functions[at] as FunctionRange).outer;
      return at;
    },
    holding(line) {
      const candidates = new Set(edges.get(line));
      for (let at = deepest[line] ?? -1; at >= 0; at = (functions[at] as FunctionRange).outer) candidates.add(at);
      return [...candidates].filter((index) => holds(index, line));
    },
    inside: (index) => children.get(index) ?? none,
    named: (name) => names.get(name) ?? none,
  };

  function holds(index: number, line: number): boolean {
    const { lastLine } = functions[index] as FunctionRange;
    return !(children.get(index) ?? none).some((child) => {
      const inner = functions[child] as FunctionRange;
      return inner.firstLine < line && line <= inner.lastLine && !(line === inner.lastLine && inner.lastLine === lastLine);
    });
  }
}

function endsBehind({ lastLine, lastColumn }: FunctionRange, line: number, column: number): boolean {
  return line < lastLine || (line === lastLine && column <= lastColumn);
}

function push<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
