import { fork as spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { FailureMessage, ForkJob, ForkMessage, PhaseMessage, ResultMessage } from './job.ts';

export interface SpawnOptions {
  readonly nodeArgs: readonly string[];
  /** A fork whose variants say nothing for so long is killed. Imports and set-up may take longer: at least a minute. */
  readonly timeoutMs: number;
  /** A fork with a larger resident set is killed. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
  /** Runs the fork under another program. */
  readonly counter?: CounterWords;
}

/** A program and its words, to which the fork's own are added. */
export type CounterWords = readonly [command: string, ...args: string[]];

/** How a fork ended. `last` tells where it was when it did not answer. */
export type ForkOutcome =
  | { readonly type: 'answer'; readonly answer: ResultMessage | FailureMessage }
  | {
      readonly type: 'timeout' | 'out of memory' | 'killed' | 'exited' | 'aborted';
      readonly last: PhaseMessage | undefined;
      readonly detail: string;
    };

const isSource = import.meta.url.endsWith('.ts');
const entry = new URL(isSource ? './fork.ts' : './engine/fork.js', import.meta.url);
const memoryCheckMs = 250;
const leastSetupMs = 60_000;
const maxTailLength = 4000;

/** Runs one job in a fresh process and waits for its end, whatever that is. The process is gone when this resolves. */
export function runFork(job: ForkJob, { nodeArgs, timeoutMs, maxBytes, signal, counter }: SpawnOptions): Promise<ForkOutcome> {
  const { promise, resolve } = Promise.withResolvers<ForkOutcome>();
  if (signal?.aborted) {
    resolve({ type: 'aborted', last: undefined, detail: '' });
    return promise;
  }
  const child = spawn(entry, {
    ...(counter ? { execPath: counter[0] } : {}),
    execArgv: [...(counter ? [...counter.slice(1), process.execPath] : []), ...(isSource ? ['--conditions=@nsi/source'] : []), ...nodeArgs],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // The size of the environment moves the stack, and with it what is aligned to what (Mytkowicz et al. 2009): drawn anew for each fork.
    env: { ...process.env, BENCH_ENVIRONMENT_PADDING: 'x'.repeat(job.seed % 4096) },
  });

  let answer: ResultMessage | FailureMessage | undefined;
  let last: PhaseMessage | undefined;
  let killedFor: 'timeout' | 'out of memory' | 'aborted' | undefined;
  let errorTail = '';
  const kill = (reason: 'timeout' | 'out of memory' | 'aborted'): void => {
    killedFor ??= reason;
    child.kill('SIGKILL');
  };
  let watchdog = setTimeout(() => kill('timeout'), Math.max(timeoutMs, leastSetupMs));
  const memoryWatch = setInterval(() => {
    if (residentBytes(child.pid) > maxBytes) kill('out of memory');
  }, memoryCheckMs);
  const onAbort = (): void => kill('aborted');
  signal?.addEventListener('abort', onAbort, { once: true });

  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorTail = (errorTail + text).slice(-maxTailLength);
  });
  child.on('message', (message) => {
    const told = message as ForkMessage;
    if (told.type !== 'phase') answer = told;
    else if (told.phase !== 'import' && told.phase !== 'setup') {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => kill('timeout'), timeoutMs);
    }
    if (told.type === 'phase') last = told;
  });
  child.once('error', (error) => {
    errorTail += error.message;
    if (child.pid === undefined) finish(null, null);
  });
  child.once('close', finish);
  child.send(job, () => undefined);
  return promise;

  function finish(code: number | null, killSignal: NodeJS.Signals | null): void {
    clearTimeout(watchdog);
    clearInterval(memoryWatch);
    signal?.removeEventListener('abort', onAbort);
    if (answer && killedFor === undefined) resolve({ type: 'answer', answer });
    else resolve({ type: killedFor ?? endOf(code, killSignal, errorTail), last, detail: detailOf(code, killSignal, errorTail) });
  }
}

function endOf(code: number | null, signal: NodeJS.Signals | null, errorTail: string): 'out of memory' | 'killed' | 'exited' {
  // V8 aborts when its heap is full, and says so first.
  if (/out of memory|Array buffer allocation failed/iu.test(errorTail) && (signal === 'SIGABRT' || signal === 'SIGTRAP' || code === 134))
    return 'out of memory';
  return signal === null ? 'exited' : 'killed';
}

function detailOf(code: number | null, signal: NodeJS.Signals | null, errorTail: string): string {
  const end = signal === null ? `exit code ${code}` : `signal ${signal}`;
  const said = errorTail
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /error|fatal/iu.test(line));
  return said === undefined ? end : `${end}: ${said.slice(0, 300)}`;
}

/** 0 where the system does not tell. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}
