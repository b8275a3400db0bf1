import type { BenchCase, Difference, Integrity } from '@nsi/core/report';
import { benchError } from '../errors.ts';
import { childrenCpu } from './children-cpu.ts';
import type { CommandCase } from './command-cases.ts';
import { type CommandMethod, type CommandTimes, compareCommands } from './compare-commands.ts';
import {
  type CommandOutput,
  type CommandRun,
  type CommandRunOptions,
  type PreparedCommand,
  prepareCommand,
  runCommand,
} from './run-command.ts';

export interface MeasureCommandsOptions extends Omit<CommandRunOptions, 'hashOutput'> {
  readonly usesShell: boolean;
  /** Run before every run, not timed. */
  readonly prepare?: string;
  readonly ignoresFailure: boolean;
  readonly mustAgree: boolean;
  readonly method: CommandMethod;
  readonly onRound: (times: readonly CommandTimes[], rounds: number) => void;
}

/**
 * Measures one case of whole programs. Rejects with `NSI_BENCH_COMMAND_FAILED` when a command ends with another code than 0, unless that is
 * ignored. When outputs must agree, every run's is hashed, and a digest that is not the baseline's first one fails the variant.
 */
export async function measureCommandCase({ id, params, commands }: CommandCase, options: MeasureCommandsOptions): Promise<BenchCase> {
  const prepared = new Map(commands.map(({ name, line }) => [name, prepareCommand(line, options.usesShell)]));
  const before = options.prepare === undefined ? undefined : prepareCommand(options.prepare, true);
  const cpu = new Map<string, { runs: number; userNs: number; systemNs: number }>(
    commands.map(({ name }) => [name, { runs: 0, userNs: 0, systemNs: 0 }]),
  );
  const outputs = new Map<string, CommandOutput>();
  const [baseline] = commands;

  const times = await compareCommands(
    commands.map(({ name }) => name),
    {
      signal: options.signal,
      now: () => performance.now(),
      onRound: options.onRound,
      run: async (name) => {
        if (before) await runStep(before, options);
        const cpuBefore = childrenCpu();
        const { elapsedNs, output } = await runChecked(prepared.get(name) as PreparedCommand, options);
        addCpu(cpu.get(name), cpuBefore, childrenCpu());
        if (output) keepFirstOrStrange(outputs, name, output, outputs.get(baseline?.name ?? ''));
        return elapsedNs;
      },
    },
    options.method,
  );

  const expected = outputs.get(baseline?.name ?? '');
  const integrityOf = (name: string): Integrity => integrity(outputs.get(name), expected);
  const wrong = commands.find(({ name }) => integrityOf(name).status === 'failed');
  return {
    id,
    suite: 'commands',
    category: 'command',
    params,
    status: wrong ? 'failed' : options.signal.aborted ? 'interrupted' : 'ok',
    ...(wrong
      ? {
          failure: {
            code: 'NSI_BENCH_OUTPUT_DIFFERS',
            message: `output of ${wrong.name} differs from ${baseline?.name ?? ''}`,
            variant: wrong.name,
          },
        }
      : {}),
    unit: 'ns',
    better: 'lower',
    baseline: baseline?.name ?? '',
    variants: times.map(({ name, samplesNs, summary }) => ({
      name,
      forks: [{ callsPerSample: 1, samplesNs }],
      summary,
      resources: cpuOf(cpu.get(name)),
      integrity: integrityOf(name),
    })),
    comparisons: times.flatMap(({ comparison }) => comparison ?? []),
  };
}

/** Runs a line once, not timed: for set-up and clean-up. Rejects with `NSI_BENCH_COMMAND_FAILED` when it fails. */
export async function runStep(command: PreparedCommand, options: Omit<CommandRunOptions, 'hashOutput'>): Promise<void> {
  await runChecked(command, { ...options, mustAgree: false, ignoresFailure: false });
}

async function runChecked(
  command: PreparedCommand,
  options: Omit<CommandRunOptions, 'hashOutput'> & { readonly mustAgree: boolean; readonly ignoresFailure: boolean },
): Promise<CommandRun> {
  const run = await runCommand(command, { ...options, hashOutput: options.mustAgree });
  if (run.exitCode === 0 || options.ignoresFailure) return run;
  throw benchError('NSI_BENCH_COMMAND_FAILED', `expected \`${command.line}\` to end with code 0, got ${run.killedBy ?? run.exitCode}`);
}

/** Keeps an output that is not the baseline's over one that is: a command that is wrong now and then is wrong. */
function keepFirstOrStrange(
  outputs: Map<string, CommandOutput>,
  name: string,
  output: CommandOutput,
  expected: CommandOutput | undefined,
): void {
  const kept = outputs.get(name);
  if (kept === undefined || (expected !== undefined && kept.digest === expected.digest)) outputs.set(name, output);
}

function integrity(actual: CommandOutput | undefined, expected: CommandOutput | undefined): Integrity {
  if (!actual || !expected) return { status: 'not checked', mode: 'none' };
  const { digest } = actual;
  if (digest === expected.digest) return { status: 'ok', mode: 'hash', digest };
  return { status: 'failed', mode: 'hash', digest, difference: differenceOf(expected.head, actual.head) };
}

function differenceOf(expected: Buffer, actual: Buffer): Difference {
  const length = Math.min(expected.length, actual.length);
  let at = 0;
  while (at < length && expected[at] === actual[at]) at += 1;
  if (at === expected.length && at === actual.length) return { at: `behind byte ${at}`, expected: 'equal output', actual: 'another' };
  return { at: `byte ${at}`, expected: excerpt(expected, at), actual: excerpt(actual, at) };
}

function excerpt(bytes: Buffer, at: number): string {
  return at >= bytes.length ? 'the end' : JSON.stringify(bytes.toString('latin1', at, at + 16));
}

type Cpu = ReturnType<typeof childrenCpu>;

function addCpu(total: { runs: number; userNs: number; systemNs: number } | undefined, before: Cpu, after: Cpu): void {
  if (!total || !before || !after) return;
  total.runs += 1;
  total.userNs += after.userNs - before.userNs;
  total.systemNs += after.systemNs - before.systemNs;
}

function cpuOf(total: { readonly runs: number; readonly userNs: number; readonly systemNs: number } | undefined): {
  cpuUserNs?: number;
  cpuSystemNs?: number;
} {
  return total && total.runs > 0 ? { cpuUserNs: total.userNs / total.runs, cpuSystemNs: total.systemNs / total.runs } : {};
}
