import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { profilerError } from '../errors.ts';
import type { Program } from '../run/target.ts';
import type { WhatIf } from './experiments.ts';

/** One run of a program. */
export interface MeasuredRun {
  readonly wallNs: number;
  /** Of all its Node.js processes; 0 when none told it. */
  readonly cpuNs: number;
  /** How it ended and what it said on stdout, as one word to compare. */
  readonly outcome: string;
}

/** How a run is made. */
export interface MeasureRunOptions {
  /** Where files of the run go. */
  readonly folder: string;
  /** A run that takes longer is ended, and the experiment given up. */
  readonly maxMs: number;
  readonly signal: AbortSignal | undefined;
}

const preloadFile = ['./preload.ts', './collector/what-if.cjs', '../collector/what-if.cjs']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path)) as string;

/** Runs a program once, changed or as it is. Rejects with `NSI_PROFILER_EXPERIMENT` when it takes too long, `NSI_PROFILER_TARGET` when it cannot be started, with the signal's reason when that ends it. */
export async function measureRun(
  program: Program,
  change: WhatIf | undefined,
  { folder, maxMs, signal }: MeasureRunOptions,
): Promise<MeasuredRun> {
  signal?.throwIfAborted();
  const cpuFile = join(folder, 'cpu');
  await rm(cpuFile, { force: true });
  const { NODE_OPTIONS: addedOptions = '', ...variables } = Object.fromEntries(
    Object.entries(change?.variables ?? {}).map(([name, value]) => [name, value.replace('{folder}', folder)]),
  );
  const printed = change?.stdout === 'file' ? await open(join(folder, 'stdout'), 'w+') : undefined;
  const preload = `--require "${preloadFile.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const ended = AbortSignal.any([AbortSignal.timeout(maxMs), ...(signal ? [signal] : [])]);
  const start = process.hrtime.bigint();
  const child = spawn(program.command, [...program.args], {
    cwd: program.cwd,
    stdio: ['ignore', printed?.fd ?? 'pipe', 'ignore'],
    env: {
      ...program.variables,
      ...variables,
      NODE_OPTIONS: `${program.variables['NODE_OPTIONS'] ?? ''} ${addedOptions} ${preload}`.trim(),
      _NSI_WHAT_IF: change?.id ?? '',
      _NSI_WHAT_IF_CPU: cpuFile,
    },
  });
  const kill = (): void => void child.kill('SIGKILL');
  ended.addEventListener('abort', kill, { once: true });
  let [length, digest] = [0, 0];
  const add = (chunk: Buffer): void => {
    length += chunk.length;
    // FNV-1a: enough to see that two outputs differ.
    for (const byte of chunk) digest = Math.imul(digest ^ byte, 0x01000193);
  };
  child.stdout?.on('data', add);
  try {
    const [code, exitSignal] = (await once(child, 'close').catch((cause: unknown) => {
      throw profilerError('NSI_PROFILER_TARGET', `expected a program that can be started, got \`${program.command}\``, { cause });
    })) as [number | null, string | null];
    const wallNs = Number(process.hrtime.bigint() - start);
    signal?.throwIfAborted();
    if (ended.aborted)
      throw profilerError('NSI_PROFILER_EXPERIMENT', `expected a run of at most ${maxMs} ms, got one that had to be ended`);
    if (printed) for await (const chunk of printed.createReadStream({ start: 0, autoClose: false })) add(chunk as Buffer);
    const cpuUs = existsSync(cpuFile) ? (await readFile(cpuFile, 'utf8')).split('\n').reduce((sum, line) => sum + Number(line), 0) : 0;
    return { wallNs, cpuNs: cpuUs * 1000, outcome: `${exitSignal ?? code} ${length} ${digest}` };
  } finally {
    ended.removeEventListener('abort', kill);
    await printed?.close();
  }
}
