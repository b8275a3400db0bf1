import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ProfileReport } from '@nsi/core/report';
import { reportAllocations } from '../activity/report-allocations.ts';
import { modes } from '../modes.ts';
import { launchProgram } from '../run/launch-program.ts';
import { readSegments } from '../run/read-segments.ts';
import type { Program } from '../run/target.ts';
import { createSourceFiles } from '../source/source-files.ts';
import { createSourceMaps } from '../source/source-maps.ts';
import { callCounts } from './call-counts.ts';
import { readV8Log } from './read-v8-log.ts';

/** How the second run is made. */
export interface DeepPassOptions {
  readonly durationMs: number;
  readonly sourceMaps: boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs the program again, silently, and adds to its report: exact call counts, for which V8 optimizes nothing, with what outlived the young
 * generation of the heap, and in a run of its own deoptimizations and megamorphic accesses, as V8 logs them. The times of these runs are not looked at. A command that is not Node.js itself
 * gets call counts alone: V8's log is asked for by flags.
 */
export async function addDeepPass(
  report: ProfileReport,
  program: Program,
  { durationMs, sourceMaps, signal }: DeepPassOptions,
): Promise<ProfileReport> {
  const sources = createSourceFiles();
  const maps = createSourceMaps(sources, { isOn: sourceMaps });
  const memory = report.allocations !== undefined;
  const { counts, promoted } = await inFolder(async (folder) => {
    const settings = {
      ...modes.low,
      memory,
      folder,
      rotateMs: 10_000,
      workers: true,
      children: true,
      callCounts: true,
      followsEnding: true,
    };
    await launchProgram({ ...program, settings, stdio: 'ignore', durationMs, signal });
    const threads = await readSegments(folder);
    const coverage = threads.flatMap(({ segments }) => segments.at(-1)?.coverage ?? []);
    const heaps = threads.flatMap(({ thread, segments }) => {
      const heap = segments.at(-1)?.heap;
      return heap ? [[heap, thread.collector] as const] : [];
    });
    const lineOf = new Map((report.functions ?? []).map(({ frame, lines }) => [frame, lines[0]?.[0]]));
    return {
      counts: callCounts(coverage, report.frames, { sources, maps }),
      promoted: reportAllocations(heaps, report.frames, maps, (frame) => lineOf.get(frame)),
    };
  });
  const isNode = /^node(?:\.exe)?$/.test(basename(program.command)) || program.command === process.execPath;
  const log = isNode
    ? await inFolder(async (folder) => {
        const logFile = join(folder, 'v8.log');
        // Without the collector: while V8 takes samples, it logs no code.
        await launchProgram({ ...program, args: [...logFlags(logFile), ...program.args], stdio: 'ignore', durationMs, signal });
        return (await readdir(folder)).includes(basename(logFile)) ? readV8Log(logFile, maps) : undefined;
      })
    : undefined;
  return {
    ...report,
    functions: (report.functions ?? []).map((one) => {
      const callCount = counts.get(one.frame);
      return callCount === undefined ? one : { ...one, callCount };
    }),
    ...(memory ? { promoted } : {}),
    ...log,
  };
}

/** The trace that `--log-deopt` also writes goes to a file: it would stand in the program's output. */
function logFlags(logFile: string): readonly string[] {
  return [
    '--log-deopt',
    '--log-ic',
    `--logfile=${logFile}`,
    '--no-logfile-per-isolate',
    '--redirect-code-traces',
    `--redirect-code-traces-to=${logFile}.traces`,
  ];
}

async function inFolder<Result>(run: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-deep-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
