import type { LineOperation } from '@nsi/core/report';
import { callsOn } from '../source/calls-on.ts';
import type { SourceFiles } from '../source/source-files.ts';
import { findPatterns } from './find-patterns.ts';

/** Lines longer than this are no lines that a person wrote: everything stands on them. */
const maxLineLength = 1000;
/** Characters from which on a file is a bundle, of which patterns would cost more than they tell. */
const maxLength = 2 ** 20;

/** Tells what lines do that has no frame of its own. */
export function createLineOperations(sources: SourceFiles): (file: string, line: number) => readonly LineOperation[] {
  const byFile = new Map<string, ReadonlyMap<number, readonly LineOperation[]>>();
  return (file, line) => {
    if (sources.line(file, line).length > maxLineLength) return [];
    const patterns = byFile.get(file) ?? patternsByLine(sources, file);
    byFile.set(file, patterns);
    return [...calledOn(sources, file, line), ...(patterns.get(line) ?? [])];
  };
}

/** What is called where its name stands on the line: V8 places a call there. */
function calledOn(sources: SourceFiles, file: string, line: number): readonly LineOperation[] {
  return callsOn(sources, file, line)
    .filter((one) => one.line === line)
    .flatMap(({ module, callee, isInLoop, arguments: given }) => {
      const names = [module === '' ? callee : `${module}.${callee}`, ...given.filter((path) => builtIn.test(path))];
      return names.map((name) => ({ name, line, isInLoop }));
    });
}

/** Built-ins that are handed on, as in `lines.map(JSON.parse)`, are called by what they are handed to. */
const builtIn = /^(?:JSON\.(?:parse|stringify)|structuredClone)$/;

function patternsByLine(sources: SourceFiles, file: string): ReadonlyMap<number, readonly LineOperation[]> {
  const lines = new Map<number, LineOperation[]>();
  const text = sources.javaScript(file);
  if (text.length > maxLength) return lines;
  // Of one in another, the inner one is what the line does.
  const patterns = findPatterns(text, sources.lines(file).join('\n')).toSorted(
    (left, right) => left.lastLine - left.firstLine - (right.lastLine - right.firstLine),
  );
  for (const { kind, line, firstLine, lastLine, isInLoop } of patterns) {
    for (let at = firstLine; at <= lastLine; at++) {
      const own = lines.get(at) ?? [];
      own.push({ name: `shape:${kind}`, line, isInLoop });
      lines.set(at, own);
    }
  }
  return lines;
}
