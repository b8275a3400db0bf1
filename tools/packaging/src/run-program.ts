import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What a program printed; it ended with exit code 0. */
export interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in `cwd` to its end. Rejects, with everything it printed, when it cannot start, takes over two minutes or fails. */
export async function runProgram(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ProgramOutput> {
  const child = spawn(command, args, { cwd, env: asUser(env), stdio: ['ignore', 'pipe', 'pipe'], signal: AbortSignal.timeout(900_000) });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  if (code === 0) return { stdout, stderr };
  throw new Error(`expected \`${command} ${args.join(' ')}\` to exit with 0, got ${String(code)}\n${stdout}${stderr}`);
}

/** What the workspace's own package manager and task runner put into the environment must not reach a program that plays a user. */
function asUser(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !/^(?:npm_|pnpm_|NX_|INIT_CWD$|NODE_OPTIONS$|FORCE_COLOR$)/i.test(name));
  return { ...Object.fromEntries(own), NO_COLOR: '1' };
}
