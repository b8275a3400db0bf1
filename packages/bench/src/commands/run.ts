import { resolve } from 'node:path';
import type { CommandCall, CommandResult } from '@nsi/core/cli';
import { benchError } from '../errors.ts';
import { runSuites } from '../run/run-suites.ts';
import { exitCodeOf, reportResult } from './report-result.ts';
import { runSettings } from './run-settings.ts';
import { selectSuites } from './select-suites.ts';

/** `nsi-bench run`: exits with 1 on a failure or a wrong output, with 3 on a promise that does not hold. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const settings = runSettings(call);
  const { references, categories } = await selectSuites(call);
  const { inputFile } = settings;
  const report = await runSuites(references, {
    ...settings,
    ...(categories === undefined ? {} : { categories }),
    ...(inputFile === undefined ? {} : { inputFile: resolve(call.cwd, inputFile) }),
  });
  if (report.cases.length === 0 && report.isComplete) {
    const { filter } = settings;
    const wanted = [
      ...(categories === undefined ? [] : [`of ${categories.join(', ')}`]),
      ...(filter === undefined ? [] : [`that match ${filter}`]),
    ];
    throw benchError('NSI_BENCH_CASE_NONE', `expected cases ${wanted.join(' ')} to measure, got none`);
  }
  return reportResult(report, call, exitCodeOf(report, { gatesRegressions: false }));
}
