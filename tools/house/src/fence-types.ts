import { join } from 'node:path';
import ts from 'typescript';
import { houseCompilerOptions } from './compiler-options.ts';
import type { Fence } from './fences.ts';
import { homeOf } from './run-fence.ts';

/** What the compiler says of examples, each as `path:line: message`. All are checked in one program, as files beside their documents. */
export function checkFenceTypes(fences: readonly Fence[]): readonly string[] {
  const byFile = new Map(fences.map((fence, index) => [join(homeOf(fence.path), `example-${index}.mts`), fence]));
  const host = ts.createCompilerHost(houseCompilerOptions);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => byFile.has(file) || fileExists.call(host, file);
  host.readFile = (file) => byFile.get(file)?.code ?? readFile.call(host, file);
  host.getSourceFile = (file, languageVersion, ...rest) => {
    const fence = byFile.get(file);
    // An example without imports is a module all the same.
    return fence
      ? ts.createSourceFile(file, `${fence.code}\nexport {};`, languageVersion)
      : getSourceFile.call(host, file, languageVersion, ...rest);
  };
  const program = ts.createProgram({ rootNames: [...byFile.keys()], options: houseCompilerOptions, host });
  return [...byFile].flatMap(([file, { path, line }]) => {
    const source = program.getSourceFile(file);
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return diagnostics.map(({ start = 0, messageText }) => {
      const offset = source?.getLineAndCharacterOfPosition(start).line ?? 0;
      return `${path}:${line + offset}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}
