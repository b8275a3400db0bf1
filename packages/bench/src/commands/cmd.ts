import { resolve } from 'node:path';
import type { CommandCall, CommandResult } from '@nsi/core/cli';
import { type BenchCase, watchEnvironment } from '@nsi/core/report';
import { commandCases } from '../command/command-cases.ts';
import { type CommandMethod, commandMethods } from '../command/compare-commands.ts';
import { measureCommandCase, type MeasureCommandsOptions, runStep } from '../command/measure-case.ts';
import { prepareCommand } from '../command/run-command.ts';
import { ratioWords } from '../screen/quantity.ts';
import { callOptions, usageError, wordsOf } from './call-options.ts';
import { ownReport } from './own-report.ts';
import { exitCodeOf, reportResult } from './report-result.ts';
import { levelOf } from './run-settings.ts';

/** An exact number of runs has no time limit; a report cannot hold an infinite one. */
const unboundedMs = 365 * 24 * 3_600_000;

/** `nsi-bench cmd`: whole programs against each other. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const { text, list, isSet } = callOptions(call);
  const lines = wordsOf(call, 'commands');
  const planned = commandCases(lines, list('name'), list('parameter'));
  const method = methodOf(call, planned.length);
  const options = measureOptions(call, method);
  const environment = await watchEnvironment();
  const cases: BenchCase[] = [];
  const setup = text('setup');
  const cleanup = text('cleanup');
  if (setup !== undefined) await runStep(prepareCommand(setup, true), options);
  try {
    for (const [index, commandCase] of planned.entries()) {
      if (call.signal.aborted) break;
      const onRound: MeasureCommandsOptions['onRound'] = (times, rounds) => {
        const ratios = times.flatMap(({ name, comparison }) => (comparison ? `${name} ${ratioWords(comparison.ratio)}` : []));
        call.progress({
          text: `${commandCase.id}, round ${rounds}${ratios.length === 0 ? '' : `: ${ratios.join(', ')}`}`,
          done: index,
          total: planned.length,
        });
      };
      cases.push(await measureCommandCase(commandCase, { ...options, onRound }));
    }
  } finally {
    if (cleanup !== undefined) await runStep(prepareCommand(cleanup, true), { ...options, signal: new AbortController().signal });
  }
  const report = ownReport({
    method: {
      name: 'paired-commands-v1',
      options: { ...method, shell: isSet('shell'), level: levelOf(call), mayFail: levelOf(call) !== 'quick' },
    },
    environment,
    isComplete: !call.signal.aborted,
    cases: cases.filter(({ variants }) => variants.length > 0),
    findings: [],
  });
  return reportResult(report, call, exitCodeOf(report, { gatesRegressions: false }));
}

function methodOf(call: CommandCall, caseCount: number): CommandMethod {
  const { number, milliseconds } = callOptions(call);
  const [runs, warmupRuns, budgetMs, seed] = [number('runs'), number('warmup'), milliseconds('budget'), number('seed')];
  for (const [name, value, least] of [
    ['runs', runs, 2],
    ['warmup', warmupRuns, 0],
  ] as const) {
    if (value !== undefined && (!Number.isInteger(value) || value < least))
      throw usageError(`expected \`--${name}\` to be a whole number from ${least}, got ${value}`);
  }
  return {
    ...commandMethods[levelOf(call)],
    seed: seed ?? Math.floor(Math.random() * 2 ** 31),
    ...(warmupRuns === undefined ? {} : { warmupRuns }),
    ...(budgetMs === undefined ? {} : { budgetMs: budgetMs / caseCount }),
    ...(runs === undefined ? {} : { minRuns: runs, maxRuns: runs, budgetMs: unboundedMs }),
  };
}

function measureOptions(call: CommandCall, method: CommandMethod): MeasureCommandsOptions {
  const { text, isSet } = callOptions(call);
  const [prepare, input] = [text('prepare'), text('input')];
  return {
    cwd: call.cwd,
    signal: call.signal,
    usesShell: isSet('shell'),
    ignoresFailure: isSet('ignoreFailure'),
    mustAgree: isSet('sameOutput'),
    method,
    onRound: () => undefined,
    ...(prepare === undefined ? {} : { prepare }),
    ...(input === undefined ? {} : { inputFile: resolve(call.cwd, input) }),
  };
}
