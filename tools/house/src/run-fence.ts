import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { transform } from 'esbuild';
import type { Fence } from './fences.ts';
import { plainEnvironment } from './loaded-modules.ts';
import { workspaceRoot } from './workspace.ts';

/** How an example ended. */
export interface FenceResult {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs an example with a bare Node through the built packages, as though it lay beside its document. */
export async function runFence({ path, code }: Fence): Promise<FenceResult> {
  const javaScript = await transform(code, { loader: 'ts', format: 'esm', target: 'node22', keepNames: true, sourcefile: path });
  const child = spawn(process.execPath, ['--input-type=module', '-'], {
    cwd: homeOf(path),
    env: plainEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(javaScript.code);
  const [output, errors, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { exitCode: Number(exitCode ?? -1), output: output + errors };
}

/** The folder whose dependencies an example can import: its document's own package, or the root. */
export function homeOf(path: string): string {
  const home = /^(?:packages|tools|docs\/examples)\/[^/]+|^docs(?=\/)/.exec(path);
  return join(workspaceRoot, home?.[0] ?? '.');
}
