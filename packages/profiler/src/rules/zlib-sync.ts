import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.05;

interface CountedMatch extends RuleMatch {
  readonly calls: number;
  readonly callBytes: number;
}

/** Synchronous zlib holds the event loop for as long as it compresses. */
export const zlibSync: ProfileRule = defineRule<CountedMatch>({
  id: 'zlib-sync',
  needs: ['profile'],
  summary: 'Synchronous compression takes 5 % of the busy samples or more.',
  covers: ['memory-zlib-sync'],
  test(evidence) {
    const below = evidence.shareBelow(({ name, file }) => file === 'node:zlib' && /^(?:zlibBufferSync|processChunkSync)$/.test(name));
    const counters = evidence.countersLike(/^zlib\.\w+Sync$/);
    const calls = counters.reduce((sum, { count }) => sum + count, 0);
    if (below.interval[0] < leastShare) return undefined;
    const bytes = counters.reduce((sum, counter) => sum + counter.bytes, 0);
    const [most] = counters;
    return {
      certainty: 'certain',
      message: `Synchronous compression takes ${formatShare(below.share)} of the busy time, in ${formatCount(calls)} calls that hold the event loop.`,
      where: most && most.places.length > 0 ? most.places : below.places,
      signal: shareSignal(below, leastShare),
      gain: { share: below.share, of: 'cpu' },
      calls,
      callBytes: calls === 0 ? 0 : bytes / calls,
    };
  },
  evidence: ({ calls, callBytes }) => [
    { label: 'calls', value: calls, unit: 'count' },
    ...(callBytes > 0 ? [{ label: 'bytes a call', value: callBytes, unit: 'bytes' }] : []),
  ],
  fix: {
    package: '@nsi/memory',
    function: 'packArrayAsync',
    diff: '-const body = gzipSync(text);\n+const body = await promisify(gzip)(text); // on the thread pool; LZ4 for what only you read',
    whenNot: 'the program is a script that has nothing else to do meanwhile.',
  },
});
