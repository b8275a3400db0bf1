import type { FunctionRange, SourceShape } from './acorn.ts';

/** Look-ups in the functions of one file; bundles have tens of thousands. */
export interface ShapeIndex {
  /** The innermost function at a position, line from 1 and column from 0; −1 for none. */
  innermostAt(line: number, column: number): number;
  /** Functions that have code of their own on a line. */
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

function createIndex({ functions, owners }: SourceShape): ShapeIndex {
  const children = new Map<number, number[]>();
  const names = new Map<string, number[]>();
  for (const [index, { outer, name }] of functions.entries()) {
    push(children, outer, index);
    push(names, name, index);
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
    holding: (line) => owners[line] ?? none,
    inside: (index) => children.get(index) ?? none,
    named: (name) => names.get(name) ?? none,
  };
}

function endsBehind({ lastLine, lastColumn }: FunctionRange, line: number, column: number): boolean {
  return line < lastLine || (line === lastLine && column <= lastColumn);
}

function push<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
