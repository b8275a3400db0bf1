import ts from 'typescript';

/** One way in which a file names another module. `line` counts from 1. */
export interface ImportFact {
  readonly specifier: string;
  readonly line: number;
  /** `type` is erased, `static` runs when the file loads, `lazy` runs when reached. */
  readonly kind: 'type' | 'static' | 'lazy';
}

/** A place that writes to the terminal: `console` or a standard stream. */
export interface PrintFact {
  readonly what: string;
  readonly line: number;
}

export interface SourceFacts {
  readonly imports: readonly ImportFact[];
  readonly prints: readonly PrintFact[];
}

/** What a TypeScript file imports and prints, read from its syntax tree. */
export function readSourceFacts(path: string, text: string): SourceFacts {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, false);
  const imports: ImportFact[] = [];
  const prints: PrintFact[] = [];
  const lineOf = (node: ts.Node): number => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;

  const visit = (node: ts.Node): void => {
    const imported = importOf(node);
    if (imported) imports.push({ ...imported, line: lineOf(node) });
    const what = printOf(node);
    if (what !== undefined) prints.push({ what, line: lineOf(node) });
    ts.forEachChild(node, visit);
  };
  visit(file);

  return { imports, prints };
}

function importOf(node: ts.Node): Omit<ImportFact, 'line'> | undefined {
  if (ts.isImportDeclaration(node)) {
    // `import { type A }` stays behind as `import {}` under `verbatimModuleSyntax`: it loads the module, so only `import type` counts as one.
    return named(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'static');
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return named(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'static');
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return named(node.argument.literal, 'type');
  if (ts.isCallExpression(node)) {
    const [argument] = node.arguments;
    if (argument && isModuleCall(node.expression)) return named(argument, 'lazy');
  }
  return undefined;
}

/** `import()`, `require()`, `require.resolve()` and `import.meta.resolve()`. */
function isModuleCall(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === 'require';
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'resolve') return false;
  return ts.isMetaProperty(callee.expression) || (ts.isIdentifier(callee.expression) && callee.expression.text === 'require');
}

function named(node: ts.Node, kind: ImportFact['kind']): Omit<ImportFact, 'line'> | undefined {
  return ts.isStringLiteralLike(node) ? { specifier: node.text, kind } : undefined;
}

function printOf(node: ts.Node): string | undefined {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const owner = node.expression.text;
  if (owner === 'console') return `console.${node.name.text}`;
  return owner === 'process' && /^std(?:out|err)$/.test(node.name.text) ? `process.${node.name.text}` : undefined;
}
