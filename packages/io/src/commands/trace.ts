import { NsiError } from '@nsi/core';
import { type CommandRun, findingLines, gateOf } from '@nsi/core/cli';
import type { Finding } from '@nsi/core/report';
import { findTraceProblems } from '../trace/find-trace-problems.ts';
import type { Observation } from '../trace/observation.ts';
import { observeProgram, type ObservedProgram } from '../trace/observe-program.ts';
import { countOf, formatBytes } from './format-bytes.ts';

/**
 * Data is `{ kind: 'nsi.trace', schemaVersion: 1, program, exit, durationNs, processes: [{ pid, threadId, name, calls, readBytes, writtenBytes }],
 * findings: [] }`. Exit code 1 when the program failed, 3 for a finding at or above `--fail-on`.
 */
export const run: CommandRun = async ({ program, options, cwd, variables, signal, frame }) => {
  const [command, ...args] = program;
  if (command === undefined) {
    throw new NsiError('NSI_CORE_COMMAND_USAGE', 'expected a program after `--`, got none', {
      hint: 'Put the command after two dashes: `nsi-io trace -- node app.js`.',
    });
  }
  // With `--json` the output of the program goes to stderr, since stdout is for the result.
  const observed = await observeProgram({ command, args, cwd, variables, signal, stdio: frame.json ? ['inherit', 2, 2] : 'inherit' });
  const findings = findTraceProblems(observed.observations, cwd);
  const { exit, durationNs, observations } = observed;
  return {
    data: {
      kind: 'nsi.trace',
      schemaVersion: 1,
      program: { command, args },
      exit,
      durationNs,
      processes: observations.map(summarize),
      findings,
    },
    text: draw(observed, findings, frame),
    exitCode: exit.code === 0 ? gateOf(findings, options['failOn']) : 1,
  };
};

function summarize({ process, calls }: Observation): Readonly<Record<string, unknown>> {
  return {
    ...process,
    calls: calls.reduce((sum, { count }) => sum + count, 0),
    readBytes: bytesOf(calls, /read/i),
    writtenBytes: bytesOf(calls, /write|append/i),
  };
}

function bytesOf(calls: Observation['calls'], name: RegExp): number {
  return calls.reduce((sum, { call, bytes }) => (name.test(call) ? sum + bytes : sum), 0);
}

function draw(
  { exit, durationNs, observations }: ObservedProgram,
  findings: readonly Finding[],
  frame: { readonly color: boolean },
): string {
  const end = exit.signal === null ? `ended with code ${exit.code}` : `was ended by ${exit.signal}`;
  const after = `after ${(durationNs / 1e9).toFixed(1)} s`;
  if (observations.length === 0) return `The program ${end} ${after}; no Node.js process of it could be observed.`;
  const calls = observations.flatMap(({ calls }) => calls);
  const sum = calls.reduce((total, { count }) => total + count, 0);
  return [
    `The program ${end} ${after}: ${countOf(sum, 'call')} of node:fs in ${countOf(observations.length, 'process', 'processes or threads')}, ${formatBytes(bytesOf(calls, /read/i))} read, ${formatBytes(bytesOf(calls, /write|append/i))} written.`,
    '',
    ...(findings.length === 0 ? ['Nothing stands out.'] : findingLines(findings, frame)),
  ].join('\n');
}
