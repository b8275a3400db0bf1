import { appendFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type CommandCall, type CommandResult, writeOutput } from '@nsi/core/cli';
import type { BenchReport } from '@nsi/core/report';
import { clipMarkdown } from '../format/markdown.ts';
import { renderReport } from '../format/reporters.ts';
import { findBaseRef } from '../refs/base-ref.ts';
import { compareWithRef } from '../refs/compare-with-ref.ts';
import { resultsTable } from '../screen/results-table.ts';
import { callOptions } from './call-options.ts';
import { drawReport } from './draw-report.ts';
import { refSettings } from './ref-settings.ts';
import { exitCodeOf } from './report-result.ts';

/** Stands in the comment, so that a workflow finds the comment of the run before and replaces it. */
const commentMark = '<!-- nsi-bench -->';

/** `nsi-bench ci`: the gate. Files and summaries are written before the exit code says no. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const { text, isSet } = callOptions(call);
  const base = text('base') ?? (await findBaseRef(call.cwd, call.variables));
  const report = await compareWithRef(base, refSettings(call));

  const folder = resolve(call.cwd, text('dir') ?? 'nsi-bench');
  const results = join(folder, 'results.json');
  const markdown = renderReport(report, 'markdown');
  await Promise.all([
    writeOutput(results, renderReport(report, 'json')),
    writeOutput(join(folder, 'comment.md'), `${commentMark}\n${clipMarkdown(markdown)}`),
    writeOutput(join(folder, 'junit.xml'), renderReport(report, 'junit')),
    writeOutput(join(folder, 'metrics.txt'), renderReport(report, 'openmetrics')),
    writeOutput(join(folder, 'code-quality.json'), renderReport(report, 'code-quality')),
    drawReport(report, { plot: false, report: isSet('report'), output: results }),
    addJobSummary(call, markdown),
  ]);
  call.note(`Wrote ${folder}`);
  return {
    data: report,
    text: textFor(report, call),
    document: renderReport(report, 'json'),
    exitCode: exitCodeOf(report, { gatesRegressions: true }),
  };
}

/** GitHub takes a megabyte of Markdown a step. */
async function addJobSummary({ variables }: CommandCall, markdown: string): Promise<void> {
  const file = variables['GITHUB_STEP_SUMMARY'];
  if (file) await appendFile(file, clipMarkdown(markdown, 900_000));
}

/** Annotations are lines of the step's own output. */
function textFor(report: BenchReport, { frame, variables }: CommandCall): string {
  const table = resultsTable(report, { columns: frame.columns, color: frame.color });
  return variables['GITHUB_ACTIONS'] === 'true' ? `${table}\n${renderReport(report, 'github')}` : table;
}
