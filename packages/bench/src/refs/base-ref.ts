import { git } from './git.ts';

/**
 * The commit that a change is judged against: where the branch of a pull or merge request left its target, else the commit before.
 * Told from the variables of GitHub and GitLab. Rejects with `NSI_BENCH_REF`.
 */
export async function findBaseRef(cwd: string, variables: Readonly<Record<string, string | undefined>>): Promise<string> {
  const gitlab = variables['CI_MERGE_REQUEST_DIFF_BASE_SHA'];
  if (gitlab) return gitlab;
  const target = variables['GITHUB_BASE_REF'];
  if (target) return git(cwd, ['merge-base', 'HEAD', `refs/remotes/origin/${target}`]);
  return git(cwd, ['rev-parse', '--verify', 'HEAD^']);
}
