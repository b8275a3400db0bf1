import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { benchError } from '../errors.ts';

/** A program that counts the CPU instructions of another one. */
export interface InstructionCounter {
  readonly name: 'perf' | 'cachegrind';
  /** Whether the count hangs on nothing but the program and its input. */
  readonly isSimulated: boolean;
  /** Words to put before the program; the total goes to `logFile`. */
  wrap(logFile: string): readonly [command: string, ...args: string[]];
  /** Instructions of the whole process, from the log. NaN when it has none. */
  read(log: string): number;
}

/** Counters of the processor, in user mode. */
const perf: InstructionCounter = {
  name: 'perf',
  isSimulated: false,
  wrap: (logFile) => ['perf', 'stat', '-x', ',', '-e', 'instructions:u', '-o', logFile, '--'],
  read: (log) => Number(/^(\d+),.*instructions/mu.exec(log)?.[1] ?? Number.NaN),
};

/** A simulated processor, some fifty times slower: works in every virtual machine. */
const cachegrind: InstructionCounter = {
  name: 'cachegrind',
  isSimulated: true,
  wrap: (logFile) => ['valgrind', '--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null', `--log-file=${logFile}`],
  read: (log) => Number((/I\s+refs:\s+([\d,]+)/u.exec(log)?.[1] ?? 'NaN').replaceAll(',', '')),
};

/** Flags with which V8 does the same work in every process: one thread, no timers, fixed seeds. */
export const repeatableNode: readonly string[] = Object.freeze(['--predictable', '--single-threaded', '--hash-seed=1', '--random-seed=1']);

/** `perf` where the machine has counters, else valgrind. Rejects with `NSI_BENCH_INSTRUCTIONS` when there is neither. */
export async function findInstructionCounter(): Promise<InstructionCounter> {
  if (await hasCounters()) return perf;
  if (await runs('valgrind', '--version')) return cachegrind;
  throw benchError('NSI_BENCH_INSTRUCTIONS', 'expected `perf` with hardware counters or `valgrind`, found neither');
}

async function hasCounters(): Promise<boolean> {
  try {
    const { stderr } = await promisify(execFile)('perf', ['stat', '-x', ',', '-e', 'instructions:u', process.execPath, '--version']);
    return perf.read(stderr) > 0;
  } catch {
    return false;
  }
}

async function runs(command: string, ...args: readonly string[]): Promise<boolean> {
  try {
    await promisify(execFile)(command, args);
    return true;
  } catch {
    return false;
  }
}
