import type { CommandCall, CommandResult } from '@nsi/core/cli';
import type { BenchReport } from '@nsi/core/report';
import { renderReport } from '../format/reporters.ts';
import { problemsOf } from '../format/problems.ts';
import { resultsTable } from '../screen/results-table.ts';
import { callOptions } from './call-options.ts';
import { drawReport } from './draw-report.ts';

/** What every command that makes a report returns: the table, or the asked format; the pictures are written on the way. */
export async function reportResult(report: BenchReport, call: CommandCall, exitCode: 0 | 1 | 3 = 0): Promise<CommandResult> {
  const { text, isSet } = callOptions(call);
  const { output, columns, color } = call.frame;
  const files = await drawReport(report, { plot: isSet('plot'), report: isSet('report'), ...(output === undefined ? {} : { output }) });
  for (const file of files) call.note(`Wrote ${file}`);

  const format = text('format');
  const rendered = format === undefined ? undefined : renderReport(report, format);
  const isPrinted = rendered !== undefined && output === undefined;
  return {
    data: report,
    text: isPrinted ? rendered : resultsTable(report, { columns, color }),
    document: rendered ?? renderReport(report, 'json'),
    exitCode,
  };
}

/** 1 for a failure or a wrong output, 3 for a broken promise or (when `gatesRegressions`) a regression, else 0. Quick runs never gate. */
export function exitCodeOf(report: BenchReport, { gatesRegressions }: { readonly gatesRegressions: boolean }): 0 | 1 | 3 {
  const problems = problemsOf(report);
  if (problems.some(({ kind }) => kind === 'failure' || kind === 'wrong output')) return 1;
  if (report.method.options['mayFail'] === false) return 0;
  return problems.some(({ kind }) => kind === 'broken promise' || (gatesRegressions && kind === 'regression')) ? 3 : 0;
}
