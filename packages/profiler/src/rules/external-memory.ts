import { formatBytes } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareOfOperations } from './share-of-operations.ts';

const leastBytes = 64 * 2 ** 20;
const leastTimesHeap = 2;
const leastRows = 4;
const makesBuffers =
  /^(?:(?:buffer\.)?Buffer\.(?:alloc|allocUnsafe|allocUnsafeSlow|concat|from)|(?:Shared)?ArrayBuffer|[A-Z]\w*Array(?:\.from)?|.*\breadFile(?:Sync)?)$/;
const makesBelow = /^(?:FastBuffer|alloc\w*|concat|from\w*|createUnsafeBuffer|createPool)$/;

interface ExternalMatch extends RuleMatch {
  readonly peak: number;
  readonly heap: number;
}

/** Memory outside of the heap grows from the beginning to the end. */
export const externalMemory: ProfileRule = defineRule<ExternalMatch>({
  id: 'external-memory',
  needs: ['series'],
  summary: 'Buffers grow by 64 MiB or more, to more than twice the heap, and are never given back.',
  test(evidence) {
    const { series } = evidence.profile;
    const external = series?.externalBytes ?? [];
    if (external.length < leastRows) return undefined;
    const last = external.at(-1) ?? 0;
    const growth = last - (external[0] ?? 0);
    const heap = Math.max(1, ...(series?.heapUsedBytes ?? []));
    const falls = external.slice(1).reduce((sum, bytes, index) => sum + Math.max(0, (external[index] ?? 0) - bytes), 0);
    if (growth < leastBytes || last < leastTimesHeap * heap || falls > 0.1 * growth) return undefined;
    // Typed arrays are made on the line itself, buffers in frames below it.
    const below = evidence.shareBelow(
      ({ name, file }) => (file === 'node:buffer' && makesBelow.test(name)) || (file === 'node:fs' && name.startsWith('read')),
    );
    const makers = [...shareOfOperations(evidence, ({ name }) => makesBuffers.test(name)).places, ...below.places];
    return {
      certainty: 'likely',
      severity: 'medium',
      message: `Buffers grew by ${formatBytes(growth)} and were never given back; the heap has ${formatBytes(heap)}.`,
      where: makers.toSorted((left, right) => right.samples - left.samples).slice(0, 5),
      signal: { name: 'growth outside of the heap', value: growth, unit: 'bytes', threshold: leastBytes, sampleCount: external.length },
      gain: { share: Math.min(1, growth / (last + heap)), of: 'memory' },
      peak: last,
      heap,
    };
  },
  evidence: ({ peak, heap }) => [
    { label: 'outside of the heap', value: peak, unit: 'bytes' },
    { label: 'heap', value: heap, unit: 'bytes' },
  ],
  fix: {
    package: '@nsi/memory',
    function: 'createBufferPool',
    diff: '-const chunks = []; for await (const chunk of source) chunks.push(chunk);\n+await pipeline(source, transform, target); // hold what is being worked on, not all of it',
    whenNot: 'all of it is needed at once, to the end.',
  },
});
