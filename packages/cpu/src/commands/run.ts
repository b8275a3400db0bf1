import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CommandRun } from '@nsi/core/cli';
import { cpuError } from '../errors.ts';
import { readLines } from '../lines/read-lines.ts';
import { runLines } from '../lines/run-lines.ts';
import { openFileOutput, openStreamOutput } from '../lines/run-output.ts';

/** How much of the input tells it from another. */
const headBytes = 65_536;

/** Data is `{ task, input, output, lines, failed, isComplete, elapsedMs }`; `lines` are those of this run. */
export const run: CommandRun = async ({ arguments: words, options, frame, cwd, signal, progress, note }) => {
  const { path, task } = parseTask(words['task'] as string);
  const input = inputOf(options['in'] as string, cwd);
  const output = (options['out'] as string) === '-' ? '-' : resolve(cwd, options['out'] as string);
  if (output === '-' && (frame.json || options['resume'] === true))
    throw cpuError('NSI_CPU_OPTION', 'expected `--out FILE` with `--json` and with `--resume`, got standard output', {
      hint: 'Name a file for the results.',
    });
  const { head, size } = await inspectInput(input);
  if (output !== '-' && (await isSameFile(input, output)))
    throw cpuError('NSI_CPU_RUN_INPUT', `expected an output of its own, got the input ${input}`);
  const isOrdered = options['ordered'] === true;
  const isNumbered = options['numbered'] === true;
  const module = pathToFileURL(resolve(cwd, path));
  const identity = { task: `${module.href}#${task}`, input, head, isOrdered, isNumbered };

  await using target =
    output === '-'
      ? openStreamOutput(process.stdout)
      : await openFileOutput(output, identity, { isResumed: options['resume'] === true, mayReplace: options['force'] === true });
  if (target.done.size > 0) note(`Continuing behind ${target.done.size} lines that are done.`);
  const stream = input === '-' ? process.stdin : createReadStream(input);
  // After an interrupt, an input that is still open would keep the process.
  using _ = { [Symbol.dispose]: () => void stream.destroy() };
  const source = readLines(stream, (line) => target.done.has(line));
  const startedAt = performance.now();
  const result = await runLines(source, target, {
    module,
    task,
    threads: parseThreads(options['threads'] as string),
    isOrdered,
    isNumbered,
    isFailFast: options['failFast'] === true,
    timeoutMs: options['timeout'] as number | undefined,
    retries: (options['retries'] as number | undefined) ?? 0,
    signal,
    onWritten({ lines, failed }) {
      const share = size === undefined ? 0 : source.bytes / size;
      const elapsedMs = performance.now() - startedAt;
      const remaining = share > 0 && share < 1 ? { remainingMs: (elapsedMs * (1 - share)) / share } : {};
      progress({ text: `lines of ${task}${failed > 0 ? `, ${failed} failed` : ''}`, done: lines, ...remaining });
    },
  });
  const elapsedMs = Math.round(performance.now() - startedAt);
  const summary = summaryOf(result.lines, result.failed, elapsedMs);
  if (output === '-') note(summary);
  else if (!result.isComplete) note(`${summary} Continue with --resume.`);
  return {
    data: { task: identity.task, input, output, ...result, elapsedMs },
    text: output === '-' || !result.isComplete ? '' : `${output}: ${summary}`,
    ...(result.failed > 0 ? { exitCode: 1 as const } : {}),
  };
};

/** `file#function`; without a name, the module's default export. */
function parseTask(text: string): { readonly path: string; readonly task: string } {
  const [, path = '', task = 'default'] = /^([^#]+)(?:#(.+))?$/.exec(text) ?? [];
  if (path === '') throw cpuError('NSI_CPU_RUN_INPUT', `expected a task such as \`tasks.mjs#hash\`, got ${JSON.stringify(text)}`);
  return { path, task };
}

function parseThreads(text: string): number | 'all' {
  return text === 'auto' ? 'all' : Number(text);
}

function inputOf(text: string, cwd: string): string {
  return text === '-' ? '-' : resolve(cwd, text);
}

async function inspectInput(input: string): Promise<{ readonly head: string; readonly size?: number }> {
  if (input === '-') return { head: '' };
  try {
    await using file = await open(input);
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return { head: createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex'), size };
  } catch (cause) {
    throw cpuError('NSI_CPU_RUN_INPUT', `expected a file of lines at ${input}, got ${(cause as Error).message}`, { cause });
  }
}

async function isSameFile(input: string, output: string): Promise<boolean> {
  if (input === '-') return false;
  const [one, other] = await Promise.all([stat(input), stat(output).catch(() => undefined)]);
  return one.ino === other?.ino && one.dev === other.dev;
}

function summaryOf(lines: number, failed: number, elapsedMs: number): string {
  const rate = Math.round((lines / Math.max(1, elapsedMs)) * 1000);
  return `${lines} lines in ${(elapsedMs / 1000).toFixed(1)} s, ${rate} a second${failed > 0 ? `; ${failed} failed` : ''}.`;
}
