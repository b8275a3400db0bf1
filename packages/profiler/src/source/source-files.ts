import { readFileSync, statSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { indexOfShape } from './shape-index.ts';
import { shapeOf, type SourceShape } from './acorn.ts';

/** The files that ran, read once and when asked for. */
export interface SourceFiles {
  /** Files that were unfolded, by {@link compiledFormOf}: each of their functions has lines of its own. */
  readonly unfolded: ReadonlySet<string>;
  /** Whether the text is known that a file ran as, where a loader compiled it: it stands at {@link compiledFormOf} the file. */
  hasCompiled(file: string): boolean;
  /** Lines of the file as it stands on disk; none when it cannot be read. */
  lines(file: string): readonly string[];
  /** Text of one line, trimmed; `''` when there is none. */
  line(file: string, line: number): string;
  /** Whether a function of the file may have that name; a file is not parsed for it. */
  mentions(file: string, word: string): boolean;
  /** The text as it runs: TypeScript is stripped, every position stays; `''` when it cannot be. */
  javaScript(file: string): string;
  /** Functions and loops, TypeScript stripped first. */
  shape(file: string): SourceShape;
}

const maxBytes = 8 * 2 ** 20;

/** Where the text of a file stands that ran in another form than it has on disk. */
export function compiledFormOf(file: string): string {
  return `${file}${compiledEnding}`;
}

/** The file itself, of either form. */
export function writtenFormOf(file: string): string {
  return file.endsWith(compiledEnding) ? file.slice(0, -compiledEnding.length) : file;
}

const compiledEnding = '\u0000compiled';

/** `compiled` holds texts by {@link compiledFormOf} of their file; those of them that were unfolded are in `unfolded`. */
export function createSourceFiles(
  compiled: ReadonlyMap<string, string> = new Map(),
  unfolded: ReadonlySet<string> = new Set(),
): SourceFiles {
  const linesOf = new Map<string, readonly string[]>();
  const shapes = new Map<string, SourceShape>();
  const words = new Map<string, ReadonlySet<string>>();
  const texts = new Map<string, string>();
  const scripts = new Map<string, string>();
  const text = (file: string): string => cached(texts, file, () => compiled.get(file) ?? read(file));
  const lines = (file: string): readonly string[] => cached(linesOf, file, () => text(file).split(/\r\n|\n|\r/));
  const javaScript = (file: string): string => cached(scripts, file, () => javaScriptOf(file, text(file)));
  const shape = (file: string): SourceShape => cached(shapes, file, () => shapeOf(javaScript(file)));
  return {
    unfolded,
    hasCompiled: (file) => compiled.has(compiledFormOf(file)),
    lines,
    javaScript,
    line: (file, line) => lines(file)[line - 1]?.trim() ?? '',
    mentions(file, word) {
      // Whose functions are known is not read once more.
      const known = shapes.get(file);
      if (known) return indexOfShape(known).named(word).length > 0;
      return cached(words, file, () => new Set(text(file).match(/[\w$]+/g))).has(word);
    },
    shape,
  };
}

function cached<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = make();
  values.set(key, value);
  return value;
}

function read(file: string): string {
  try {
    return statSync(file).size <= maxBytes ? readFileSync(file, 'utf8') : '';
  } catch {
    // Gone, or never a file: its frames have no source.
    return '';
  }
}

function javaScriptOf(file: string, text: string): string {
  if (!/\.[cm]?ts$/.test(file)) return text;
  const { emitWarning } = process;
  try {
    // It warns that it is experimental; that is not for the user of a profiler.
    process.emitWarning = () => {};
    return stripTypeScriptTypes(text);
  } catch {
    return '';
  } finally {
    process.emitWarning = emitWarning;
  }
}
