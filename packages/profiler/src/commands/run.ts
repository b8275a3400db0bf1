import type { CommandRun } from '@nsi/core/cli';
import type { ProfileMode } from '../modes.ts';
import { profile } from '../profile.ts';
import { catalogue } from '../rules/catalogue.ts';
import { listOf, millisecondsOf, numberOf, textOf, usageError } from './call-options.ts';
import { knownIds } from './known-rules.ts';
import { loadPluginRules } from './plugin-rules.ts';
import { checkReport, reportResult } from './report-result.ts';
import { targetOf } from './target-of.ts';

/** A program that ends by itself so far into its `--duration` is taken to have been ended: the collector sees its start late. */
const endedFrom = 0.75;

/** Data is a `ProfileReport`. Exit code 1 when the program failed, 3 for a finding at or above `--fail-on`. */
export const run: CommandRun = async (call) => {
  const { options, frame, signal, note } = call;
  const target = targetOf(call);
  checkReport(call);
  const interval = numberOf(call, 'interval');
  if (interval !== undefined && !(interval >= 50 && interval <= 1_000_000))
    throw usageError(`expected \`--interval\` to be from 50 to 1000000 µs, got ${interval}`);
  const rules = await loadPluginRules(listOf(call, 'plugin'), call.cwd);
  const durationMs = millisecondsOf(call, 'duration');
  const report = await profile(target, {
    mode: options['exact'] === true ? 'exact' : ((textOf(call, 'mode') as ProfileMode | undefined) ?? modeOfLevel(frame.level)),
    ...(interval === undefined ? {} : { intervalUs: interval }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(options['memory'] === false ? { memory: false } : {}),
    ...(options['counts'] === false ? { counts: false } : {}),
    workers: options['workers'] !== false,
    children: options['children'] !== false,
    sourceMaps: options['sourceMaps'] !== false,
    experiments: options['experiments'] === true || frame.level === 'aggressive',
    ignore: knownIds(listOf(call, 'ignore'), [...catalogue, ...rules]),
    rules,
    // The program keeps the terminal; where stdout is for our result alone, its output goes to stderr.
    stdio: frame.json ? ['inherit', 2, 2] : 'inherit',
    signal,
    onProgress: call.progress,
  });
  const { exit, wallNs } = report.summary;
  const wasEnded = signal.aborted || (durationMs !== undefined && (exit.code === null || wallNs / 1e6 > durationMs * endedFrom));
  const hasFailed = exit.code !== 0 && !wasEnded;
  if (hasFailed) note(`The program ${exit.signal === null ? `ended with code ${exit.code}` : `was ended by ${exit.signal}`}.`);
  return reportResult(report, call, hasFailed ? 1 : 0);
};

function modeOfLevel(level: string | undefined): ProfileMode {
  if (level === 'conservative') return 'low';
  return level === 'aggressive' ? 'deep' : 'default';
}
