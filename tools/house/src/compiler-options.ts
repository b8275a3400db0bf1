import ts from 'typescript';

/** How the house reads TypeScript: packages see each other's sources. */
export const houseCompilerOptions: ts.CompilerOptions = Object.freeze({
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts', 'lib.esnext.decorators.d.ts', 'lib.esnext.iterator.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ['@nsi/source'],
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  types: ['node'],
});
