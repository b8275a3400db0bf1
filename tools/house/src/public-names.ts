import { join, relative } from 'node:path';
import ts from 'typescript';
import { houseCompilerOptions } from './compiler-options.ts';
import { entriesOf, type HousePackage, workspaceRoot } from './workspace.ts';

/** Exported names that carry no TSDoc, each once as `specifier: name (where it is declared)`. */
export function findUndocumented(packages: readonly HousePackage[]): readonly string[] {
  const entries = packages.flatMap((housePackage) =>
    entriesOf(housePackage).map(({ specifier, source }) => ({ specifier, file: join(housePackage.root, source) })),
  );
  const program = ts.createProgram({
    rootNames: entries.map(({ file }) => file),
    options: houseCompilerOptions,
  });
  const checker = program.getTypeChecker();
  const found = entries.flatMap(({ specifier, file }) => {
    const sourceFile = program.getSourceFile(file);
    const module = sourceFile && checker.getSymbolAtLocation(sourceFile);
    if (!module) return [];
    return checker
      .getExportsOfModule(module)
      .map((name) => ({ name, target: name.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(name) : name }))
      .filter(({ target }) => isOurs(target) && target.getDocumentationComment(checker).length === 0)
      .map(({ name, target }): [string, string] => [placeOf(target), `${specifier}: ${name.name} (${placeOf(target)})`]);
  });
  // A name that several entries export is one omission.
  return [...new Map(found.toReversed()).values()].toReversed();
}

function isOurs(symbol: ts.Symbol): boolean {
  return placeOf(symbol).startsWith('packages/');
}

function placeOf(symbol: ts.Symbol): string {
  const [declaration] = symbol.declarations ?? [];
  if (!declaration) return '';
  const file = declaration.getSourceFile();
  const line = file.getLineAndCharacterOfPosition(declaration.getStart()).line + 1;
  return `${relative(workspaceRoot, file.fileName)}:${line}`;
}
