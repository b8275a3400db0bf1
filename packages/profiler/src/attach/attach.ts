import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Rule } from '@nsi/core';
import type { ProfileEvidence, ProfileReport } from '@nsi/core/report';
import { profilerError } from '../errors.ts';
import { modes } from '../modes.ts';
import { makeReport } from '../report/make-report.ts';
import { watchEnvironment } from '../run/environment.ts';
import { readSegments } from '../run/read-segments.ts';
import { catalogue } from '../rules/catalogue.ts';
import { runRules } from '../rules/run-rules.ts';
import { collectRemotely, type RemoteCollecting } from './collect-remotely.ts';
import { connectInspector, type InspectorClient } from './inspector-client.ts';
import { inspectorUrl, waitForInspector } from './inspector-url.ts';
import { openInspector } from './open-inspector.ts';

/** How a running process is profiled. */
export interface AttachOptions {
  /** How long, milliseconds. Default 10,000. */
  readonly durationMs?: number;
  /** Default `default`. */
  readonly mode?: 'low' | 'default';
  /** Port its inspector opens, `--inspect-port` of the process. Default 9229. */
  readonly port?: number;
  /** Whether its workers are profiled too, those that start meanwhile included. Default true. */
  readonly workers?: boolean;
  /** Rules beside the profiler's own. */
  readonly rules?: readonly Rule<ProfileEvidence>[];
  /** Ids of rules that stay silent. */
  readonly ignore?: readonly string[];
  /** Aborting ends the profile early; it is reported. */
  readonly signal?: AbortSignal;
}

const closeWithinMs = 5000;
/** A collector whose attacher died stops by itself so long after it should have been stopped. */
const abandonedMs = 30_000;

/**
 * Profiles a process that runs already, on this machine, and its workers. Its inspector is opened by SIGUSR1, which it tells on its stderr,
 * and closed again at the end; everything the collector wrapped is put back. Rejects with `NSI_PROFILER_ATTACH` when the process cannot be
 * reached, is not Node.js, or is being profiled already. A process that ends meanwhile is reported until then.
 */
export async function attach(
  pid: number,
  { durationMs = 10_000, mode = 'default', port = 9229, workers = true, rules = [], ignore = [], signal }: AttachOptions = {},
): Promise<ProfileReport> {
  const before = await inspectorUrl(port);
  if (before === undefined) openInspector(pid);
  const url = before ?? (await waitForInspector(port));
  using client = await connectInspector(url);
  const own = await client.evaluate('process.pid');
  if (own !== pid)
    throw profilerError('NSI_PROFILER_ATTACH', `expected process ${pid} at port ${port}, got process ${String(own)}`, {
      hint: 'Start it with an `--inspect-port` of its own, and pass `--port`.',
    });
  const folder = await mkdtemp(join(tmpdir(), 'nsi-profile-'));
  const createdAt = new Date();
  const capture = watchEnvironment(process.cwd());
  try {
    const settings = { ...modes[mode], folder, rotateMs: 10_000, workers, children: false, callCounts: false, followsEnding: true };
    const collecting = await collectRemotely(client, settings, {
      maxMs: durationMs + abandonedMs,
      closesInspector: before === undefined,
    });
    if (!collecting)
      throw profilerError('NSI_PROFILER_ATTACH', `expected a process that is not being profiled, got ${pid}, which is`, {
        hint: 'Let the other profile end first.',
      });
    const ended = AbortSignal.any([client.closed, ...(signal ? [signal] : [])]);
    await wait(durationMs, undefined, { signal: ended }).catch(() => undefined);
    const silent = await stop(client, collecting, before === undefined ? port : undefined);
    const threads = await readSegments(folder);
    const main = threads.find(({ thread }) => thread.threadId === 0) ?? threads[0];
    if (!main) throw profilerError('NSI_PROFILER_ATTACH', `expected a profile of process ${pid}, got none`);
    const { report, evidence, sources } = makeReport(threads, {
      target: { kind: 'process', path: main.thread.name, args: [] },
      mode,
      environment: await capture(main.thread.nodeVersion, []),
      exit: { code: null, signal: null },
      createdAt,
      sourceMaps: true,
      counts: modes[mode].counts,
    });
    const warnings = [
      ...(report.summary.warnings ?? []),
      ...silent.map((threadId) => `Worker ${threadId} did not answer: what it did is missing.`),
    ];
    return {
      ...report,
      summary: { ...report.summary, warnings },
      findings: runRules(evidence, { rules: [...catalogue, ...rules], ignore, sources }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A process that ended meanwhile has written what there was. */
async function stop(client: InspectorClient, collecting: RemoteCollecting, portToClose: number | undefined): Promise<readonly number[]> {
  try {
    const silent = await collecting.stop();
    // Closing cuts the connection that asks for it, so that no answer comes: it is done in a turn of its own.
    if (portToClose === undefined) return silent;
    await client.evaluate(`setTimeout(() => process.getBuiltinModule('node:inspector').close(), 50).unref(), true`);
    for (const untilMs = performance.now() + closeWithinMs; performance.now() < untilMs && (await inspectorUrl(portToClose)) !== undefined;)
      await wait(50);
    return silent;
  } catch {
    // Ended: the segments tell how far it came.
    return [];
  }
}
