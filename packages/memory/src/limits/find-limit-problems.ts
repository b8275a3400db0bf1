import type { Evidence, Finding } from '@nsi/core/report';
import { formatBytes } from '../commands/format-bytes.ts';
import type { LimitsReport } from './inspect-limits.ts';

export type LimitFacts = Omit<LimitsReport, 'findings' | 'recommendedFlags'>;

const mib = 2 ** 20;
/** What a program needs beside V8's old space: young space, code, buffers, stacks and the binary itself. */
const reserveRatio = 0.25;
const minReserveBytes = 96 * mib;

/** Share of the limit from which the heap alone may fill it, and below which most of it lies idle. */
const highHeapRatio = 0.9;
const lowHeapRatio = 0.45;
const highUseRatio = 0.9;
const highStallRatio = 0.1;

/** What is wrong with the bounds, most urgent first, and the flags that would put it right. */
export function findLimitProblems(facts: LimitFacts): {
  readonly findings: readonly Finding[];
  readonly recommendedFlags: readonly string[];
} {
  const heap = heapFinding(facts);
  const findings = [...heap, ...groupFindings(facts), ...swapFinding(facts)];
  const order = ['high', 'medium', 'low', 'note'];
  return {
    findings: findings.toSorted((left, right) => order.indexOf(left.severity) - order.indexOf(right.severity)),
    recommendedFlags: heap.length > 0 ? [`--max-old-space-size=${oldSpaceMib(facts)}`] : [],
  };
}

function heapFinding({ limit, hostBytes, heapLimitBytes, heapFlags }: LimitFacts): readonly Finding[] {
  const evidence = [bytes('heap limit', heapLimitBytes), bytes('memory limit', limit.bytes)];
  const fix = {
    docs: 'guide/memory#when-memory-runs-short',
    whenNot: 'When the program keeps most of its data outside the heap, in buffers.',
  };
  const flags = heapFlags.length === 0 ? 'by default' : `by ${heapFlags.join(' ')}`;
  if (heapLimitBytes > limit.bytes * highHeapRatio) {
    return [
      {
        id: 'heap-above-limit',
        severity: 'high',
        certainty: 'certain',
        message: `V8 lets its heap grow to ${formatBytes(heapLimitBytes)} (${flags}), but the system stops the program at ${formatBytes(limit.bytes)}: it will be killed before V8 collects in earnest.`,
        evidence,
        fix,
      },
    ];
  }
  if (limit.bytes === hostBytes || heapLimitBytes > limit.bytes * lowHeapRatio) return [];
  return [
    {
      id: 'heap-far-below-limit',
      severity: 'low',
      certainty: 'likely',
      message: `V8 lets its heap grow to ${formatBytes(heapLimitBytes)} (${flags}) of the ${formatBytes(limit.bytes)} there are: the program ends with "heap out of memory" while memory is free.`,
      evidence,
      fix,
    },
  ];
}

function groupFindings({ limit, hostBytes, isContainer, workingSetBytes, killCount, stallRatio }: LimitFacts): readonly Finding[] {
  const findings: Finding[] = [];
  if (killCount !== undefined && killCount > 0) {
    findings.push({
      id: 'killed-for-memory',
      severity: 'high',
      certainty: 'certain',
      message: `The kernel has killed ${killCount} ${killCount === 1 ? 'program' : 'programs'} of this control group for want of memory.`,
      evidence: [{ label: 'kills', value: killCount, unit: 'count' }],
      fix: { package: '@nsi/memory', function: 'createMemoryPressure', docs: 'guide/memory#when-memory-runs-short' },
    });
  }
  if (workingSetBytes !== undefined && workingSetBytes > limit.bytes * highUseRatio) {
    findings.push({
      id: 'limit-nearly-used',
      severity: 'high',
      certainty: 'certain',
      message: `The control group uses ${formatBytes(workingSetBytes)} of ${formatBytes(limit.bytes)} already.`,
      evidence: [bytes('working set', workingSetBytes), bytes('memory limit', limit.bytes)],
      fix: { package: '@nsi/memory', function: 'createMemoryPressure', docs: 'guide/memory#when-memory-runs-short' },
    });
  }
  if (limit.softBytes !== undefined) {
    findings.push({
      id: 'soft-limit',
      severity: 'medium',
      certainty: 'certain',
      message: `From ${formatBytes(limit.softBytes)} on (memory.high) the kernel slows the program down, well before the limit of ${formatBytes(limit.bytes)}.`,
      evidence: [bytes('soft limit', limit.softBytes), bytes('memory limit', limit.bytes)],
      fix: { docs: 'guide/memory#when-memory-runs-short' },
    });
  }
  if (isContainer && limit.bytes === hostBytes) {
    findings.push({
      id: 'container-without-limit',
      severity: 'medium',
      certainty: 'likely',
      message: `This container has no memory limit: one program that leaks can take all ${formatBytes(hostBytes)} of the machine.`,
      evidence: [bytes('host memory', hostBytes)],
      fix: { docs: 'guide/memory#when-memory-runs-short' },
    });
  }
  if (stallRatio !== undefined && stallRatio > highStallRatio) {
    findings.push({
      id: 'memory-stalls',
      severity: 'medium',
      certainty: 'certain',
      message: `Programs waited for memory ${(stallRatio * 100).toFixed(0)} % of the last ten seconds.`,
      evidence: [{ label: 'share of time stalled', value: stallRatio, unit: 'ratio' }],
      fix: { docs: 'guide/memory#when-memory-runs-short' },
    });
  }
  return findings;
}

function swapFinding({ swapBytes }: LimitFacts): readonly Finding[] {
  if (swapBytes === 0) return [];
  return [
    {
      id: 'swap',
      severity: 'note',
      certainty: 'hint',
      message: `Up to ${formatBytes(swapBytes)} may be moved to disk: a garbage collection touches the whole heap, so it then waits for the disk.`,
      evidence: [bytes('swap', swapBytes)],
    },
  ];
}

function oldSpaceMib({ limit }: LimitFacts): number {
  const bound = limit.softBytes ?? limit.bytes;
  return Math.max(16, Math.floor((bound - Math.max(minReserveBytes, bound * reserveRatio)) / mib));
}

function bytes(label: string, value: number): Evidence {
  return { label, value, unit: 'bytes' };
}
