import type { ProfileReport } from '@nsi/core/report';
import { formatNs, formatShare } from './format.ts';

/** Samples below which no share is trusted. */
export const fewSamples = 100;

/** Busy share below which running for longer is no advice. */
const hardlyBusy = 0.05;

/** What makes the figures less sure, one sentence each. */
export function warningsOf(
  { summary, environment, isComplete, functions = [] }: ProfileReport,
  compiledFiles: ReadonlySet<string>,
  lostWorkers: readonly number[] = [],
): readonly string[] {
  const { busySampleCount = 0, intervalNs, overheadRatio, wallNs } = summary;
  const { stealRatio = 0, throttledRatio = 0 } = environment;
  const unresolved = functions.reduce((sum, one) => sum + (one.unresolved ?? 0), 0);
  return [
    busySampleCount < fewSamples ? tooFew(busySampleCount, intervalNs, wallNs) : '',
    isComplete ? '' : 'The program ended before its profile was whole: what is shown is what was seen until then.',
    lostWorkers.length > 0
      ? `Missing: the last of ${lostWorkers.length === 1 ? `worker ${lostWorkers[0]}` : `workers ${lostWorkers.join(', ')}`}, ended in a native call that did not answer.`
      : '',
    stealRatio >= 0.05 ? `Other guests of this machine took ${formatShare(stealRatio)} of its CPU time: elapsed times are too long.` : '',
    throttledRatio >= 0.05
      ? `A CPU limit stopped the program in ${formatShare(throttledRatio)} of the scheduling periods: elapsed times are too long.`
      : '',
    overheadRatio >= 0.1 && busySampleCount >= fewSamples
      ? `Profiling itself took about ${formatShare(overheadRatio)} of the CPU time.`
      : '',
    unresolved > busySampleCount * 0.05
      ? `${formatShare(unresolved / busySampleCount)} of the busy samples are of inlined functions that cannot be told apart: run with --exact.`
      : '',
    compiledFiles.size > 0
      ? `A loader compiled ${[...compiledFiles].slice(0, 3).join(', ')}${compiledFiles.size > 3 ? ` and ${compiledFiles.size - 3} more` : ''}: the lines are those of the compiled form. Run Node.js's own type stripping, or built files with source maps.`
      : '',
  ].filter((warning) => warning !== '');
}

function tooFew(busySamples: number, intervalNs: number, wallNs: number): string {
  const count = `Only ${busySamples} busy ${busySamples === 1 ? 'sample' : 'samples'}`;
  const share = wallNs > 0 ? Math.min(1, (busySamples * intervalNs) / wallNs) : 1;
  if (share < hardlyBusy) return `${count}: the program hardly computes, and shares of its busy time are not to be trusted.`;
  return `${count}: run for about ${formatNs(((fewSamples - busySamples) * intervalNs) / share)} more before you trust a share.`;
}
