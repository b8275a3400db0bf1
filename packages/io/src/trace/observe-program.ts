import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ioError } from '../errors.ts';
import type { Observation } from './observation.ts';
import { parseObservation } from './parse-observation.ts';

export interface ObserveProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdio: StdioOptions;
  /** Aborting ends the program; what was seen until then is returned. */
  readonly signal: AbortSignal;
}

/** What an observed program did, and how it ended. */
export interface ObservedProgram {
  readonly exit: { readonly code: number | null; readonly signal: string | null };
  readonly durationNs: number;
  readonly observations: readonly Observation[];
}

const graceMs = 2000;
const maxProcesses = 1000;
const collectorFile = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './collector.ts' : './trace/collector.js', import.meta.url));

/** Runs a program and has every Node.js process in it, threads included, tell what it did to files. Throws `NSI_IO_TRACE_COMMAND` when it cannot be started. */
export async function observeProgram({ command, args, cwd, variables, stdio, signal }: ObserveProgramOptions): Promise<ObservedProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-trace-'));
  const start = process.hrtime.bigint();
  try {
    const program = spawn(command, args, { cwd, stdio, env: { ...variables, ...collectorVariables(folder, variables['NODE_OPTIONS']) } });
    const closed = once(program, 'close') as Promise<[code: number | null, signal: string | null]>;
    closed.catch(() => undefined);
    await once(program, 'spawn').catch((error: unknown) => {
      throw ioError('NSI_IO_TRACE_COMMAND', `expected a program that can be started, got \`${command}\``, { cause: error });
    });
    const ended = new AbortController();
    const end = (): void => void endProgram(program, ended.signal);
    signal.addEventListener('abort', end, { once: true, signal: ended.signal });
    if (signal.aborted) end();
    const [code, exitSignal] = await closed;
    ended.abort();
    const durationNs = Number(process.hrtime.bigint() - start);
    return { exit: { code, signal: exitSignal }, durationNs, observations: await readObservations(folder) };
  } finally {
    await rm(folder, { recursive: true, force: true });
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

/** The name begins with an underscore because `NSI_…` variables are configuration. The options a program was given stay in force. */
function collectorVariables(folder: string, nodeOptions = ''): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `${nodeOptions} --require "${collectorFile.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`.trim(),
    _NSI_TRACE_FOLDER: folder,
  };
}

async function readObservations(folder: string): Promise<readonly Observation[]> {
  const names = (await readdir(folder)).filter((name) => /^\d+-\d+\.json$/.test(name)).slice(0, maxProcesses);
  const read = await Promise.all(names.map(async (name) => parseObservation(await readFile(join(folder, name), 'utf8'))));
  return read
    .flatMap((observation) => (observation ? [observation] : []))
    .toSorted((left, right) => left.process.pid - right.process.pid || left.process.threadId - right.process.threadId);
}
