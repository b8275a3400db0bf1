import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { git, resolveCommit } from './git.ts';

/** A commit checked out beside the repository. Disposing it removes it. */
export interface Worktree extends AsyncDisposable {
  readonly commit: string;
  /** Root of the checkout. */
  readonly root: string;
  /** The folder in it that corresponds to the working directory. */
  readonly cwd: string;
  /** Root of the repository itself. */
  readonly repository: string;
}

/** Checks `ref` out into a temporary folder by `git worktree`. Rejects with `NSI_BENCH_REF`. */
export async function openWorktree(cwd: string, ref: string): Promise<Worktree> {
  const repository = await realpath(await git(cwd, ['rev-parse', '--show-toplevel']));
  const commit = await resolveCommit(cwd, ref);
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'nsi-bench-')));
  const root = join(folder, 'checkout');
  const remove = async (): Promise<void> => {
    await git(repository, ['worktree', 'remove', '--force', root]).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    await git(repository, ['worktree', 'prune']).catch(() => undefined);
  };
  try {
    await git(repository, ['worktree', 'add', '--detach', '--quiet', root, commit]);
  } catch (error) {
    await remove();
    throw error;
  }
  return { commit, root, cwd: join(root, relative(repository, await realpath(cwd))), repository, [Symbol.asyncDispose]: remove };
}
