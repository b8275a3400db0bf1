import type { ProfileReport } from '@nsi/core/report';

/** A busy machine makes everything longer: how much of the busy time the program really had a processor, 0–1. */
export function shareOfProcessor({ cpuNs, wallNs, eventLoopUtilization }: ProfileReport['summary']): number {
  return Math.min(1, cpuNs / Math.max(1, wallNs * eventLoopUtilization));
}
