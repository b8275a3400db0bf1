import type { ProfileReport } from '@nsi/core/report';
import { formatNs, formatShare } from './format.ts';

/** What the program did with its time, in one sentence. */
export function verdictOf({ summary, frames, callTree, waits = [] }: ProfileReport): string {
  const { wallNs, cpuNs, eventLoopUtilization, busySampleCount = 0 } = summary;
  const wall = formatNs(wallNs);
  if (busySampleCount === 0 && cpuNs === 0) return `Nothing was seen in ${wall}.`;
  const idleNs = Math.max(0, wallNs * (1 - eventLoopUtilization));
  const longest = waits.find(({ kind }) => kind === 'socket' || kind === 'connect' || kind === 'lookup');
  if (idleNs > wallNs * 0.5) {
    const isChain = (longest?.chainedNs ?? 0) > (longest?.ns ?? 0) * 0.5;
    const on = longest && longest.ns > wallNs * 0.3 ? ` on ${longest.peer}${isChain ? ', one request at a time' : ''}` : '';
    return `Mostly waiting: ${formatShare(idleNs / wallNs)} of ${wall}${on}.`;
  }
  const shares = new Map<string, number>();
  for (const [row, self] of callTree.self.entries()) {
    const { category } = frames[callTree.frame[row] as number] ?? { category: 'native' };
    if (category !== 'idle') shares.set(category, (shares.get(category) ?? 0) + self);
  }
  const [kind, samples] = [...shares].reduce((best, one) => (one[1] > best[1] ? one : best), ['native', 0] as const);
  const words: Readonly<Record<string, string>> = {
    app: 'its own code',
    dependency: 'its dependencies',
    node: 'Node.js itself',
    native: 'native code',
    gc: 'garbage collection',
  };
  // By samples: the durations that Node.js tells are elapsed time, which a busy machine stretches.
  const gcShare = (shares.get('gc') ?? 0) / Math.max(1, busySampleCount);
  const garbage = kind !== 'gc' && gcShare >= 0.1 ? `; ${formatShare(gcShare)} went into garbage collection` : '';
  return `Mostly computing: ${formatNs(cpuNs)} of CPU time in ${wall}, ${formatShare(samples / Math.max(1, busySampleCount))} of it in ${words[kind] ?? kind}${garbage}.`;
}
