import { indexOfShape } from './shape-index.ts';
import type { SourceFiles } from './source-files.ts';

/** The first line of the function at `place` that calls something named `called`. V8 tells who called, not from where. */
export function callLineOf(
  sources: SourceFiles,
  { file, line, column }: { readonly file: string; readonly line: number; readonly column: number },
  called: string,
): number | undefined {
  const isWanted = called.startsWith('RegExp: ') ? usesPattern(called.slice('RegExp: '.length)) : calls(called.split('.').at(-1) ?? '');
  if (!isWanted) return undefined;
  const shape = sources.shape(file);
  // Top-level code is a function too: all of the file.
  const own = shape.functions[indexOfShape(shape).innermostAt(line, Math.max(0, column - 1))];
  const lines = sources.lines(file);
  const [first, last] = own ? [own.firstLine, own.lastLine] : [1, lines.length];
  const found = lines.slice(first - 1, last).findIndex(isWanted);
  return found < 0 ? undefined : first + found;
}

function calls(name: string): ((text: string) => boolean) | undefined {
  if (!/^[\w$]+$/.test(name)) return undefined;
  const escaped = name.replaceAll('$', '\\$');
  const call = new RegExp(`(?<![\\w$])${escaped}\\s*(?:\\?\\.)?\\(`);
  const declaration = new RegExp(`function\\s*\\*?\\s*${escaped}\\s*\\(`);
  return (text) => call.test(text) && !declaration.test(text);
}

/** The expression itself, else whatever uses one. */
function usesPattern(pattern: string): (text: string) => boolean {
  return (text) => text.includes(`/${pattern}/`) || /\.(?:test|exec|match|matchAll|replace|replaceAll|search|split)\(/.test(text);
}
