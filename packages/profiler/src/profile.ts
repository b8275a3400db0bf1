import type { StdioOptions } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rule } from '@nsi/core';
import type { ProfileEvidence, ProfileReport } from '@nsi/core/report';
import { addDeepPass } from './deep/deep-pass.ts';
import { profilerError } from './errors.ts';
import { checkInterval, modes, type ProfileMode } from './modes.ts';
import { makeReport } from './report/make-report.ts';
import { watchEnvironment } from './run/environment.ts';
import { launchProgram, type ProgramExit } from './run/launch-program.ts';
import { moduleToldVariable, type ModuleTold } from './run/module-told.ts';
import { readSegments } from './run/read-segments.ts';
import { resolveTarget, type ProfileTarget, type Program } from './run/target.ts';
import { catalogue } from './rules/catalogue.ts';
import { createEvidence } from './rules/create-evidence.ts';
import { runRules } from './rules/run-rules.ts';
import { tryFindings, type TryOptions } from './what-if/try-findings.ts';

/** How a program is profiled. */
export interface ProfileOptions {
  /** Default `default`. */
  readonly mode?: ProfileMode;
  /** Between two samples, 50 to 1,000,000. Default: the mode's, 1000. */
  readonly intervalUs?: number;
  /** Whether allocations are sampled. Default: the mode's. */
  readonly memory?: boolean;
  /** Whether calls of Node.js are counted, sockets followed and the thread pool probed. Default: the mode's. */
  readonly counts?: boolean;
  /** Ends the program after so long, milliseconds. Default 0: it runs to its end. */
  readonly durationMs?: number;
  /** Whether worker threads are profiled. Default true. */
  readonly workers?: boolean;
  /** Whether Node.js processes that the program starts are profiled. Default true. */
  readonly children?: boolean;
  /** Whether positions are mapped to the written source. Default true. */
  readonly sourceMaps?: boolean;
  /** Rules beside the profiler's own, such as those of plugins. */
  readonly rules?: readonly Rule<ProfileEvidence>[];
  /** Whether findings are tried on the program, in at least five pairs of runs each. Default false. */
  readonly experiments?: boolean;
  /** Called before each experiment. */
  readonly onProgress?: TryOptions['onProgress'];
  /** Ids of rules that stay silent. */
  readonly ignore?: readonly string[];
  /** What the program gets as its streams. Default `inherit`. */
  readonly stdio?: StdioOptions;
  /** Aborting ends the program; what was seen until then is reported. */
  readonly signal?: AbortSignal;
}

const rotateMs = 10_000;

/**
 * Runs a program under the profiler and reports where its time went and why.
 * Throws `NSI_PROFILER_TARGET` when it cannot be started, `NSI_PROFILER_MODULE` when there is nothing to call in a module,
 * `NSI_PROFILER_EMPTY` when it left no profile.
 */
export async function profile(target: ProfileTarget, options: ProfileOptions = {}): Promise<ProfileReport> {
  const { mode = 'default', sourceMaps = true, rules = [], ignore = [], experiments = false } = options;
  const settings = modes[mode];
  const counts = options.counts ?? settings.counts;
  const program = resolveTarget(target);
  const folder = await mkdtemp(join(tmpdir(), 'nsi-profile-'));
  const toldFile = join(folder, 'module.json');
  const createdAt = new Date();
  const capture = watchEnvironment(program.cwd);
  try {
    const exit = await launchProgram({
      ...program,
      variables: target.module === undefined ? program.variables : { ...program.variables, [moduleToldVariable]: toldFile },
      settings: {
        ...settings,
        folder,
        rotateMs,
        callCounts: false,
        followsEnding: true,
        intervalUs: checkInterval(options.intervalUs ?? settings.intervalUs),
        memory: options.memory ?? settings.memory,
        counts,
        workers: options.workers ?? true,
        children: options.children ?? true,
      },
      stdio: options.stdio ?? 'inherit',
      durationMs: options.durationMs ?? 0,
      signal: options.signal,
    });
    const { problem, hint, ...told } = target.module === undefined ? {} : await readTold(toldFile);
    if (problem !== undefined) throw profilerError('NSI_PROFILER_MODULE', problem, hint === undefined ? {} : { hint });
    const threads = await readSegments(folder);
    const [main] = threads;
    if (!main)
      throw profilerError(
        'NSI_PROFILER_EMPTY',
        `expected a profile of \`${program.command}\`, got none (${exit.signal ?? `exit code ${exit.code}`})`,
        hintOf(program, exit),
      );
    const environment = await capture(main.thread.nodeVersion, settings.flags);
    const made = makeReport(threads, { target: program.target, mode, environment, exit, createdAt, sourceMaps, counts });
    const { sources } = made;
    const report =
      mode === 'deep'
        ? await addDeepPass(made.report, program, { durationMs: options.durationMs ?? 0, sourceMaps, signal: options.signal })
        : made.report;
    const known = [...catalogue, ...rules];
    const findings = runRules(createEvidence({ profile: report, sources }), { rules: known, ignore, sources });
    const tried = experiments ? await tryFindings(findings, known, target, options) : { findings, warnings: [] };
    const warnings = [...(report.summary.warnings ?? []), ...warningsOfModule(told), ...tried.warnings];
    return { ...report, summary: { ...report.summary, warnings }, findings: tried.findings };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readTold(file: string): Promise<ModuleTold> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ModuleTold;
  } catch {
    // The module could not be loaded, which it tells by its own error.
    return {};
  }
}

function warningsOfModule({ skipped = [], lacking }: ModuleTold): readonly string[] {
  return [
    ...(skipped.length > 0 ? [`Not called, because they need arguments: ${skipped.join(', ')}. Name one, with --args.`] : []),
    ...(lacking
      ? [
          `${lacking.name} threw; it declares ${lacking.parameters} ${lacking.parameters === 1 ? 'parameter' : 'parameters'} and was given ${lacking.given}: pass --args.`,
        ]
      : []),
  ];
}

/** Why there is no profile, where that can be told. */
function hintOf({ command, args, variables }: Program, { signal }: ProgramExit): { readonly hint?: string } {
  if (signal !== null)
    return {
      hint: `It was ended by ${signal} before it could write, which it does each ${rotateMs / 1000} s and at its end.${signal === 'SIGABRT' ? ' V8 aborts when it is out of memory.' : ''}`,
    };
  if ([...args, variables['NODE_OPTIONS'] ?? ''].some((word) => /--(?:experimental-)?permission\b/.test(word)))
    return { hint: 'Under `--permission` there is no inspector, and without it no samples: profile it without.' };
  return /(?:^|[\\/])node(?:\.exe)?$/.test(command) ? { hint: 'It ended before its first line, or dropped NODE_OPTIONS.' } : {};
}
