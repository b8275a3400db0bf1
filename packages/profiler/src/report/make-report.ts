import type { EnvironmentCapture, ProfileEvidence, ProfileReport, ProfileThread } from '@nsi/core/report';
import { schemaUrls } from '@nsi/core/report';
import { reportAllocations } from '../activity/report-allocations.ts';
import { reportCollections } from '../activity/report-collections.ts';
import { reportCounters } from '../activity/report-counters.ts';
import { reportPackages } from '../activity/report-packages.ts';
import { reportSeries } from '../activity/report-series.ts';
import { reportSpans } from '../activity/report-spans.ts';
import { reportStretches } from '../activity/report-stretches.ts';
import { reportWaits } from '../activity/report-waits.ts';
import type { RawSegment } from '../collector/raw-profile.ts';
import type { ProfileMode } from '../modes.ts';
import { ownVersion } from '../own-version.ts';
import { createEvidence } from '../rules/create-evidence.ts';
import { compiledFormOf, createSourceFiles, type SourceFiles } from '../source/source-files.ts';
import { createSourceMaps } from '../source/source-maps.ts';
import { fileOfUrl } from '../tree/file-of-url.ts';
import { mergeThreads, type MergedProfile, type ThreadProfile } from '../tree/merge-threads.ts';
import { profiledFunctions } from '../tree/profiled-functions.ts';
import { verdictOf } from './verdict.ts';
import { warningsOf } from './warnings.ts';

/** What a report is made of beside the samples. */
export interface ReportParts {
  readonly target: ProfileReport['target'];
  readonly mode: ProfileMode;
  readonly environment: EnvironmentCapture;
  readonly exit: ProfileReport['summary']['exit'];
  readonly createdAt: Date;
  readonly sourceMaps: boolean;
  /** Whether calls were counted and sockets followed. */
  readonly counts: boolean;
}

/** A report that no rule has seen yet, and what rules read. */
export interface MadeReport {
  readonly report: ProfileReport;
  readonly evidence: ProfileEvidence;
  readonly sources: SourceFiles;
  readonly merged: MergedProfile;
}

/** V8 takes about so long for a sample: part of the estimated cost of profiling. */
const sampleCostUs = 20;

/**
 * Makes the report of what the collector wrote; there must be a thread. The busiest stands for the program: `npm start` is a process that
 * waits for the one that works.
 */
export function makeReport(
  collected: readonly ThreadProfile[],
  { target, mode, environment, exit, createdAt, sourceMaps, counts }: ReportParts,
): MadeReport {
  const threads = collected.toSorted((left, right) => busySamplesOf(right) - busySamplesOf(left));
  const sources = sourcesOf(threads);
  const maps = createSourceMaps(sources, { isOn: sourceMaps });
  const merged = mergeThreads(threads, { sources, maps });
  const { frames, callTree } = merged;
  const activities = threads.map(({ segments }) => (segments.at(-1) as RawSegment).activity);
  const heaps = threads.flatMap(({ thread, segments }) => {
    const heap = segments.at(-1)?.heap;
    return heap ? [[heap, thread.collector] as const] : [];
  });
  const gc = activities.reduce((sum, activity) => sum + activity.gc.minorMs + activity.gc.majorMs + activity.gc.otherMs, 0);
  const sampleCount = callTree.self.reduce((sum, samples) => sum + samples, 0);
  const samplesOf = (category: string): number =>
    callTree.self.reduce((sum, samples, row) => (frames[callTree.frame[row] as number]?.category === category ? sum + samples : sum), 0);
  const busySampleCount = sampleCount - samplesOf('idle');
  const intervalNs = (threads[0]?.thread.intervalUs ?? 1000) * 1000;
  const functions = profiledFunctions(merged);
  const lineOf = new Map(functions.map(({ frame, lines }) => [frame, lines[0]?.[0]]));
  const allocations = reportAllocations(heaps, frames, maps, (frame) => lineOf.get(frame));
  const reported = threads.map((thread, index) => threadOf(thread, merged, index));
  const lostWorkers = threads.flatMap(({ segments }) => segments.at(-1)?.lostWorkers ?? []);
  const base: ProfileReport = {
    $schema: schemaUrls['nsi.profile'],
    kind: 'nsi.profile',
    schemaVersion: 1,
    createdAt: createdAt.toISOString(),
    isComplete: threads.every(({ segments }) => segments.at(-1)?.isLast === true),
    tool: { name: '@nsi/profiler', version: ownVersion },
    environment,
    target,
    mode,
    summary: {
      wallNs: elapsedMsOf(threads) * 1e6,
      cpuNs: cpuNsOf(threads),
      // A program that never lets the event loop turn is told of no collection: then its samples tell.
      gcNs: Math.max(gc * 1e6, samplesOf('gc') * intervalNs),
      eventLoopUtilization: reported[0]?.eventLoopUtilization ?? 0,
      sampleCount,
      busySampleCount,
      intervalNs,
      overheadRatio: merged.ownSamples / Math.max(1, busySampleCount + merged.ownSamples) + sampleCostUs / (intervalNs / 1000),
      exit,
    },
    threads: reported,
    frames,
    callTree,
    functions: functions.map((one) => {
      const allocated = allocations.find(({ frame }) => frame === one.frame);
      return allocated ? { ...one, allocatedBytes: allocated.bytes } : one;
    }),
    series: reportSeries(threads[0] as ThreadProfile, merged),
    collections: reportCollections(activities),
    ...(heaps.length === 0 ? {} : { allocations }),
    ...(counts ? { counters: reportCounters(activities, maps), waits: reportWaits(activities, maps) } : {}),
    stretches: reportStretches(threads, merged, sources),
    packages: reportPackages(frames, callTree),
    spans: reportSpans(activities),
    findings: [],
  };
  const report = {
    ...base,
    summary: { ...base.summary, verdict: verdictOf(base), warnings: warningsOf(base, merged.compiledFiles, lostWorkers) },
  };
  return { report, evidence: createEvidence({ profile: report, sources }), sources, merged };
}

