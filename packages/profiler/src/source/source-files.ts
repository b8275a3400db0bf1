import { readFileSync, statSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { shapeOf, type SourceShape } from './acorn.ts';

/** The files that ran, read once and when asked for. */
export interface SourceFiles {
  /** Lines of the file as it stands on disk; none when it cannot be read. */
  lines(file: string): readonly string[];
  /** Text of one line, trimmed; `''` when there is none. */
  line(file: string, line: number): string;
  /** Every word that stands in the file. */
  words(file: string): ReadonlySet<string>;
  /** The text as it runs: TypeScript is stripped, every position stays; `''` when it cannot be. */
  javaScript(file: string): string;
  /** Functions and loops, TypeScript stripped first. */
  shape(file: string): SourceShape;
}

const maxBytes = 8 * 2 ** 20;

export function createSourceFiles(): SourceFiles {
  const linesOf = new Map<string, readonly string[]>();
  const shapes = new Map<string, SourceShape>();
  const words = new Map<string, ReadonlySet<string>>();
  const texts = new Map<string, string>();
  const lines = (file: string): readonly string[] => cached(linesOf, file, () => read(file).split(/\r\n|\n|\r/));
  const javaScript = (file: string): string => cached(texts, file, () => javaScriptOf(file, lines(file).join('\n')));
  return {
    lines,
    javaScript,
    line: (file, line) => lines(file)[line - 1]?.trim() ?? '',
    words: (file) => cached(words, file, () => new Set(lines(file).flatMap((line) => line.match(/[\w$]+/g) ?? []))),
    shape: (file) => cached(shapes, file, () => shapeOf(javaScript(file))),
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
