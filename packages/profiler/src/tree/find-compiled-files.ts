import { indexOfShape } from '../source/shape-index.ts';
import type { SourceFiles } from '../source/source-files.ts';
import { fileOfUrl } from './file-of-url.ts';
import type { ThreadProfile } from './merge-threads.ts';

/** Samples of a file from which on it is looked at. */
const leastSamples = 3;

/**
 * Files that ran in another form than they have on disk: most of the named functions that V8 saw do not stand where it saw them. Loaders
 * that compile TypeScript or JSX do that.
 */
export function findCompiledFiles(
  threads: readonly ThreadProfile[],
  sources: SourceFiles,
  samples: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const seen = new Map<string, Map<string, boolean>>();
  for (const { callFrame } of threads.flatMap(({ segments }) => segments.flatMap(({ cpu }) => cpu?.nodes ?? []))) {
    const { functionName, url, lineNumber, columnNumber } = callFrame;
    const file = fileOfUrl(url);
    if (sources.hasCompiled(file)) continue;
    // Constructors carry the name of their class.
    if (!/^[a-z_$][\w$]*$/.test(functionName) || (samples.get(file) ?? 0) < leastSamples) continue;
    const shape = sources.shape(file);
    if (sources.lines(file).length <= 1) continue;
    const functions = seen.get(file) ?? new Map<string, boolean>();
    const name = shape.functions[indexOfShape(shape).innermostAt(lineNumber + 1, columnNumber)]?.name;
    functions.set(
      `${functionName} ${lineNumber} ${columnNumber}`,
      name === functionName || sources.line(file, lineNumber + 1).includes(functionName),
    );
    seen.set(file, functions);
  }
  return new Set(
    [...seen].flatMap(([file, functions]) => {
      const right = [...functions.values()].filter(Boolean).length;
      return right < functions.size / 2 ? [file] : [];
    }),
  );
}
