import { type Command, defineCommand } from '@nsi/core/cli';
import { filters } from '../codec/filter-names.ts';
import { packedCodecNames } from '../codec/packed-codec-names.ts';

const dtypeOption = {
  flags: '-d, --dtype <type>',
  summary: 'what the file holds: u8, i8, u16, i16, f16, u32, i32, f32, u64, i64, f64',
  default: 'u8',
} as const;
const forceOption = { flags: '--force', summary: 'replace a file that is there' } as const;

/** The commands of `nsi-memory` and `nsi memory`. */
const memoryCommands: readonly Command[] = Object.freeze([
  defineCommand({
    name: 'advise',
    summary: 'which codec and filter suit a file, measured on the file itself',
    description:
      'Packs a sample of the file in every way and prints ratio and speed of each, with a pick for every level: what costs least when a packed byte is kept in memory (conservative), sent over a fast network (balanced) or a slow one (aggressive).',
    arguments: [{ name: 'file', summary: 'raw elements, or anything as bytes' }],
    options: [
      dtypeOption,
      { flags: '--shape <sides>', summary: 'sides of the array, such as 2048x2048: bytes before it are taken for a header' },
    ],
    examples: [
      { command: 'nsi-memory advise image.raw --dtype u16 --shape 2048x2048', summary: 'a picture of 16 bits behind a header' },
      { command: 'nsi-memory advise events.json --json', summary: 'any file, as JSON' },
    ],
    load: () => import('./advise.ts'),
  }),
  defineCommand({
    name: 'pack',
    summary: 'compress a file of elements with checksums',
    description: 'Writes FILE.nsi, or what --output names. `unpack` and `unpackArray` read it.',
    arguments: [{ name: 'file', summary: 'raw elements, or anything as bytes' }],
    options: [
      dtypeOption,
      { flags: '-c, --codec <name>', summary: 'how blocks are encoded', choices: packedCodecNames, default: 'lz4' },
      { flags: '--codec-level <number>', summary: 'effort in the scale of the codec (default: its own)', type: 'number' },
      { flags: '-f, --filter <name>', summary: 'what is done to the elements first', choices: ['auto', ...filters], default: 'auto' },
      { flags: '--no-checksum', summary: 'leave the checksums out' },
      forceOption,
    ],
    examples: [
      { command: 'nsi-memory pack image.raw --dtype u16', summary: 'makes image.raw.nsi' },
      { command: 'nsi-memory pack log.txt --codec zstd --codec-level 9 --output log.packed', summary: 'smaller and slower' },
    ],
    load: () => import('./pack.ts'),
  }),
  defineCommand({
    name: 'unpack',
    summary: 'restore a file that `pack` made',
    arguments: [{ name: 'file', summary: 'a packed file' }],
    options: [{ flags: '--max-output <size>', summary: 'refuse a file that claims to hold more', default: '4GiB' }, forceOption],
    examples: [{ command: 'nsi-memory unpack image.raw.nsi', summary: 'makes image.raw again' }],
    load: () => import('./unpack.ts'),
  }),
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
  defineCommand({
    name: 'watch',
    summary: 'run a program and watch its memory: heap, external, RSS, garbage collection, pressure',
    description:
      'Runs a program and reads the memory of every Node.js process and thread in it. Warns near a limit; afterwards draws the timeline and says what stands out. The output of the program stays as it is.',
    takesProgram: true,
    options: [
      { flags: '-i, --interval <ms>', summary: 'milliseconds between readings', type: 'number', default: 100 },
      { flags: '--live', summary: 'draw while it runs; lines of the program are printed above' },
      {
        flags: '--fail-on <severity>',
        summary: 'exit with 3 for a finding at least this severe',
        choices: ['high', 'medium', 'low', 'note'],
      },
    ],
    examples: [
      { command: 'nsi-memory watch -- node app.js', summary: 'the timeline when it ends, or at Ctrl-C' },
      {
        command: 'nsi-memory watch --output timeline.json -- npm test',
        summary: 'keep the timeline; `tracks` is what chart("timeline", …) of @nsi/viz draws',
      },
    ],
    load: () => import('./watch.ts'),
  }),
  defineCommand({
    name: 'limits',
    summary: 'what bounds the memory of a program started here, and which flags to set',
    description: "Reads control groups, resource limits, swap, pressure and V8's heap limit, and says which of them do not fit each other.",
    options: [
      {
        flags: '--fail-on <severity>',
        summary: 'exit with 3 for a finding at least this severe',
        choices: ['high', 'medium', 'low', 'note'],
      },
    ],
    examples: [
      { command: 'nsi-memory limits', summary: 'in the container, with the NODE_OPTIONS of the program' },
      { command: 'nsi-memory limits --fail-on high --json', summary: 'as a check before a release' },
    ],
    load: () => import('./limits.ts'),
  }),
  defineCommand({
    name: 'leaks',
    summary: 'what grew between two heap snapshots, by constructor and by what keeps it alive',
    description: 'Reads snapshots of any size in pieces. Take them with v8.writeHeapSnapshot() in one process, with work in between.',
    arguments: [
      { name: 'before', summary: 'the first .heapsnapshot file' },
      { name: 'after', summary: 'the second one, of the same process' },
    ],
    options: [
      { flags: '-n, --top <count>', summary: 'constructors to show', type: 'number', default: 10 },
      { flags: '--gate <size>', summary: 'exit with 3 when the heap grew by more, such as 10MiB' },
    ],
    examples: [
      { command: 'nsi-memory leaks before.heapsnapshot after.heapsnapshot', summary: 'where objects pile up, and what they are' },
      { command: 'nsi-memory leaks a.heapsnapshot b.heapsnapshot --gate 5MiB', summary: 'as a check in CI' },
    ],
    load: () => import('./leaks.ts'),
  }),
]);
export default memoryCommands;
