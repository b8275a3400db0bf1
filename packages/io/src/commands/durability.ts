import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { printable, type CommandRun } from '@nsi/core/cli';
import { ioError } from '../errors.ts';
import { observeProgram } from '../trace/observe-program.ts';
import { pathDurabilities, type DurabilityVerdict, type PathDurability } from '../trace/path-durability.ts';
import { pathFrom } from '../trace/place-of.ts';
import type { FileStep } from '../trace/observation.ts';
import { formatBytes } from './format-bytes.ts';

const maxDrawnSteps = 40;
const colors = Object.freeze({
  survives: 'green',
  'old-or-new': 'yellow',
  'in-place': 'yellow',
  'may-be-lost': 'red',
  'may-be-torn': 'red',
} as const);
const worst: readonly DurabilityVerdict[] = Object.freeze(['may-be-torn', 'may-be-lost', 'in-place', 'old-or-new']);

/**
 * Data is `{ kind: 'nsi.durability', schemaVersion: 1, program, exit, paths: [{ path, verdict, sentence, steps }] }`. Exit code 1 when the program
 * failed, 3 for a verdict at or below `--require`.
 */
export const run: CommandRun = async ({ arguments: { file, args: given }, options, cwd, variables, signal, frame }) => {
  if (typeof file !== 'string') throw ioError('NSI_IO_TRACE_COMMAND', 'expected a program to run, got none');
  const path = resolve(cwd, file);
  if (!(await stat(path)).isFile()) throw ioError('NSI_IO_TRACE_COMMAND', `expected a script at ${path}, got something else`);
  const args = Array.isArray(given) ? (given as readonly string[]) : [];
  const observed = await observeProgram({
    command: process.execPath,
    args: [path, ...args],
    cwd,
    variables,
    signal,
    stdio: ['inherit', 2, 2],
  });
  const paths = observed.observations.flatMap(pathDurabilities);
  const { exit } = observed;
  return {
    data: { kind: 'nsi.durability', schemaVersion: 1, program: { file, args }, exit, paths },
    text: draw(paths, cwd, frame.color),
    exitCode: exit.code === 0 ? gate(paths, options['require']) : 1,
  };
};

/** 3 when a file is worth less than what is required. */
function gate(paths: readonly PathDurability[], required: unknown): 0 | 3 {
  if (required === undefined) return 0;
  const accepted = required === 'survives' ? ['survives'] : ['survives', 'old-or-new'];
  return paths.some(({ verdict }) => !accepted.includes(verdict)) ? 3 : 0;
}

function draw(paths: readonly PathDurability[], cwd: string, color: boolean): string {
  if (paths.length === 0) return 'The program wrote no file that is still there.';
  const sorted = paths.toSorted((left, right) => rank(left.verdict) - rank(right.verdict));
  return sorted.map((path) => drawPath(path, cwd, color).join('\n')).join('\n\n');
}

function rank(verdict: DurabilityVerdict): number {
  const at = worst.indexOf(verdict);
  return at < 0 ? worst.length : at;
}

function drawPath({ path, verdict, sentence, steps }: PathDurability, cwd: string, color: boolean): readonly string[] {
  const word = color ? styleText(colors[verdict], verdict, { validateStream: false }) : verdict;
  const drawn = steps.slice(0, maxDrawnSteps);
  return [
    printable(pathFrom(cwd, path)),
    ...drawn.map((step) => `  ${drawStep(step, path, cwd)}`),
    ...(steps.length > maxDrawnSteps ? [`  and ${steps.length - maxDrawnSteps} more steps`] : []),
    `  ${word}: ${sentence}`,
  ];
}

function drawStep({ call, path, to, count, bytes, flags }: FileStep, target: string, cwd: string): string {
  const name = printable(pathFrom(cwd, path));
  if (call === 'write') return `write      ${formatBytes(bytes)}${count > 1 ? ` in ${count} calls` : ''}`;
  if (call === 'rename' || call === 'copy') return `${call.padEnd(10)} ${name} to ${printable(pathFrom(cwd, to ?? target))}`;
  if (call !== 'open') return `${call.padEnd(10)} ${target.startsWith(`${path}/`) ? `the directory ${name}` : name}`;
  const words = [
    flags?.isNew && 'new',
    flags?.truncates && 'emptied',
    flags?.appends && 'appending',
    flags?.isSynced && 'every write synced',
  ].filter(Boolean);
  return `open       ${name}${words.length > 0 ? `, ${words.join(', ')}` : ''}${count > 1 ? `, ${count} times` : ''}`;
}
