import { resolve } from 'node:path';
import type { CommandCall, CommandResult } from '@nsi/core/cli';
import { compare } from '../compare/compare-reports.ts';
import { benchError } from '../errors.ts';
import { readResults } from '../format/read-results.ts';
import { wordOf } from './call-options.ts';
import { reportResult } from './report-result.ts';

/** `nsi-bench compare`: weak evidence, so it never fails by what it finds. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const [before, after] = [wordOf(call, 'before'), wordOf(call, 'after')];
  const report = compare(await readResults(resolve(call.cwd, before)), await readResults(resolve(call.cwd, after)));
  if (report.cases.length === 0)
    throw benchError('NSI_BENCH_RESULTS', `expected ${before} and ${after} to have benchmarks in common, got none`, {
      hint: 'They are matched by case and variant name.',
    });
  return reportResult(report, call);
}
