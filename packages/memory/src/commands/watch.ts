import type { ChildProcess, StdioOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import { NsiError } from '@nsi/core';
import { type CommandCall, type CommandRun, findingLines, gateOf } from '@nsi/core/cli';
import { memoryLimit } from '../pressure/memory-limit.ts';
import { drawTimeline } from '../watch/draw-timeline.ts';
import type { MemoryTimeline } from '../watch/memory-timeline.ts';
import type { ProcessSeries } from '../watch/process-series.ts';
import { watchProgram } from '../watch/watch-program.ts';
import { formatBytes } from './format-bytes.ts';

const minIntervalMs = 10;
const drawnProcesses = 4;
const warnRatios = [0.9, 0.75] as const;

/** Data is a `MemoryTimeline`: `{ kind: 'nsi.timeline', tracks: [], processes: [], findings: [] }`. Exit code 1 when the program failed, 3 for a finding at or above `--fail-on`. */
export const run: CommandRun = async (call) => {
  const { program, options, cwd, variables, signal, frame } = call;
  const [command, ...args] = program;
  if (command === undefined) {
    throw new NsiError('NSI_CORE_COMMAND_USAGE', 'expected a program after `--`, got none', {
      hint: 'Put the command after two dashes: `nsi-memory watch -- node app.js`.',
    });
  }
  const intervalMs = options['interval'] as number;
  if (!(intervalMs >= minIntervalMs)) {
    throw new NsiError('NSI_CORE_COMMAND_USAGE', `expected \`--interval\` to be at least ${minIntervalMs} ms, got ${intervalMs}`, {
      hint: 'Leave it out for 100 ms.',
    });
  }
  const isLive = options['live'] === true;
  const warn = warnOnce(call);
  let latest: readonly ProcessSeries[] = [];
  const timeline = await watchProgram({
    command,
    args,
    cwd,
    variables,
    intervalMs,
    signal,
    stdio: stdioOf(isLive, frame.json),
    onStart: (child) => isLive && passOn(child, call),
    onUpdate: (series, elapsedMs) => {
      latest = series;
      warn(series);
      if (isLive) call.progress({ text: drawLive(series, elapsedMs, frame.columns) });
    },
  });
  const hasFailed = timeline.exit.code !== 0;
  return {
    data: timeline,
    text: drawOutcome(timeline, latest, call),
    exitCode: hasFailed ? 1 : gateOf(timeline.findings, options['failOn']),
  };
};

/** The program keeps the terminal, unless its lines must go above a live picture; with `--json` its output goes to stderr, since stdout is for the result. */
function stdioOf(isLive: boolean, isJson: boolean): StdioOptions {
  if (isLive) return ['inherit', 'pipe', 'pipe'];
  return isJson ? ['inherit', 2, 2] : 'inherit';
}

function passOn({ stdout, stderr }: ChildProcess, { note }: CommandCall): void {
  for (const stream of [stdout, stderr]) if (stream) createInterface({ input: stream }).on('line', note);
}

/** Says once for each process and each mark that it comes near a limit. */
function warnOnce({ note }: CommandCall): (series: readonly ProcessSeries[]) => void {
  const told = new Map<string, number>();
  const { bytes: limitBytes } = memoryLimit();
  return (series) => {
    for (const { process, peakRssBytes, peakHeapBytes } of series) {
      const heads = [['resident memory', peakRssBytes, limitBytes] as const, ['heap', peakHeapBytes, process.heapLimitBytes] as const];
      for (const [what, used, bound] of heads) {
        const key = `${process.pid}-${process.threadId} ${what}`;
        const mark = warnRatios.find((ratio) => used >= bound * ratio) ?? 0;
        if (mark <= (told.get(key) ?? 0)) continue;
        told.set(key, mark);
        note(
          `Process ${process.pid} has used ${formatBytes(used)} of ${what}, ${((used / bound) * 100).toFixed(0)} % of ${formatBytes(bound)}.`,
        );
      }
    }
  };
}

function drawLive(series: readonly ProcessSeries[], elapsedMs: number, columns: number): string {
  const { bytes: limitBytes } = memoryLimit();
  const [largest] = series;
  const head = `watching ${series.length} ${series.length === 1 ? 'process' : 'processes'} for ${(elapsedMs / 1000).toFixed(0)} s`;
  return [head, ...(largest ? drawTimeline(largest, { limitBytes, columns }) : [])].join('\n');
}

function drawOutcome(
  { exit, durationNs, limitBytes, processes, findings }: MemoryTimeline,
  series: readonly ProcessSeries[],
  { frame }: CommandCall,
): string {
  const end = exit.signal === null ? `ended with code ${exit.code}` : `was ended by ${exit.signal}`;
  if (processes.length === 0)
    return `The program ${end} after ${(durationNs / 1e9).toFixed(1)} s; no Node.js process of it could be watched.`;
  const more = processes.length - drawnProcesses;
  return [
    `The program ${end} after ${(durationNs / 1e9).toFixed(1)} s.`,
    ...series.slice(0, drawnProcesses).flatMap((one) => ['', ...drawTimeline(one, { limitBytes, columns: frame.columns })]),
    ...(more > 0 ? ['', `and ${more} smaller ${more === 1 ? 'process' : 'processes'}`] : []),
    '',
    ...(findings.length === 0 ? ['Nothing stands out.'] : findingLines(findings, frame)),
  ].join('\n');
}
