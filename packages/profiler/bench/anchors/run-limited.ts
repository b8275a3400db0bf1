import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** How a command ended. */
export interface LimitedRun {
  readonly stdout: string;
  readonly elapsedMs: number;
  /** Why there is no result; undefined when there is one. */
  readonly problem?: string;
}

/**
 * Runs Node.js in a process group of its own, and ends the whole group after `maxMs`: tools start the program as a child, which would go on.
 * The output goes to a file, since a child that is left holds a pipe open.
 */
export async function runLimited(
  args: readonly string[],
  { cwd, maxMs }: { readonly cwd: string; readonly maxMs: number },
): Promise<LimitedRun> {
  const outputFile = join(cwd, '..', `output-${process.pid}.txt`);
  const output = openSync(outputFile, 'w');
  const start = performance.now();
  const child = spawn(process.execPath, [...args], {
    cwd,
    detached: true,
    stdio: ['ignore', output, 'ignore'],
    env: { ...process.env, PATH: `${join(process.execPath, '..')}:${process.env['PATH']}` },
  });
  let isLate = false;
  const endGroup = (): void => {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // All of it has ended.
    }
  };
  const timer = setTimeout(() => {
    isLate = true;
    endGroup();
  }, maxMs);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    const elapsedMs = performance.now() - start;
    const stdout = readFileSync(outputFile, 'utf8');
    const problem = isLate ? `no answer in ${maxMs / 1000} s` : code === 0 ? undefined : `ended with ${signal ?? code}`;
    return { stdout, elapsedMs, ...(problem === undefined ? {} : { problem }) };
  } finally {
    clearTimeout(timer);
    endGroup();
    closeSync(output);
    rmSync(outputFile, { force: true });
  }
}
