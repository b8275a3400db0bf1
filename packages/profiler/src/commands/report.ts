import type { CommandRun } from '@nsi/core/cli';
import { catalogue } from '../rules/catalogue.ts';
import { listOf, wordOf } from './call-options.ts';
import { knownIds } from './known-rules.ts';
import { readReport } from './read-report.ts';
import { reportResult } from './report-result.ts';

/** Data is the `ProfileReport`. Exit code 3 for a finding at or above `--fail-on`. */
export const run: CommandRun = async (call) => {
  const report = await readReport(call, wordOf(call, 'file'));
  const ignored = knownIds(listOf(call, 'ignore'), [...catalogue, ...report.findings]);
  return reportResult({ ...report, findings: report.findings.filter(({ id }) => !ignored.includes(id)) }, call);
};
