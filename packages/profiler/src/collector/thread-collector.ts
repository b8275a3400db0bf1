import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { isMainThread, threadId } from 'node:worker_threads';
import { followActivity } from './activity.ts';
import { weighAllocations } from './allocation-cost.ts';
import type { CallCollecting } from './call-collector.ts';
import { followEnding, type FollowedEnding } from './ending.ts';
import type { RawCpuProfile, RawHeapProfile, RawScriptCoverage, RawSegment } from './raw-profile.ts';
import type { CollectorSettings } from './settings.ts';

/** Collecting in one thread. */
export interface Collecting {
  /** Writes what there is so far as a segment; `isLast` ends the collecting. */
  flush(isLast: boolean): void;
}

/** What is read of the inspector's answers. */
interface InspectorAnswer {
  readonly profile?: unknown;
  readonly result?: RawScriptCoverage[];
}

const allocationIntervalBytes = 2 ** 20;

export function startCollecting(settings: CollectorSettings, file: string): Collecting {
  const { folder, intervalUs, memory, rotateMs, flags, callCounts } = settings;
  for (const flag of flags) process.getBuiltinModule('node:v8').setFlagsFromString(flag);
  const thread = {
    pid: process.pid,
    threadId,
    parentPid: process.ppid,
    name: isMainThread ? (process.argv[1] ?? '') : `worker ${threadId}`,
    nodeVersion: process.version,
    cwd: process.cwd(),
    startMs: Date.now(),
    intervalUs,
    collector: dirname(file),
  };
  // Taken before they are counted.
  const write = writeFileSync;
  const rename = renameSync;
  const session = new Session();
  session.connect();
  const post = (method: string, params: object = {}): InspectorAnswer | undefined => {
    let answer: InspectorAnswer | undefined;
    session.post(method, params, (error, result) => {
      if (!error) answer = result as InspectorAnswer;
    });
    return answer;
  };
  post('Profiler.enable');
  if (callCounts) post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  post('Profiler.setSamplingInterval', { interval: intervalUs });
  if (memory) {
    post('HeapProfiler.startSampling', {
      samplingInterval: allocationIntervalBytes,
      includeObjectsCollectedByMajorGC: true,
      // A run that counts calls tells what outlived the young generation instead: all else was seen before.
      includeObjectsCollectedByMinorGC: !callCounts,
    });
  }
  const allocations = memory ? weighAllocations() : undefined;
  // Before loaders are there: they would compile it.
  const { collectScripts } = loadPart('script-collector', file) as typeof import('./script-collector.ts');
  const unfolded = settings.unfolds
    ? (loadPart('unfold-collector', file) as typeof import('./unfold-collector.ts')).unfoldModules(file)
    : undefined;
  const samples = new Map<string, number>();
  let sequence = 0;
  let hasEnded = false;
  let activity: ReturnType<typeof followActivity> | undefined;
  let ending: FollowedEnding | undefined;
  const flush = (isLast: boolean): void => {
    if (hasEnded) return;
    hasEnded = isLast;
    try {
      const cpu = callCounts ? undefined : (post('Profiler.stop')?.profile as RawCpuProfile | undefined);
      const coverage = callCounts && isLast ? post('Profiler.takePreciseCoverage')?.result : undefined;
      allocations?.see(cpu);
      for (const { callFrame, hitCount = 0 } of cpu?.nodes ?? [])
        if (hitCount > 0) samples.set(callFrame.url, (samples.get(callFrame.url) ?? 0) + hitCount);
      // Reading the allocations collects all garbage first: once, at the end, where it matters.
      const heap =
        isLast && memory && (callCounts || allocations?.matters())
          ? (post('HeapProfiler.getSamplingProfile')?.profile as RawHeapProfile | undefined)
          : undefined;
      const scripts = isLast && cpu ? [...(unfolded?.values() ?? []), ...collectScripts(session, samples)] : [];
      if (!isLast && !callCounts) post('Profiler.start');
      if (!activity) return;
      const segment: RawSegment = {
        kind: 'nsi.raw-profile',
        version: 1,
        thread,
        sequence,
        isLast,
        endMs: Date.now(),
        ...(cpu && { cpu }),
        ...(heap && { heap }),
        ...(coverage && { coverage }),
        ...(scripts.length > 0 && { scripts }),
        activity: activity.toRaw(),
        ...(ending?.lostWorkers.length && { lostWorkers: ending.lostWorkers }),
      };
      const path = join(folder, `${process.pid}-${threadId}-${sequence++}.json`);
      write(`${path}.part`, JSON.stringify(segment));
      rename(`${path}.part`, path);
    } catch {
      // The folder is gone or the disk is full: nothing may disturb the program.
    }
    if (!isLast) return;
    clearInterval(rotation);
    activity?.stop();
    ending?.stop();
    session.disconnect();
  };
  const rotation = setInterval(() => flush(false), rotateMs).unref();
  activity = followActivity(settings.seriesMs, settings.counts ? loadCalls(file) : undefined);
  if (settings.followsEnding) ending = followEnding(flush);
  if (!callCounts) post('Profiler.start');
  return { flush };
}

/** The other parts of the collector stand beside it. */
function loadPart(name: string, file: string): unknown {
  return createRequire(file)(join(dirname(file), `${name}${extname(file)}`));
}

function loadCalls(file: string): CallCollecting {
  const load = (name: string): unknown => loadPart(name, file);
  return (load('call-collector') as typeof import('./call-collector.ts')).collectCalls(dirname(file), load);
}
