import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { stat } from 'node:fs';
import { constants, monitorEventLoopDelay, performance, PerformanceObserver } from 'node:perf_hooks';
import type { CallCollecting } from './call-collector.ts';
import type { RawActivity } from './raw-profile.ts';

/** Everything but the samples: what a thread did and waited for, over time. */
export interface Activity {
  toRaw(): RawActivity;
  stop(): void;
}

// Taken before it is counted.
const probe = stat;
const maxRows = 1200;
const maxMajors = 1000;
const delayResolutionMs = 10;
/** In flight at one time. */
const maxProbes = 8;

/** `calls` is left out where nothing is counted; `seriesMs` 0 keeps no series. */
export function followActivity(seriesMs: number, calls: CallCollecting | undefined): Activity {
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  const startUtilization = performance.eventLoopUtilization();
  const threadCpu = (process as { threadCpuUsage?: (before?: NodeJS.CpuUsage) => NodeJS.CpuUsage }).threadCpuUsage;
  const startThread = threadCpu?.();
  const gc = { minor: 0, minorMs: 0, major: 0, majorMs: 0, otherMs: 0, maxMs: 0, afterMajor: [] as [number, number][] };
  const spans = new Map<string, [count: number, ms: number, maxMs: number, errors: number]>();
  const rows: number[][] = [];
  let startupMs = 0;

  const collections = new PerformanceObserver((list) => {
    for (const { duration, startTime, detail } of list.getEntries() as unknown as readonly CollectionEntry[]) {
      gc.maxMs = Math.max(gc.maxMs, duration);
      if (detail.kind === constants.NODE_PERFORMANCE_GC_MINOR) {
        gc.minor++;
        gc.minorMs += duration;
      } else if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) {
        gc.major++;
        gc.majorMs += duration;
        if (gc.afterMajor.length < maxMajors) gc.afterMajor.push([startTime - startMs, process.memoryUsage().heapUsed]);
      } else gc.otherMs += duration;
    }
  });
  collections.observe({ entryTypes: ['gc'] });

  const onSpan = (message: unknown): void => {
    const { name, durationMs, outcome } = message as { readonly name: string; readonly durationMs: number; readonly outcome: string };
    const span = spans.get(name) ?? [0, 0, 0, 0];
    spans.set(name, [span[0] + 1, span[1] + durationMs, Math.max(span[2], durationMs), span[3] + (outcome === 'error' ? 1 : 0)]);
  };
  subscribe('nsi:core:timed', onSpan);
  setImmediate(() => {
    startupMs = performance.now() - startMs;
    calls?.endStartup();
  }).unref();

  const delay = seriesMs > 0 ? monitorEventLoopDelay({ resolution: delayResolutionMs }) : undefined;
  delay?.enable();
  let [utilization, cpu, gcBefore, poolProbeMs, probes] = [startUtilization, startCpu, 0, 0, 0];
  const timer = seriesMs > 0 ? setInterval(addRow, seriesMs).unref() : undefined;
  let every = 1;
  let beat = 0;

  function addRow(): void {
    probePool();
    if (++beat % every !== 0) return;
    const now = performance.eventLoopUtilization();
    const { rss, heapUsed, external } = process.memoryUsage();
    const gcMs = gc.minorMs + gc.majorMs + gc.otherMs;
    const used = process.cpuUsage(cpu);
    rows.push([
      performance.now() - startMs,
      performance.eventLoopUtilization(now, utilization).utilization,
      Math.max(0, (delay?.max ?? 0) / 1e6 - delayResolutionMs),
      rss,
      heapUsed,
      external,
      gcMs - gcBefore,
      (used.user + used.system) / 1000,
      poolProbeMs,
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
    ]);
    delay?.reset();
    [utilization, cpu, gcBefore, poolProbeMs] = [now, process.cpuUsage(), gcMs, 0];
    if (rows.length > maxRows) {
      every *= 2;
      thin(rows);
    }
  }

  /** A trivial task: as long as it takes, all threads of the pool are taken. */
  function probePool(): void {
    if (probes >= maxProbes || !calls) return;
    probes++;
    const beganMs = performance.now();
    probe('/', () => {
      probes--;
      poolProbeMs = Math.max(poolProbeMs, performance.now() - beganMs);
    });
  }

  return {
    toRaw() {
      const used = process.cpuUsage(startCpu);
      const thread = threadCpu?.(startThread);
      return {
        elapsedMs: performance.now() - startMs,
        cpuMs: (used.user + used.system) / 1000,
        threadCpuMs: thread ? (thread.user + thread.system) / 1000 : 0,
        eventLoopUtilization: utilizationSince(startUtilization),
        counters: {},
        waits: {},
        ...calls?.toRaw(),
        series: rows,
        gc,
        spans: Object.fromEntries(spans),
        startupMs,
      };
    },
    stop() {
      clearInterval(timer);
      delay?.disable();
      collections.disconnect();
      unsubscribe('nsi:core:timed', onSpan);
      calls?.stop();
    },
  };
}

/** Until the event loop first turns Node.js tells 0 of it; nothing idles then. */
function utilizationSince(start: ReturnType<typeof performance.eventLoopUtilization>): number {
  const { idle, active, utilization } = performance.eventLoopUtilization(performance.eventLoopUtilization(), start);
  return idle === 0 && active === 0 ? 1 : utilization;
}

interface CollectionEntry {
  readonly duration: number;
  readonly startTime: number;
  readonly detail: { readonly kind: number };
}

/** Two rows become one: what is counted since the row before is added, delays keep the larger one. */
function thin(rows: number[][]): void {
  for (let to = 0; to * 2 + 1 < rows.length; to++) {
    const [left, right] = [rows[to * 2] as number[], rows[to * 2 + 1] as number[]];
    const merged = [...right];
    for (const column of [6, 7]) merged[column] = (left[column] as number) + (right[column] as number);
    for (const column of [2, 8]) merged[column] = Math.max(left[column] as number, right[column] as number);
    merged[1] = ((left[1] as number) + (right[1] as number)) / 2;
    rows[to] = merged;
  }
  rows.length = Math.floor(rows.length / 2);
}
