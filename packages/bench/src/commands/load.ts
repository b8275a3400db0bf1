import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CommandCall, CommandResult } from '@nsi/core/cli';
import { type BenchCase, type Finding, watchEnvironment } from '@nsi/core/report';
import { fineClock } from '../load/fine-clock.ts';
import { createHttpTarget } from '../load/http-target.ts';
import { findLoadSuites, type LoadTarget, targetsOf } from '../load/load-targets.ts';
import { loadCase, loadFindings } from '../load/load-report.ts';
import { type OpenLoopPlan, runOpenLoop } from '../load/open-loop.ts';
import { callOptions, usageError, wordOf } from './call-options.ts';
import { ownReport } from './own-report.ts';
import { exitCodeOf, reportResult } from './report-result.ts';

const defaults = Object.freeze({ ratePerSecond: 100, durationMs: 10_000, warmupMs: 1000, timeoutMs: 30_000, maxConnections: 10_000 });

/** `nsi-bench load`: a URL, or the load suites of a bench file, at a constant rate. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const targets = await targetsFor(call);
  const environment = await watchEnvironment();
  const cases: BenchCase[] = [];
  const findings: Finding[] = [];
  for (const target of targets) {
    if (call.signal.aborted) break;
    const plan = planOf(call, target);
    const stopProgress = showProgress(call, target.id, plan.durationMs);
    try {
      const opened = await target.open();
      try {
        const result = await runOpenLoop(opened.send, plan, { clock: fineClock, signal: call.signal });
        cases.push(loadCase(target.id, plan, result));
        findings.push(...loadFindings(plan, result));
      } finally {
        await opened.close();
      }
    } finally {
      stopProgress();
    }
  }
  const method = { name: 'open-loop-v1', options: { clock: 'from the moment a request was due' } };
  const report = ownReport({ method, environment, isComplete: !call.signal.aborted, cases, findings });
  return reportResult(report, call, exitCodeOf(report, { gatesRegressions: false }));
}

async function targetsFor(call: CommandCall): Promise<readonly LoadTarget[]> {
  const word = wordOf(call, 'target');
  if (!/^https?:\/\//i.test(word)) return targetsOf(await findLoadSuites(pathToFileURL(resolve(call.cwd, word)).href));
  if (!URL.canParse(word)) throw usageError(`expected a URL, got ${word}`);
  const { text, number, milliseconds } = callOptions(call);
  const bodyFile = text('body');
  const body = bodyFile === undefined ? undefined : await readBody(resolve(call.cwd, bodyFile));
  const options = {
    method: (text('method') ?? (body === undefined ? 'GET' : 'POST')).toUpperCase(),
    headers: headersOf(callOptions(call).list('header')),
    timeoutMs: milliseconds('timeout') ?? defaults.timeoutMs,
    maxConnections: number('connections') ?? defaults.maxConnections,
    ...(body === undefined ? {} : { body }),
  };
  const url = new URL(word);
  return [
    {
      id: `load/${url.host}${url.pathname}`,
      open: () => {
        const target = createHttpTarget(url, options);
        return { send: target.send, close: () => target[Symbol.dispose]() };
      },
    },
  ];
}

async function readBody(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw usageError(`expected \`--body\` to be a file that can be read, got ${file} (${(cause as NodeJS.ErrnoException).code})`);
  }
}

function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      if (at <= 0) throw usageError(`expected \`--header\` to be \`name: value\`, got ${line}`);
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
}

/** The command line's numbers over the suite's over the defaults. */
function planOf(call: CommandCall, target: LoadTarget): OpenLoopPlan {
  const { number, milliseconds } = callOptions(call);
  const ratePerSecond = number('rate') ?? target.plan?.ratePerSecond ?? defaults.ratePerSecond;
  const durationMs = milliseconds('duration') ?? target.plan?.durationMs ?? defaults.durationMs;
  const warmupMs = milliseconds('warmup') ?? target.plan?.warmupMs ?? Math.min(defaults.warmupMs, durationMs / 10);
  if (!(ratePerSecond > 0 && ratePerSecond <= 1e6))
    throw usageError(`expected \`--rate\` to be above 0 and at most 1000000, got ${ratePerSecond}`);
  const maxInFlight = number('connections') ?? defaults.maxConnections;
  if (!(Number.isInteger(maxInFlight) && maxInFlight > 0))
    throw usageError(`expected \`--connections\` to be a whole number from 1, got ${maxInFlight}`);
  // The warm-up comes on top: the asked duration is measured in full.
  return {
    ratePerSecond,
    warmupMs,
    durationMs: durationMs + warmupMs,
    maxInFlight,
    drainMs: milliseconds('timeout') ?? defaults.timeoutMs,
  };
}

function showProgress(call: CommandCall, text: string, durationMs: number): () => void {
  const start = performance.now();
  const timer = setInterval(() => call.progress({ text, remainingMs: Math.max(0, durationMs - (performance.now() - start)) }), 500).unref();
  return () => clearInterval(timer);
}
