import type { CommandCall, CommandResult } from '@nsi/core/cli';
import { compareWithRef } from '../refs/compare-with-ref.ts';
import { wordOf } from './call-options.ts';
import { refSettings } from './ref-settings.ts';
import { exitCodeOf, reportResult } from './report-result.ts';

/** `nsi-bench compare-ref`: exits with 3 on a confirmed regression. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const report = await compareWithRef(wordOf(call, 'ref'), refSettings(call));
  return reportResult(report, call, exitCodeOf(report, { gatesRegressions: true }));
}