function sourcesOf(threads: readonly ThreadProfile[]): SourceFiles {
  const scripts = threads
    .flatMap(({ segments }) => segments.at(-1)?.scripts ?? [])
    .map((script) => ({ ...script, form: compiledFormOf(fileOfUrl(script.url)) }));
  const unfolded = scripts.filter(({ isUnfolded }) => isUnfolded === true);
  return createSourceFiles(new Map(scripts.map(({ form, text }) => [form, text])), new Set(unfolded.map(({ form }) => form)));
}

function busySamplesOf({ segments }: ThreadProfile): number {
  return segments
    .flatMap(({ cpu }) => cpu?.nodes ?? [])
    .reduce((sum, { callFrame, hitCount = 0 }) => (callFrame.functionName === '(idle)' ? sum : sum + hitCount), 0);
}

/** From the first thread's start to the last one's end. */
function elapsedMsOf(threads: readonly ThreadProfile[]): number {
  const ends = threads.map(({ thread, segments }) => thread.startMs + (segments.at(-1) as RawSegment).activity.elapsedMs);
  return Math.max(...ends) - Math.min(...threads.map(({ thread }) => thread.startMs));
}

function cpuNsOf(threads: readonly ThreadProfile[]): number {
  return threads.reduce(
    (sum, { thread, segments }) => (thread.threadId === 0 ? sum + (segments.at(-1) as RawSegment).activity.cpuMs * 1e6 : sum),
    0,
  );
}

function threadOf(
  { thread, segments }: ThreadProfile,
  { callTree, frames, threadRows, rowsById }: MergedProfile,
  index: number,
): ProfileThread {
  let [sampleCount, busySampleCount] = [0, 0];
  for (const segment of segments) {
    const rows = rowsById.get(segment);
    for (const { id, hitCount = 0 } of segment.cpu?.nodes ?? []) {
      sampleCount += hitCount;
      if (frames[callTree.frame[rows?.get(id) ?? 0] as number]?.category !== 'idle') busySampleCount += hitCount;
    }
  }
  const { activity, isLast } = segments.at(-1) as RawSegment;
  return {
    pid: thread.pid,
    threadId: thread.threadId,
    parentPid: thread.parentPid,
    name: thread.name,
    nodeVersion: thread.nodeVersion,
    wallNs: activity.elapsedMs * 1e6,
    cpuNs: (thread.threadId === 0 ? activity.cpuMs : activity.threadCpuMs) * 1e6,
    // By samples: the signals of V8's sampler interrupt the event loop's waiting, and what Node.js tells of it is then too high.
    eventLoopUtilization: sampleCount === 0 ? activity.eventLoopUtilization : busySampleCount / sampleCount,
    sampleCount,
    busySampleCount,
    row: threadRows[index] as number,
    isComplete: isLast,
  };
}
