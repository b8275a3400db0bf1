import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { parseProgramText, type SyntaxNode } from '../drivers/acorn.ts';
import { cpuError } from '../errors.ts';

/** A script as it is walked: every place in `text` is the same place in the file. */
export interface Script {
  readonly file: string;
  readonly text: string;
  readonly tree: SyntaxNode;
}

/** Reads JavaScript or TypeScript. Throws `NSI_CPU_SCRIPT` for what does not parse; errors of the file system come as they are. */
export async function readScript(path: string, file: string = path): Promise<Script> {
  return parseScript(await readFile(path, 'utf8'), file);
}

/** Parses text that is at hand; `file` is its name in messages, and tells the language. */
export function parseScript(source: string, file: string): Script {
  try {
    // Types become blanks of the same length.
    const text = /^\.[cm]?ts$/.test(extname(file)) ? withoutTypes(source) : source;
    return { file, text, tree: parseProgramText(text) };
  } catch (cause) {
    const { message } = cause as Error;
    throw cpuError('NSI_CPU_SCRIPT', `expected a script or module, got ${file}: ${message.split('\n')[0]}`, { cause });
  }
}

/** Without the warning that Node.js prints of a part that may change: it would stand among the answers. */
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
