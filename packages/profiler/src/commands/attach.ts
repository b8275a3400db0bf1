import type { CommandRun } from '@nsi/core/cli';
import { attach } from '../attach/attach.ts';
import { formatNs } from '../report/format.ts';
import { catalogue } from '../rules/catalogue.ts';
import { listOf, millisecondsOf, numberOf, textOf, usageError, wordOf } from './call-options.ts';
import { knownIds } from './known-rules.ts';
import { checkReport, reportResult } from './report-result.ts';

const defaultMs = 10_000;

/** Data is a `ProfileReport`. Exit code 3 for a finding at or above `--fail-on`. */
export const run: CommandRun = async (call) => {
  const word = wordOf(call, 'pid');
  const pid = Number(word);
  if (!Number.isInteger(pid) || pid <= 0) throw usageError(`expected <pid> to be a process id, got \`${word}\``);
  const durationMs = millisecondsOf(call, 'duration');
  const port = numberOf(call, 'port');
  const mode = textOf(call, 'mode') as 'low' | 'default' | undefined;
  checkReport(call);
  call.note(`Profiling process ${pid} for ${formatNs((durationMs ?? defaultMs) * 1e6)}; Ctrl-C ends that early, the process runs on.`);
  const report = await attach(pid, {
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(port === undefined ? {} : { port }),
    ...(mode === undefined ? {} : { mode }),
    workers: call.options['workers'] !== false,
    ignore: knownIds(listOf(call, 'ignore'), catalogue),
    signal: call.signal,
  });
  return reportResult(report, call);
};
