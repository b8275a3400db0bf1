import type { TextFile } from './workspace.ts';

/** A code example of a document; `line` is the first line of its code, counted from 1. */
export interface Fence {
  readonly path: string;
  readonly line: number;
  readonly code: string;
}

/** The examples of a document, or of the comments of a source file, that are marked ```` ```ts run ````: they are executed. */
export function runnableFences({ path, text }: TextFile): readonly Fence[] {
  const lines = text.split('\n').map((line) => (path.endsWith('.ts') ? line.replace(/^\s*\* ?/, '') : line));
  const fences: Fence[] = [];
  for (let start = 0; start < lines.length; start++) {
    const opening = /^(`{3,})ts run\s*$/.exec(lines[start]!);
    if (!opening) continue;
    const end = lines.indexOf(opening[1]!, start + 1);
    if (end === -1) throw new Error(`${path}:${start + 1}: expected the example to be closed by ${opening[1]}, reached the end`);
    fences.push({ path, line: start + 2, code: lines.slice(start + 1, end).join('\n') });
    start = end;
  }
  return fences;
}
