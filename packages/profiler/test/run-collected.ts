import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modes } from '../src/modes.ts';
import { collectorVariables } from '../src/run/collector-variables.ts';
import { readSegments } from '../src/run/read-segments.ts';
import type { ThreadProfile } from '../src/tree/merge-threads.ts';

/** How a program ended, and what it said. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program as it is. */
export function runPlain(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const program = execFile(
      process.execPath,
      [file, ...args],
      { env: { ...process.env, ...env }, maxBuffer: 2 ** 26 },
      (_, stdout, stderr) => {
        resolve({ code: program.exitCode, signal: program.signalCode, stdout, stderr });
      },
    );
  });
}

/** Runs a program under the collector, segments every `rotateMs`. */
export async function runCollected(
  file: string,
  args: readonly string[] = [],
  { rotateMs = 10_000 }: { readonly rotateMs?: number } = {},
): Promise<Outcome & { readonly threads: readonly ThreadProfile[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'nsi collected '));
  try {
    const settings = { ...modes.default, folder, rotateMs, workers: true, children: true, callCounts: false, followsEnding: true };
    const outcome = await runPlain(file, args, collectorVariables(settings, process.env['NODE_OPTIONS']));
    return { ...outcome, threads: await readSegments(folder) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All samples of a thread in functions of that name. */
export function samplesIn({ segments }: ThreadProfile, name: string): number {
  const nodes = segments.flatMap(({ cpu }) => cpu?.nodes ?? []);
  return nodes.reduce((sum, { callFrame, hitCount = 0 }) => (callFrame.functionName === name ? sum + hitCount : sum), 0);
}
