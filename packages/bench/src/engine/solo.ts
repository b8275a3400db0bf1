import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { SubjectUse } from './job.ts';
import type { NetworkBytes } from './network-bytes.ts';
import type { Subject } from './subject.ts';
import { runBlock } from './warm-up.ts';

/** Wall milliseconds that a variant runs alone. */
const soloMs = 100;

/** What one variant uses when it has a process to itself: peak memory, page faults, switches, bytes read and written. */
export async function runSolo(subject: Subject, network: NetworkBytes | undefined): Promise<SubjectUse> {
  const first = performance.now();
  await runBlock(subject, 1);
  const callMs = Math.max(performance.now() - first, 1e-6);
  const batch = Math.max(1, Math.min(1000, Math.floor(5 / callMs)));
  const delay = subject.loop.isAsync ? monitorEventLoopDelay({ resolution: 5 }) : undefined;
  delay?.enable();
  const usageBefore = process.resourceUsage();
  const bytesBefore = transferredBytes();
  const networkBefore = network?.total() ?? 0;
  const before = performance.now();
  let calls = 0;
  while (performance.now() - before < soloMs) {
    await runBlock(subject, batch);
    calls += batch;
  }
  const bytesAfter = transferredBytes();
  const networkBytes = (network?.total() ?? 0) - networkBefore;
  const usage = process.resourceUsage();
  delay?.disable();
  const faults = usage.minorPageFault + usage.majorPageFault - usageBefore.minorPageFault - usageBefore.majorPageFault;
  const switches =
    usage.voluntaryContextSwitches +
    usage.involuntaryContextSwitches -
    usageBefore.voluntaryContextSwitches -
    usageBefore.involuntaryContextSwitches;
  return {
    rssPeakBytes: usage.maxRSS * 1024,
    pageFaults: faults / calls,
    contextSwitches: switches / calls,
    ...(bytesBefore === undefined || bytesAfter === undefined
      ? {}
      : { fsBytes: Math.max(0, bytesAfter - bytesBefore - networkBytes) / calls }),
    ...(network ? { networkBytes: networkBytes / calls } : {}),
    ...(delay && delay.count > 0 ? { loopDelayP99Ns: delay.percentile(99) } : {}),
  };
}

/** Bytes that went through `read` and `write` calls of this process (Linux): files, pipes and most sockets. */
function transferredBytes(): number | undefined {
  try {
    const text = readFileSync('/proc/self/io', 'latin1');
    return Number(/rchar: (\d+)/.exec(text)?.[1]) + Number(/wchar: (\d+)/.exec(text)?.[1]);
  } catch {
    return undefined;
  }
}
