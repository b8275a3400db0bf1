import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ProfileEvidence, ProfileReport } from '@nsi/core/report';
import { measureTime, type Rule } from '@nsi/core';
import type { Collecting } from '../collector/thread-collector.ts';
import { profilerError } from '../errors.ts';
import { checkInterval, modes, type ProfileMode } from '../modes.ts';
import { makeReport } from '../report/make-report.ts';
import { collectorFile } from '../run/collector-variables.ts';
import { watchEnvironment } from '../run/environment.ts';
import { readSegments } from '../run/read-segments.ts';
import { catalogue } from '../rules/catalogue.ts';
import { runRules } from '../rules/run-rules.ts';

/** A profiler of the thread it runs in. One can run at a time. */
export interface OwnProfiler extends AsyncDisposable {
  /** Begins. Rejects with `NSI_PROFILER_RUNNING` when a profiler runs in this thread already. */
  start(): Promise<void>;
  /** Ends and reports. Rejects with `NSI_PROFILER_RUNNING` when none runs. */
  stop(): Promise<ProfileReport>;
  /** Measures one call under a name that appears in the report; it returns what the call returns. */
  measure<Result>(name: string, run: () => Result): Result;
}

/** What of the profiler's options matters in process. */
export interface OwnProfilerOptions {
  /** Default `default`. `deep` looks as closely as that: exact counts need a run of their own. */
  readonly mode?: ProfileMode;
  /** Between two samples, 50 to 1,000,000. Default: the mode's, 1000. */
  readonly intervalUs?: number;
  /** Rules beside the profiler's own. */
  readonly rules?: readonly Rule<ProfileEvidence>[];
  /** Ids of rules that stay silent. */
  readonly ignore?: readonly string[];
}

let isRunning = false;

/** A profiler of this thread, idle until it is started. Disposing it ends a running profile without a report. Starting rejects with `NSI_PROFILER_OPTION` for an `intervalUs` outside its bounds. */
export function createProfiler({ mode = 'default', intervalUs, rules = [], ignore = [] }: OwnProfilerOptions = {}): OwnProfiler {
  let running:
    | {
        readonly folder: string;
        readonly collecting: Collecting;
        readonly createdAt: Date;
        readonly capture: ReturnType<typeof watchEnvironment>;
      }
    | undefined;

  async function start(): Promise<void> {
    if (isRunning) throw profilerError('NSI_PROFILER_RUNNING', 'expected no profile to run in this thread, got one that does');
    isRunning = true;
    try {
      const folder = await mkdtemp(join(tmpdir(), 'nsi-profile-'));
      const { collect } = createRequire(collectorFile)(collectorFile) as typeof import('../collector/collector.ts');
      const settings = {
        ...modes[mode],
        ...(intervalUs === undefined ? {} : { intervalUs: checkInterval(intervalUs) }),
        folder,
        rotateMs: 10_000,
        workers: false,
        children: false,
        callCounts: false,
        followsEnding: false,
      };
      running = { folder, collecting: collect(settings, collectorFile), createdAt: new Date(), capture: watchEnvironment(process.cwd()) };
    } catch (error) {
      isRunning = false;
      throw error;
    }
  }

  async function end<Result>(read: (profile: NonNullable<typeof running>) => Promise<Result>): Promise<Result | undefined> {
    const profile = running;
    if (!profile) return undefined;
    running = undefined;
    profile.collecting.flush(true);
    try {
      return await read(profile);
    } finally {
      isRunning = false;
      await rm(profile.folder, { recursive: true, force: true });
    }
  }

  return {
    start,
    async stop() {
      const report = await end(async ({ folder, createdAt, capture }) => {
        const threads = await readSegments(folder);
        if (threads.length === 0)
          throw profilerError('NSI_PROFILER_EMPTY', `expected a profile of this process, got none in ${dirname(folder)}`);
        const [path = '', ...args] = process.argv.slice(1);
        const { report, evidence, sources } = makeReport(threads, {
          target: { kind: 'process', path, args },
          mode,
          environment: await capture(process.version, process.execArgv),
          exit: { code: null, signal: null },
          createdAt,
          sourceMaps: true,
          counts: modes[mode].counts,
        });
        return { ...report, findings: runRules(evidence, { rules: [...catalogue, ...rules], ignore, sources }) };
      });
      if (!report) throw profilerError('NSI_PROFILER_RUNNING', 'expected a profile to run in this thread, got none');
      return report;
    },
    measure: (name, run) => measureTime(name, run),
    async [Symbol.asyncDispose]() {
      await end(() => Promise.resolve());
    },
  };
}
