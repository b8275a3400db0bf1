import type { CommandCall } from '@nsi/core/cli';
import { type BenchLevel, benchLevels } from '../options.ts';
import type { RunOptions } from '../run/run-options.ts';
import { createRunProgress } from '../screen/run-progress.ts';
import { callOptions } from './call-options.ts';

/** Run options that a command line asks for, with progress drawn on stderr. */
export function runSettings(call: CommandCall): RunOptions {
  const { text, number, milliseconds, filter, isSet } = callOptions(call);
  const [budgetMs, timeoutMs, seed, pattern, suiteLevel, inputFile] = [
    milliseconds('budget'),
    milliseconds('timeout'),
    number('seed'),
    filter('filter'),
    text('suiteLevel'),
    text('input'),
  ];
  return {
    level: levelOf(call),
    signal: call.signal,
    onEvent: createRunProgress({ progress: call.progress, note: call.note, isLive: process.stderr.isTTY, color: call.frame.color }),
    ...(budgetMs === undefined ? {} : { budgetMs }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(seed === undefined ? {} : { seed }),
    ...(pattern === undefined ? {} : { filter: pattern }),
    ...(suiteLevel === undefined ? {} : { suiteLevel: suiteLevel as NonNullable<RunOptions['suiteLevel']> }),
    ...(inputFile === undefined ? {} : { inputFile }),
    ...(isSet('instructions') ? { instructions: true } : {}),
    ...(isSet('confirm') ? { confirm: 'differences' } : {}),
  };
}

/** `--quick`, else the level of the frame: conservative is `strict`, balanced `standard`, aggressive `quick`. */
export function levelOf(call: CommandCall): BenchLevel {
  if (callOptions(call).isSet('quick')) return 'quick';
  return benchLevels[call.frame.level ?? 'balanced'];
}
