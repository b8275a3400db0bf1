import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { CollectorSettings } from '../collector/settings.ts';
import { profilerError } from '../errors.ts';
import { collectorVariables } from './collector-variables.ts';
import { compactSegments } from './compact-segments.ts';
import { flushThroughInspector } from '../attach/flush-through-inspector.ts';
import { freePort } from '../attach/free-port.ts';

/** A program to run, under the collector or without. */
export interface LaunchOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Left out, the program runs as it is. */
  readonly settings?: CollectorSettings;
  readonly stdio: StdioOptions;
  /** Ends the program after so long; 0 lets it run. */
  readonly durationMs: number;
  /** Aborting ends the program. */
  readonly signal: AbortSignal | undefined;
  /** Gets the program once it runs. */
  readonly onStart?: (program: ChildProcess) => void;
}

/** How a program ended. */
export interface ProgramExit {
  readonly code: number | null;
  readonly signal: string | null;
}

const compactEveryMs = 60_000;
/** Left to a program that was asked to end. */
const graceMs = 2000;

/** Runs a program to its end. Throws `NSI_PROFILER_TARGET` when it cannot be started. */
export async function launchProgram({
  command,
  args,
  cwd,
  variables,
  settings,
  stdio,
  durationMs,
  signal,
  onStart,
}: LaunchOptions): Promise<ProgramExit> {
  const inspectPort = settings ? await freePort() : 0;
  const told = settings && { ...settings, inspectPort, launcherPid: process.pid };
  const program = spawn(command, args, {
    cwd,
    stdio,
    env: { ...variables, ...(told && collectorVariables(told, variables['NODE_OPTIONS'])) },
  });
  const closed = once(program, 'close') as Promise<[code: number | null, signal: string | null]>;
  closed.catch(() => undefined);
  await once(program, 'spawn').catch((cause: unknown) => {
    throw profilerError('NSI_PROFILER_TARGET', `expected a program that can be started, got \`${command}\``, { cause });
  });
  onStart?.(program);
  const ended = new AbortController();
  const end = (wasTold: boolean): void => void endProgram(program, { inspectPort, wasTold, ended: ended.signal });
  // Ctrl-C on a terminal reaches the program too: a second SIGINT means to many that they are to stop at once.
  const onAbort = (): void => end(process.stdin.isTTY);
  signal?.addEventListener('abort', onAbort, { once: true, signal: ended.signal });
  if (signal?.aborted) onAbort();
  if (durationMs > 0)
    void wait(durationMs, undefined, { signal: ended.signal }).then(
      () => end(false),
      () => undefined,
    );
  const compacting = settings ? compactUntil(settings.folder, ended.signal) : undefined;
  const [code, exitSignal] = await closed;
  ended.abort();
  await compacting;
  return { code, signal: exitSignal };
}

async function compactUntil(folder: string, ended: AbortSignal): Promise<void> {
  for (;;) {
    await wait(compactEveryMs, undefined, { signal: ended, ref: false }).catch(() => undefined);
    if (ended.aborted) return;
    await compactSegments(folder);
  }
}

/**
 * Asks, then makes it end. A program whose event loop does not turn hears no signal: before it is killed, its profile is fetched through the
 * inspector, which interrupts it.
 */
async function endProgram(
  program: ChildProcess,
  { inspectPort, wasTold, ended }: { readonly inspectPort: number; readonly wasTold: boolean; readonly ended: AbortSignal },
): Promise<void> {
  if (!wasTold) program.kill('SIGINT');
  await wait(graceMs, undefined, { signal: ended }).catch(() => undefined);
  if (ended.aborted || program.pid === undefined) return;
  if (inspectPort > 0) await flushThroughInspector(program.pid, inspectPort);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (ended.aborted) return;
    program.kill(signal);
    await wait(graceMs, undefined, { signal: ended }).catch(() => undefined);
  }
}
