import type { BenchReport } from '@nsi/core/report';
import { benchError } from '../errors.ts';
import type { RunOptions } from '../run/run-options.ts';
import { runSuites } from '../run/run-suites.ts';
import { type BuildWishes, planBuild } from './build-plan.ts';
import { pairSuites } from './pair-suites.ts';
import { runBuild } from './run-build.ts';
import { openWorktree } from './worktree.ts';

/** Options of `compareWithRef`: those of a run, what to measure, and how a checkout is built. */
export interface CompareWithRefOptions extends RunOptions, BuildWishes {
  readonly cwd: string;
  /** Bench files, relative to `cwd`. */
  readonly patterns: readonly string[];
  /** Told what is being done before the measurement. */
  readonly note?: (line: string) => void;
}

/**
 * Measures the working tree against a git reference: checks it out beside the repository, builds both, and runs every variant of both
 * interleaved in the same processes. Rejects with `NSI_BENCH_REF` when that cannot be done; the checkout is removed in any case.
 */
export async function compareWithRef(
  ref: string,
  { cwd, patterns, install, build, note = () => undefined, ...options }: CompareWithRefOptions,
): Promise<BenchReport> {
  await using worktree = await openWorktree(cwd, ref);
  note(`Checked out ${ref} (${worktree.commit.slice(0, 12)})`);
  const plan = planBuild(worktree.repository, worktree, {
    ...(install === undefined ? {} : { install }),
    ...(build === undefined ? {} : { build }),
  });
  await runBuild(worktree, cwd, plan, { signal: options.signal ?? new AbortController().signal, note });
  const { references, findings } = await pairSuites(worktree, cwd, patterns, ref);
  if (references.length === 0) {
    throw benchError('NSI_BENCH_REF', `expected suites that both ${ref} and the working tree have, got none`, {
      hint: findings[0]?.message ?? 'Name the bench files.',
    });
  }
  const report = await runSuites(references, { confirm: 'regressions', ...options });
  return {
    ...report,
    method: { ...report.method, options: { ...report.method.options, comparedWith: ref, comparedCommit: worktree.commit } },
    findings: [...findings, ...report.findings],
  };
}
