import { resolve } from 'node:path';
import type { CommandCall, CommandResult } from '@nsi/core/cli';
import { maxReportBytes } from '@nsi/core/report';
import { parseResults } from '../format/importers.ts';
import { readResults } from '../format/read-results.ts';
import { callOptions, wordOf } from './call-options.ts';
import { reportResult } from './report-result.ts';

/** `nsi-bench import`: any known results file as a report, or in another format. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const file = wordOf(call, 'file');
  const from = callOptions(call).text('from');
  const options = from === undefined ? {} : { from };
  const report =
    file === '-'
      ? parseResults((await call.readInput(maxReportBytes)).toString('utf8'), { name: 'standard input', ...options })
      : await readResults(resolve(call.cwd, file), options);
  return reportResult(report, call);
}
