import { defineCallRule } from './define-call-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** Synchronous zlib holds the event loop for as long as it compresses. */
export const zlibSync: ProfileRule = defineCallRule({
  id: 'zlib-sync',
  needs: ['profile'],
  summary: 'Synchronous compression takes 5 % of the busy samples or more.',
  covers: ['memory-zlib-sync'],
  leastShare: 0.05,
  certainty: 'certain',
  isCall: ({ name, file }) => file === 'node:zlib' && /^(?:zlibBufferSync|processChunkSync)$/.test(name),
  counters: /^zlib\.\w+Sync$/,
  message: (share, calls) => `Synchronous compression takes ${share} of the busy time, in ${calls} calls that hold the event loop.`,
  fix: {
    package: '@nsi/memory',
    function: 'packArrayAsync',
    diff: '-const body = gzipSync(text);\n+const body = await promisify(gzip)(text); // on the thread pool; LZ4 for what only you read',
    whenNot: 'the program is a script that has nothing else to do meanwhile.',
  },
});
