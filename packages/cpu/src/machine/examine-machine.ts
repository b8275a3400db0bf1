import { availableParallelism } from 'node:os';
import type { Finding } from '@nsi/core/report';
import { type Capabilities, capabilities } from './capabilities.ts';
import { type EffectiveParallelism, effectiveParallelism } from './effective-parallelism.ts';

/** What `doctor` tells. */
export interface MachineReport {
  readonly parallelism: EffectiveParallelism;
  readonly capabilities: Capabilities;
  /** What `os.availableParallelism()` says. */
  readonly availableParallelism: number;
  /** Threads of libuv's own pool (`UV_THREADPOOL_SIZE`), which file access, DNS, zlib and crypto share. */
  readonly libuvThreads: number;
  readonly findings: readonly Finding[];
}

export type MachineFacts = Omit<MachineReport, 'findings'>;

/** Examines this machine for a program started with `variables`. Throws `NSI_CPU_THREADS` as `effectiveParallelism` does. */
export function examineMachine(variables: NodeJS.ProcessEnv = process.env): MachineReport {
  const facts: MachineFacts = {
    parallelism: effectiveParallelism({ env: variables }),
    capabilities: capabilities(),
    availableParallelism: availableParallelism(),
    libuvThreads: libuvThreadsOf(variables),
  };
  return { ...facts, findings: findMachineProblems(facts) };
}

const defaultLibuvThreads = 4;

function libuvThreadsOf(variables: NodeJS.ProcessEnv): number {
  const size = Number.parseInt(variables['UV_THREADPOOL_SIZE'] ?? '', 10);
  return size >= 1 ? Math.min(size, 1024) : defaultLibuvThreads;
}

const docs = 'guide/cpu';

/** What does not fit, most urgent first. */
export function findMachineProblems({
  parallelism,
  capabilities: able,
  availableParallelism: available,
  libuvThreads,
}: MachineFacts): readonly Finding[] {
  const { threads, source, quota } = parallelism;
  const findings: Finding[] = [];
  if (quota !== undefined && source === 'env' && threads > Math.max(1, Math.floor(quota))) {
    findings.push({
      id: 'threads-above-quota',
      severity: 'high',
      certainty: 'certain',
      message: `NSI_THREADS asks for ${threads} threads, but the control group allows ${quota} cores: the kernel stops all threads for the rest of every period once that is used up.`,
      evidence: [count('threads', threads), count('quota', quota)],
      fix: { docs },
    });
  }
  if (quota !== undefined && quota < available) {
    findings.push({
      id: 'quota-below-cores',
      severity: 'medium',
      certainty: 'certain',
      message: `The control group allows ${quota} cores, but os.availableParallelism() says ${available}: pools sized by it are stopped by the kernel.`,
      evidence: [count('quota', quota), count('availableParallelism', available)],
      fix: { package: '@nsi/cpu', function: 'effectiveParallelism', docs },
    });
  }
  if (quota !== undefined && quota < 1) {
    findings.push({
      id: 'quota-below-one-core',
      severity: 'medium',
      certainty: 'certain',
      message: `The control group allows ${quota} of one core: the main thread, the collector and the compiler share it, and waits of up to a period of 100 ms are to be expected.`,
      evidence: [count('quota', quota)],
      fix: { docs },
    });
  }
  if (!able.simd) {
    findings.push({
      id: 'no-simd',
      severity: 'medium',
      certainty: 'certain',
      message: 'This engine has no WebAssembly vectors: kernels run on scalars, with the same results, several times slower.',
      evidence: [],
      fix: { docs },
    });
  }
  if (libuvThreads < threads) {
    findings.push({
      id: 'libuv-pool-small',
      severity: 'low',
      certainty: 'likely',
      message: `libuv runs file access, DNS, zlib and crypto on ${libuvThreads} threads while ${threads} cores are there: set UV_THREADPOOL_SIZE=${threads} before the program starts if it waits for them.`,
      evidence: [count('libuv threads', libuvThreads), count('cores', threads)],
      fix: { docs },
    });
  }
  if (able.thp === 'never') {
    findings.push({
      id: 'no-huge-pages',
      severity: 'note',
      certainty: 'hint',
      message: 'Huge pages are switched off: passes over arrays of many megabytes miss the address cache more often.',
      evidence: [{ label: 'transparent_hugepage', value: able.thp }],
      fix: { docs },
    });
  }
  return findings;
}

function count(label: string, value: number): Finding['evidence'][number] {
  return { label, value, unit: 'count' };
}
