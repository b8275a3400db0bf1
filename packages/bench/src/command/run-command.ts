import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { openSync, closeSync } from 'node:fs';
import { benchError } from '../errors.ts';
import { splitWords } from './split-words.ts';

/** A command ready to be started many times. */
export interface PreparedCommand {
  readonly line: string;
  readonly file: string;
  readonly words: readonly string[];
}

export interface CommandRunOptions {
  readonly cwd: string;
  /** File that becomes its standard input; left out, it has none. */
  readonly inputFile?: string;
  /** Whether the output is read and hashed. It then costs time: the same for every command. */
  readonly hashOutput: boolean;
  readonly signal: AbortSignal;
}

/** One run of a whole process. */
export interface CommandRun {
  /** Wall nanoseconds from just before the start to the exit. */
  readonly elapsedNs: number;
  readonly exitCode: number | null;
  readonly killedBy: NodeJS.Signals | null;
  /** Standard output, when asked for. */
  readonly output?: CommandOutput;
}

/** What a run printed. */
export interface CommandOutput {
  /** SHA-256 of all of it. */
  readonly digest: string;
  /** Its first bytes, to show where two outputs part. */
  readonly head: Buffer;
}

const headBytes = 64 * 1024;

/** Splits a line into its words, or hands it to `sh -c` when `usesShell`. Throws `NSI_BENCH_COMMAND_FAILED` for an empty line or an open quote. */
export function prepareCommand(line: string, usesShell: boolean): PreparedCommand {
  if (usesShell) return { line, file: '/bin/sh', words: ['-c', line] };
  const [file, ...words] = splitWords(line) ?? [];
  if (file !== undefined && file !== '') return { line, file, words };
  throw benchError('NSI_BENCH_COMMAND_FAILED', `expected a command, got ${JSON.stringify(line)}`, {
    hint: 'Close its quotes, or pass `--shell`.',
  });
}

/** Runs a command once. Rejects with `NSI_BENCH_COMMAND_FAILED` when it cannot be started, and with the signal's reason when that aborts. */
export async function runCommand(
  { line, file, words }: PreparedCommand,
  { cwd, inputFile, hashOutput, signal }: CommandRunOptions,
): Promise<CommandRun> {
  const input = inputFile === undefined ? 'ignore' : openSync(inputFile, 'r');
  try {
    const { promise, resolve, reject } = Promise.withResolvers<CommandRun>();
    const output = hashOutput ? collectOutput() : undefined;
    const start = process.hrtime.bigint();
    const child = spawn(file, words, { cwd, stdio: [input, output ? 'pipe' : 'ignore', 'ignore'] });
    const stop = (): void => void child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    let elapsedNs = 0;
    child.stdout?.on('data', (chunk: Buffer) => output?.add(chunk));
    child.once('exit', () => (elapsedNs = Number(process.hrtime.bigint() - start)));
    child.once('error', (cause) =>
      reject(
        benchError(
          'NSI_BENCH_COMMAND_FAILED',
          `expected to start \`${line}\`, got ${(cause as NodeJS.ErrnoException).code ?? cause.message}`,
          { cause },
        ),
      ),
    );
    child.once('close', (exitCode, killedBy) => resolve({ elapsedNs, exitCode, killedBy, ...(output ? { output: output.finish() } : {}) }));
    try {
      const run = await promise;
      signal.throwIfAborted();
      return run;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  } finally {
    if (typeof input === 'number') closeSync(input);
  }
}

function collectOutput(): { add(chunk: Buffer): void; finish(): CommandOutput } {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let length = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      if (length < headBytes) head.push(chunk);
      length += chunk.length;
    },
    finish: () => ({ digest: hash.digest('hex'), head: Buffer.concat(head).subarray(0, headBytes) }),
  };
}
