import { open, readFile, rm, type FileHandle } from 'node:fs/promises';
import { cpuError } from '../errors.ts';
import { createLineSet, type LineSet } from './line-set.ts';

/** What a run must have in common with the one it continues. */
export interface RunIdentity {
  readonly task: string;
  readonly input: string;
  /** Digest of how the input begins; empty for standard input. */
  readonly head: string;
  readonly isOrdered: boolean;
  readonly isNumbered: boolean;
}

/** What a run has done, beside its output: which lines are in it, and how long it was then. */
export interface RunJournal extends AsyncDisposable {
  /** Lines that are done. */
  readonly done: LineSet;
  /** Bytes of output that hold them: what is behind is to be cut. */
  readonly outputBytes: number;
  readonly failed: number;
  /** Notes lines whose results are written. */
  note(lines: readonly number[], outputBytes: number, failed: number): Promise<void>;
  /** The run is complete: nothing is left to continue. */
  finish(): Promise<void>;
}

/** One line of the journal: `first:count` of each run of lines, the bytes of output, how many failed so far. */
const entryPattern = /^((?:\d+:\d+ )+)(\d+) (\d+)$/;

export function journalOf(output: string): string {
  return `${output}.nsi-run`;
}

/** Begins a journal. */
export async function beginJournal(output: string, identity: RunIdentity): Promise<RunJournal> {
  const file = await open(journalOf(output), 'w');
  await file.appendFile(`${JSON.stringify(identity)}\n`);
  return journalOver(file, journalOf(output), { done: createLineSet(), outputBytes: 0, failed: 0 });
}

/** Continues the journal of an interrupted run; `undefined` when there is none. Throws `NSI_CPU_RUN_RESUME` when it is another run's. */
export async function resumeJournal(output: string, identity: RunIdentity): Promise<RunJournal | undefined> {
  const path = journalOf(output);
  const text = await readText(path);
  if (text === undefined) return undefined;
  const [head = '', ...entries] = text.split('\n');
  const known = parseIdentity(head, path);
  const differing = (Object.keys(identity) as (keyof RunIdentity)[]).filter((name) => known[name] !== identity[name]);
  if (differing.length > 0)
    throw cpuError('NSI_CPU_RUN_RESUME', `expected the run that ${path} belongs to, got another ${differing.join(' and ')}`);
  const done = createLineSet();
  let outputBytes = 0;
  let failed = 0;
  // The last line is empty, or was being written when the run ended.
  for (const entry of entries.slice(0, -1)) {
    const [, ranges = '', bytes, failures] = entryPattern.exec(entry) ?? [];
    if (bytes === undefined)
      throw cpuError('NSI_CPU_RUN_RESUME', `expected lines, bytes and failures in ${path}, got ${JSON.stringify(entry.slice(0, 80))}`);
    for (const range of ranges.trim().split(' ')) done.add(...(range.split(':').map(Number) as [number, number]));
    [outputBytes, failed] = [Number(bytes), Number(failures)];
  }
  const file = await open(path, 'r+');
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  await file.truncate(Buffer.byteLength(complete));
  await file.close();
  return journalOver(await open(path, 'a'), path, { done, outputBytes, failed });
}

function journalOver(file: FileHandle, path: string, state: { readonly done: LineSet; outputBytes: number; failed: number }): RunJournal {
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  return {
    done: state.done,
    get outputBytes() {
      return state.outputBytes;
    },
    get failed() {
      return state.failed;
    },
    async note(lines, outputBytes, failed) {
      const ranges = rangesOf(lines);
      await file.appendFile(`${ranges.map(({ first, count }) => `${first}:${count} `).join('')}${outputBytes} ${failed}\n`);
      for (const { first, count } of ranges) state.done.add(first, count);
      Object.assign(state, { outputBytes, failed });
    },
    async finish() {
      await close();
      await rm(path, { force: true });
    },
    [Symbol.asyncDispose]: close,
  };
}

/** Runs of neighbouring lines; `lines` ascend. */
function rangesOf(lines: readonly number[]): readonly { readonly first: number; readonly count: number }[] {
  const ranges: { first: number; count: number }[] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && last.first + last.count === line) last.count++;
    else ranges.push({ first: line, count: 1 });
  }
  return ranges;
}

function parseIdentity(text: string, path: string): Partial<RunIdentity> {
  try {
    return JSON.parse(text) as RunIdentity;
  } catch (cause) {
    throw cpuError('NSI_CPU_RUN_RESUME', `expected the journal of a run in ${path}, got something else`, { cause });
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}
