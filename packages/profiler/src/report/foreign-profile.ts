import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import type { ProfileReport } from '@nsi/core/report';
import type { RawActivity, RawCpuProfile, RawSegment } from '../collector/raw-profile.ts';
import { profilerError } from '../errors.ts';
import { catalogue } from '../rules/catalogue.ts';
import { runRules } from '../rules/run-rules.ts';
import { makeReport } from './make-report.ts';

/** Whether a value looks like V8's CPU profile. */
export function isCpuProfile(value: unknown): value is RawCpuProfile {
  return typeof value === 'object' && value !== null && Array.isArray((value as Partial<RawCpuProfile>).nodes) && 'startTime' in value;
}

/** A report of samples that another tool took: no counters, no waits, no series. Throws `NSI_PROFILER_RAW` when it is damaged. */
export function reportOfCpuProfile(cpu: RawCpuProfile, name: string): ProfileReport {
  const isSound = cpu.nodes.every(
    ({ id, callFrame, children = [] }) =>
      Number.isInteger(id) && typeof callFrame?.functionName === 'string' && typeof callFrame.url === 'string' && Array.isArray(children),
  );
  if (!isSound || cpu.nodes.length === 0)
    throw profilerError('NSI_PROFILER_RAW', `expected \`${name}\` to hold the nodes of a CPU profile, got some that are none`);
  const counted = withHitCounts(cpu);
  const elapsedMs = Math.max(0, (cpu.endTime - cpu.startTime) / 1000);
  const sampleCount = counted.nodes.reduce((sum, { hitCount = 0 }) => sum + hitCount, 0);
  const intervalUs = sampleCount === 0 ? 1000 : Math.max(1, Math.round((elapsedMs * 1000) / sampleCount));
  const idle = counted.nodes.reduce((sum, { callFrame, hitCount = 0 }) => (callFrame.functionName === '(idle)' ? sum + hitCount : sum), 0);
  const busyShare = sampleCount === 0 ? 0 : 1 - idle / sampleCount;
  const thread = { pid: 0, threadId: 0, parentPid: 0, name, nodeVersion: 'unknown', cwd: '', startMs: 0, intervalUs, collector: '' };
  const segment: RawSegment = {
    kind: 'nsi.raw-profile',
    version: 1,
    thread,
    sequence: 0,
    isLast: true,
    endMs: elapsedMs,
    cpu: counted,
    activity: { ...noActivity, elapsedMs, cpuMs: elapsedMs * busyShare, eventLoopUtilization: busyShare },
  };
  const { report, evidence, sources } = makeReport([{ thread, segments: [segment] }], {
    target: { kind: 'process', path: name, args: [] },
    mode: 'low',
    environment: {
      node: 'unknown',
      v8: 'unknown',
      os: 'unknown',
      arch: process.arch,
      cpuModel: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      memoryBytes: totalmem(),
      loadAverage: loadavg() as [number, number, number],
      flags: [],
    },
    exit: { code: 0, signal: null },
    createdAt: new Date(),
    sourceMaps: true,
    counts: false,
  });
  return { ...report, findings: runRules(evidence, { rules: catalogue, ignore: [], sources }) };
}

/** Some tools leave the counts out: the samples tell them. */
function withHitCounts(cpu: RawCpuProfile): RawCpuProfile {
  if (cpu.nodes.some(({ hitCount = 0 }) => hitCount > 0)) return cpu;
  const counts = new Map<number, number>();
  for (const id of cpu.samples ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
  return { ...cpu, nodes: cpu.nodes.map((node) => ({ ...node, hitCount: counts.get(node.id) ?? 0 })) };
}

const noActivity: RawActivity = {
  elapsedMs: 0,
  cpuMs: 0,
  threadCpuMs: 0,
  eventLoopUtilization: 0,
  counters: {},
  waits: {},
  series: [],
  gc: { minor: 0, minorMs: 0, major: 0, majorMs: 0, otherMs: 0, maxMs: 0, afterMajor: [] },
  spans: {},
  startupMs: 0,
};
