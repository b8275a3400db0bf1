import type { CallCounter } from '@nsi/core/report';
import { formatBytes, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { sizeHistogram } from './size-histogram.ts';

const leastBytesPerSecond = 50e6;
const leastShare = 0.05;
/** Of a few small messages the share says nothing: they were timed while others had the processor. */
const leastBytes = 4 * 2 ** 20;
const maxSites = 3;

interface CloneMatch extends RuleMatch {
  readonly calls: number;
  readonly bytes: number;
  readonly sites: string;
  readonly counters: readonly CallCounter[];
}

/** Much is copied by structured clone, within a thread or to another one. */
export const cloneVolume: ProfileRule = defineRule<CloneMatch>({
  id: 'clone-volume',
  needs: ['counters'],
  summary: 'Structured clones, of messages to threads too, copy 50 MB a second or more, or 4 MiB in all that take 5 % of the elapsed time.',
  specificity: 2,
  test({ countersLike, profile: { summary } }) {
    const clones = countersLike(/^(?:global\.structuredClone|(?:MessagePort|Worker)\.postMessage)$/).filter(({ count }) => count > 0);
    const bytes = clones.reduce((sum, counter) => sum + counter.bytes, 0);
    const ns = clones.reduce((sum, counter) => sum + counter.ns, 0);
    const calls = clones.reduce((sum, { count }) => sum + count, 0);
    const perSecond = bytes / (summary.wallNs / 1e9);
    const share = Math.min(1, ns / summary.wallNs);
    const most = clones.toSorted((left, right) => right.bytes - left.bytes)[0];
    if (!most || (perSecond < leastBytesPerSecond && (share < leastShare || bytes < leastBytes))) return undefined;
    return {
      certainty: 'likely',
      message: `Structured clones copy ${formatBytes(perSecond)} a second and take ${formatShare(share)} of the elapsed time.`,
      severity: share >= 0.3 ? 'high' : 'medium',
      where: most.places,
      signal: { name: 'bytes cloned a second', value: perSecond, unit: 'bytes', threshold: leastBytesPerSecond, sampleCount: calls },
      gain: { share, of: 'wall' },
      calls,
      bytes,
      sites: clones
        .flatMap((counter) =>
          counter.places.map((place) => ({ place, bytes: (place.count / Math.max(1, placed(counter))) * counter.bytes })),
        )
        .toSorted((left, right) => right.bytes - left.bytes)
        .slice(0, maxSites)
        .map(({ place, bytes: own }) => `${place.function ?? place.file}:${place.line} ${formatBytes(own)}`)
        .join(', '),
      counters: clones,
    };
  },
  evidence: ({ calls, bytes, sites, counters }) => [
    { label: 'clones', value: calls, unit: 'count' },
    { label: 'bytes in all', value: bytes, unit: 'bytes' },
    { label: 'bytes a clone', value: bytes / Math.max(1, calls), unit: 'bytes' },
    { label: 'by place', value: sites },
    ...sizeHistogram(counters),
  ],
  fix: {
    package: '@nsi/cpu',
    function: 'createArena',
    diff: '-worker.postMessage(pixels);\n+worker.postMessage(pixels, [pixels.buffer]); // moved, not copied; or shared memory: createArena()',
    whenNot: 'the sender needs its own copy afterwards: then share the memory instead of moving it.',
  },
});

/** Calls that its places stand for. */
function placed({ places }: CallCounter): number {
  return places.reduce((sum, { count }) => sum + count, 0);
}
