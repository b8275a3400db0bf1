import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface CliEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Called with everything said on stderr so far; returning true sends SIGINT once. */
  readonly interruptWhen?: (stderr: string) => boolean;
}

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** Runs `nsi-bench` as its user does: a process of its own, through the real frame. */
export async function runBench(
  words: readonly string[],
  { cwd, variables = {}, input = '', interruptWhen }: CliOptions = {},
): Promise<CliEnd> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:GITHUB_|CI|FORCE_COLOR|NO_COLOR|VITEST)/.test(name)),
  );
  const child = spawn(process.execPath, ['--conditions=@nsi/source', cli, ...words], {
    env: { ...clean, ...variables },
    ...(cwd === undefined ? {} : { cwd }),
  });
  let [stdout, stderr, isInterrupted] = ['', '', false];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (isInterrupted || !interruptWhen?.(stderr)) return;
    isInterrupted = true;
    child.kill('SIGINT');
  });
  child.stdin.end(input);
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  return { code: await promise, stdout, stderr };
}
