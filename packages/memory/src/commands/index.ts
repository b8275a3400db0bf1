import { type Command, defineCommand } from '@nsi/core/cli';

/** The commands of `nsi-memory` and `nsi memory`. */
const memoryCommands: readonly Command[] = Object.freeze([
  defineCommand({
    name: 'cache-sim',
    summary: 'which cache policy and size would have served a trace of keys best',
    description:
      'Plays the keys of a file through real caches of each size and prints their hit ratios, with the best possible (Belady’s optimum) beside them.',
    arguments: [{ name: 'trace', summary: 'file of keys: one a line, NDJSON (.ndjson, .jsonl) or CSV (.csv)' }],
    options: [
      { flags: '-c, --capacity <entries>', summary: 'sizes to try, such as 500,10k,1m', type: 'list', default: ['1k', '10k', '100k'] },
      {
        flags: '-p, --policy <names>',
        summary: 'policies to try',
        type: 'list',
        choices: ['all', 's3-fifo', 'w-tinylfu', 'lru', 'sieve'],
        default: ['all'],
      },
      { flags: '--format <format>', summary: 'of the trace (default: by its name)', choices: ['lines', 'ndjson', 'csv'] },
      { flags: '--key <name>', summary: 'NDJSON field or CSV column that holds the key (default: "key", or the first column)' },
      { flags: '--no-opt', summary: 'leave the optimum out: it takes longest' },
      { flags: '--plot', summary: 'draw bars' },
    ],
    examples: [
      { command: 'nsi-memory cache-sim keys.txt --capacity 1k,10k --plot', summary: 'all policies at two sizes, with bars' },
      { command: 'nsi-memory cache-sim access.ndjson --key url --policy s3-fifo,lru --json', summary: 'two policies, as JSON' },
    ],
    load: () => import('./cache-sim.ts'),
  }),
]);
export default memoryCommands;
