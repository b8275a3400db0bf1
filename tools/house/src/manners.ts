import ts from 'typescript';
import { isShipped } from './floors.ts';
import { readSourceFacts } from './source-facts.ts';
import type { HousePackage, TextFile } from './workspace.ts';

const maxLines = 400;

/**
 * Files of more than 400 lines that no decision record names, each as a sentence.
 * `records` are the pages of `docs/decisions`; one that speaks of a file by its path has decided that it may be long.
 */
export function checkLength(files: readonly TextFile[], records: readonly TextFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const lineCount = text.trimEnd().split('\n').length;
    const isDecided = records.some((record) => record.text.includes(path));
    return lineCount <= maxLines || isDecided
      ? []
      : [`${path} has ${lineCount} lines: find the seam, or write a decision record that names it`];
  });
}

/** Places where library code writes to the terminal. Commands return data and the frame prints it; only what runs as a program may touch a stream. */
export function checkSilence(files: readonly TextFile[], packages: readonly HousePackage[]): readonly string[] {
  const programs = new Set(packages.flatMap(programsOf));
  return files
    .filter(({ path }) => isShipped(path))
    .flatMap(({ path, text }) =>
      readSourceFacts(path, text)
        .prints.filter(({ what }) => what.startsWith('console.') || !(programs.has(path) || isCommandLine(path)))
        .map(({ what, line }) => `${path}:${line}: library code never prints, found ${what}`),
    );
}

/** Files that start as processes of their own: bins, and the workers and forks that `nsi.entries` lists. */
function programsOf({ folder, manifest }: HousePackage): readonly string[] {
  const { entries = [] } = (manifest['nsi'] ?? {}) as { readonly entries?: readonly string[] };
  return ['./src/cli.ts', ...entries].map((entry) => `packages/${folder}/${entry.replace(/^\.\//, '')}`);
}

function isCommandLine(path: string): boolean {
  return /^packages\/[^/]+\/src\/(?:cli|commands)\//.test(path);
}

/** Shop windows with anything in them but names of other files' exports. `export *` is only for the roof's subpaths. */
export function checkShopWindows(files: readonly TextFile[]): readonly string[] {
  return files
    .filter(({ path }) => /^packages\/[^/]+\/src\/index\.ts$/.test(path))
    .flatMap(({ path, text }) =>
      ts.createSourceFile(path, text, ts.ScriptTarget.ESNext).statements.flatMap((statement) => {
        if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined)
          return [`${path}: holds more than a list of names`];
        return statement.exportClause && ts.isNamedExports(statement.exportClause)
          ? []
          : [`${path}: names every export by hand, not \`export *\``];
      }),
    );
}

/** Tests that are switched off, and unfinished places. */
export function checkFinished(files: readonly TextFile[]): readonly string[] {
  return files
    .filter(({ path }) => !(path in speaksOfUnfinished))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const isOff = /\b(?:describe|test|it)\.(?:only|skip|todo)\b/.test(line) || /\b(?:TODO|FIXME|XXX)\b/.test(line);
        return isOff ? [`${path}:${index + 1}: ${line.trim()}`] : [];
      }),
    );
}

/** Files that must write the words this check looks for, and why. */
const speaksOfUnfinished: Readonly<Record<string, string>> = Object.freeze({
  'tools/house/src/manners.ts': 'holds the pattern',
  'tools/services/src/describe-live.ts': 'reports the live tests of a missing server as not run; CI refuses that',
});
