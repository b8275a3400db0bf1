import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { benchError } from '../errors.ts';
import type { BuildPlan } from './build-plan.ts';
import type { Worktree } from './worktree.ts';

const maxOutputCharacters = 4000;

/** Makes both versions runnable: dependencies for the checkout, then a build of each. Rejects with `NSI_BENCH_REF` and the end of what a command said. */
export async function runBuild(
  worktree: Worktree,
  cwd: string,
  { install, links, build }: BuildPlan,
  { signal, note }: { readonly signal: AbortSignal; readonly note: (line: string) => void },
): Promise<void> {
  if (links) await linkModules(worktree, cwd);
  if (install !== undefined) {
    note(`Installing ${worktree.commit.slice(0, 12)}: ${install}`);
    await runShell(install, worktree.root, signal);
  }
  if (build === undefined) return;
  note(`Building both versions: ${build}`);
  await runShell(build, worktree.cwd, signal);
  await runShell(build, cwd, signal);
}

async function linkModules({ root, repository, cwd: checkoutCwd }: Worktree, cwd: string): Promise<void> {
  const pairs = [
    [join(repository, 'node_modules'), join(root, 'node_modules')],
    [join(cwd, 'node_modules'), join(checkoutCwd, 'node_modules')],
  ] as const;
  for (const [from, to] of pairs) {
    if (!existsSync(from) || existsSync(to) || relative(root, to).startsWith('..')) continue;
    await mkdir(dirname(to), { recursive: true });
    await symlink(from, to, 'junction');
  }
}

async function runShell(command: string, cwd: string, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  const child = spawn(command, { cwd, shell: true, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const listen = (chunk: Buffer): void => void (said = (said + chunk.toString('utf8')).slice(-maxOutputCharacters));
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  child.once('error', reject);
  child.once('close', resolve);
  const exitCode = await promise;
  signal.throwIfAborted();
  if (exitCode !== 0)
    throw benchError('NSI_BENCH_REF', `expected \`${command}\` to succeed in ${cwd}, got code ${exitCode}:\n${said.trim()}`);
}
