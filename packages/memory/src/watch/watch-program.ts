import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { memoryError } from '../errors.ts';
import { memoryLimit } from '../pressure/memory-limit.ts';
import { findWatchProblems } from './find-watch-problems.ts';
import { summarizeProcess, tracksOf, type MemoryTimeline } from './memory-timeline.ts';
import type { ProcessSeries } from './process-series.ts';
import { createSampleReader } from './read-samples.ts';

export interface WatchProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Between two readings of each process. */
  readonly intervalMs: number;
  readonly stdio: StdioOptions;
  /** Gets the streams of the program that `stdio` makes pipes. */
  readonly onStart?: (program: ReturnType<typeof spawn>) => void;
  /** Called with every reading, largest process first. */
  readonly onUpdate?: (series: readonly ProcessSeries[], elapsedMs: number) => void;
  /** Aborting ends the program, and what was read until then is returned. */
  readonly signal: AbortSignal;
}

/** Left to a program that was interrupted to end by itself. */
const graceMs = 2000;
const collectorFile = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './collector.ts' : './watch/collector.js', import.meta.url));

/**
 * Runs a program and reads the memory of every Node.js process in it, threads included.
 * Throws `NSI_MEMORY_WATCH_COMMAND` when it cannot be started.
 */
export async function watchProgram({
  command,
  args,
  cwd,
  variables,
  intervalMs,
  stdio,
  onStart,
  onUpdate,
  signal,
}: WatchProgramOptions): Promise<MemoryTimeline> {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-watch-'));
  const reader = createSampleReader(folder);
  const { bytes: limitBytes } = memoryLimit();
  const startMs = Date.now();
  try {
    const program = spawn(command, args, {
      cwd,
      stdio,
      env: { ...variables, ...collectorVariables(folder, intervalMs, variables['NODE_OPTIONS']) },
    });
    const closed = once(program, 'close') as Promise<[code: number | null, signal: string | null]>;
    closed.catch(() => undefined);
    await once(program, 'spawn').catch((error: unknown) => {
      throw memoryError('NSI_MEMORY_WATCH_COMMAND', `expected a program that can be started, got \`${command}\``, { cause: error });
    });
    onStart?.(program);
    const ended = new AbortController();
    signal.addEventListener('abort', () => void endProgram(program, ended.signal), { once: true, signal: ended.signal });
    if (signal.aborted) void endProgram(program, ended.signal);
    const following = follow(ended.signal);
    const [code, exitSignal] = await closed;
    const durationNs = (Date.now() - startMs) * 1e6;
    ended.abort();
    await following;
    await reader.update();
    const series = reader.series();
    const exit = { code, signal: exitSignal };
    return {
      kind: 'nsi.timeline',
      schemaVersion: 1,
      createdAt: new Date(startMs).toISOString(),
      program: { command, args },
      exit,
      durationNs,
      limitBytes,
      processes: series.map(summarizeProcess),
      tracks: tracksOf(series, startMs, limitBytes),
      findings: findWatchProblems({ series, limitBytes, exit }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  async function follow(until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await wait(Math.max(intervalMs, 100), undefined, { signal: until }).catch(() => undefined);
      await reader.update();
      onUpdate?.(reader.series(), Date.now() - startMs);
    }
  }
}

/** Ctrl-C reaches the program by itself; one that does not end is asked to, then made to. */
async function endProgram(program: ReturnType<typeof spawn>, ended: AbortSignal): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await wait(graceMs, undefined, { signal: ended }).catch(() => undefined);
    if (ended.aborted) return;
    program.kill(signal);
  }
}

/**
 * What makes every Node.js process of the program load the collector. The options it was given stay in force.
 * The names begin with an underscore because `NSI_…` variables are configuration.
 */
function collectorVariables(folder: string, intervalMs: number, nodeOptions = ''): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `${nodeOptions} --require "${collectorFile.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`.trim(),
    _NSI_WATCH_FOLDER: folder,
    _NSI_WATCH_INTERVAL_MS: String(intervalMs),
  };
}
