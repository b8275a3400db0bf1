import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { benchError } from '../errors.ts';

/** Output of a git command, without its last line break. Rejects with `NSI_BENCH_REF`, which carries what git said. */
export async function git(cwd: string, words: readonly string[], signal?: AbortSignal): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', [...words], { cwd, maxBuffer: 64 * 2 ** 20, ...(signal ? { signal } : {}) });
    return stdout.trimEnd();
  } catch (cause) {
    signal?.throwIfAborted();
    const { stderr = '', code } = cause as { readonly stderr?: string; readonly code?: string | number };
    const said = code === 'ENOENT' ? 'no git on this machine' : stderr.trim().split('\n', 1)[0] || String(code);
    throw benchError('NSI_BENCH_REF', `expected \`git ${words.join(' ')}\` to succeed in ${cwd}, got: ${said}`, { cause });
  }
}

/** The full id of the commit that `ref` names. */
export function resolveCommit(cwd: string, ref: string): Promise<string> {
  // `--end-of-options` keeps a reference that starts with a hyphen from being an option.
  return git(cwd, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`]);
}
