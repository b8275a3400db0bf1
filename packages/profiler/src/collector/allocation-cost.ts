import type { RawCpuProfile } from './raw-profile.ts';

/** Whether it matters who allocates. Reading the sampled allocations makes V8 collect all garbage, which a short program feels. */
export interface AllocationCost {
  see(cpu: RawCpuProfile | undefined): void;
  matters(): boolean;
}

/** Of the samples that are not idle; rules ask for a tenth. */
const leastShare = 0.08;
const leastGrownBytes = 2 ** 25;

/** Weighs garbage collection by the samples that are seen, and growth from now on. */
export function weighAllocations(): AllocationCost {
  const startBytes = usedBytes();
  let [busy, collecting] = [0, 0];
  return {
    see(cpu) {
      for (const { callFrame, hitCount = 0 } of cpu?.nodes ?? []) {
        if (callFrame.functionName !== '(idle)') busy += hitCount;
        if (callFrame.functionName === '(garbage collector)') collecting += hitCount;
      }
    },
    matters: () => collecting > leastShare * busy || usedBytes() - startBytes >= leastGrownBytes,
  };
}

function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
