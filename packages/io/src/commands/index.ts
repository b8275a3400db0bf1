import { defineCommand, type Command } from '@nsi/core/cli';

const forceOption = { flags: '--force', summary: 'replace files that are there' } as const;
const linksOption = {
  flags: '--links <how>',
  summary: 'symbolic links: copy those that stay inside and refuse others, keep all as they are, or skip them',
  choices: ['inside', 'keep', 'skip'],
  default: 'inside',
} as const;

/** The commands of `nsi-io` and `nsi io`. */
const ioCommands: readonly Command[] = Object.freeze([
  defineCommand({
    name: 'probe',
    summary: 'measure the device behind a folder and suggest block sizes and concurrency',
    description:
      'Makes a file in the folder, measures small durable writes, writing and reading on, and reading anywhere, and removes it. Every figure is a median with its 95 % interval. This is `tune` for io.',
    arguments: [{ name: 'folder', summary: 'a folder on the device' }],
    options: [
      { flags: '--write-config', summary: 'write the section io of nsi.config.json, or of the configuration that is in force' },
      { flags: '--seconds <number>', summary: 'time it may take', type: 'number', default: 10 },
      { flags: '--max-bytes <size>', summary: 'size of the file; four times as much is written at most', default: '128MiB' },
    ],
    examples: [
      { command: 'nsi-io probe /var/lib/app', summary: 'the table, and the section it suggests' },
      {
        command: 'nsi-io probe . --seconds 5 --write-config',
        summary: 'and keep it: `nsi config explain io.read.blockBytes` then names the file',
      },
    ],
    load: () => import('./probe.ts'),
  }),
  defineCommand({
    name: 'pack',
    summary: 'pack a folder or a file so that any part of it can be read without the rest',
    description:
      'Writes SOURCE.pack, or what --output names: frames of zstd or LZ4 that any tool can decompress, an index, and a seek table. The same tree gives the same bytes.',
    arguments: [{ name: 'source', summary: 'a folder, or a file' }],
    options: [
      {
        flags: '-c, --codec <name>',
        summary: 'how frames are encoded: zstd is smaller, lz4 faster',
        choices: ['zstd', 'lz4'],
        default: 'zstd',
      },
      { flags: '--codec-level <number>', summary: 'effort in the scale of the codec (default: its own)', type: 'number' },
      { flags: '--frame <size>', summary: 'content of one frame: what is decoded to read one byte', default: '128KiB' },
      linksOption,
      forceOption,
    ],
    examples: [
      { command: 'nsi-io pack site', summary: 'makes site.pack' },
      { command: 'nsi-io pack tiles --codec lz4 --frame 64KiB --output tiles.lz4', summary: 'faster to read, small pieces' },
    ],
    load: () => import('./pack.ts'),
  }),
  defineCommand({
    name: 'unpack',
    summary: 'restore what `pack` made',
    description: 'Writes into a folder that nothing in the pack can lead out of. Every file appears whole, or not at all.',
    arguments: [{ name: 'pack', summary: 'a pack' }],
    options: [
      { flags: '--max-output <size>', summary: 'refuse a pack that claims to hold more', default: '16GiB' },
      {
        ...linksOption,
        choices: ['inside', 'skip'],
        summary: 'symbolic links: make those that stay inside and refuse others, or skip them',
      },
      forceOption,
    ],
    examples: [
      { command: 'nsi-io unpack site.pack', summary: 'makes the folder site' },
      { command: 'nsi-io unpack site.pack --output /srv/site --force', summary: 'into a folder that is there, over its files' },
    ],
    load: () => import('./unpack.ts'),
  }),
  defineCommand({
    name: 'verify',
    summary: 'decode all of a pack, compare every checksum, and name what is damaged',
    description: 'Also takes any other file of zstd or LZ4 frames that say how much they hold. Exits with 1 when something is damaged.',
    arguments: [{ name: 'pack', summary: 'a pack' }],
    examples: [
      { command: 'nsi-io verify site.pack', summary: 'after a download' },
      { command: 'nsi-io verify site.pack --json', summary: 'with each problem as data' },
    ],
    load: () => import('./verify.ts'),
  }),
  defineCommand({
    name: 'copy',
    summary: 'copy a folder, whole or not at all',
    description:
      'Shares data instead of copying it where the file system can. Where there is nothing at TARGET, an error or Ctrl-C leaves nothing; where there is a folder, the tree is merged into it file by file.',
    arguments: [
      { name: 'source', summary: 'a folder' },
      { name: 'target', summary: 'where its copy is to be' },
    ],
    options: [
      { flags: '--keep-times', summary: 'keep the times of change' },
      {
        flags: '--reflink <when>',
        summary: 'share data: where the file system can, or fail, or never',
        choices: ['auto', 'require', 'never'],
        default: 'auto',
      },
      { flags: '--concurrency <number>', summary: 'files at a time', type: 'number', default: 8 },
      linksOption,
      forceOption,
    ],
    examples: [
      { command: 'nsi-io copy site backup/site', summary: 'a copy that appears when it is whole' },
      { command: 'nsi-io copy assets dist/assets --force', summary: 'merged into a folder that is there' },
    ],
    load: () => import('./copy.ts'),
  }),
  defineCommand({
    name: 'walk',
    summary: 'count, size up or list what is in a folder',
    arguments: [{ name: 'folder', summary: 'where to begin (default: here)', isOptional: true }],
    options: [
      { flags: '-i, --include <globs>', summary: 'only paths below the folder that match one of these', type: 'list' },
      { flags: '-x, --exclude <globs>', summary: 'leave these out, folders with all that is in them', type: 'list' },
      {
        flags: '-k, --kind <kinds>',
        summary: 'what to report',
        type: 'list',
        choices: ['file', 'directory', 'symlink', 'other'],
        default: ['file'],
      },
      { flags: '--max-depth <number>', summary: "how deep to go; 1 is the folder's own entries", type: 'number' },
      { flags: '--follow', summary: 'take symbolic links for what they lead to' },
      { flags: '--no-hidden', summary: 'leave out names that begin with a dot' },
      { flags: '--sizes', summary: 'ask for sizes too' },
      { flags: '--list', summary: 'print the paths instead of the figures' },
    ],
    examples: [
      { command: 'nsi-io walk . --exclude "**/node_modules" --sizes', summary: 'files and bytes by ending' },
      { command: 'nsi-io walk src --include "**/*.{ts,tsx}" --list', summary: 'paths, one a line' },
    ],
    load: () => import('./walk.ts'),
  }),
  defineCommand({
    name: 'lines',
    summary: 'count and check the lines of a file of any size, or print some of them',
    arguments: [{ name: 'file', summary: 'text, such as a log or NDJSON' }],
    options: [
      { flags: '--ndjson', summary: 'check that every line is a JSON value; exits with 1 when one is not' },
      { flags: '--at <index>', summary: 'print lines from this one on; 0 is the first', type: 'number' },
      { flags: '-n, --count <number>', summary: 'lines to print with --at', type: 'number', default: 1 },
      { flags: '--max-line <size>', summary: 'longest line that is taken for one', default: '16MiB' },
    ],
    examples: [
      { command: 'nsi-io lines events.ndjson --ndjson', summary: 'how many, how long, and which are broken' },
      { command: 'nsi-io lines access.log --at 1000000 --count 5', summary: 'five lines from the middle' },
    ],
    load: () => import('./lines.ts'),
  }),
  defineCommand({
    name: 'trace',
    summary: 'run a program and say where its file work costs: small writes, whole reads, blocking calls, renames without a sync',
    description:
      'Observes node:fs, with callbacks, promises and streams, in every Node.js process and thread of the program. Each finding names file and line, counts and bytes, and the call that mends it. The output of the program stays as it is.',
    takesProgram: true,
    options: [
      {
        flags: '--fail-on <severity>',
        summary: 'exit with 3 for a finding at least this severe',
        choices: ['high', 'medium', 'low', 'note'],
      },
    ],
    examples: [
      { command: 'nsi-io trace -- node app.js', summary: 'the findings when it ends, or at Ctrl-C' },
      { command: 'nsi-io trace --fail-on medium --json -- npm test', summary: 'as a check in CI' },
    ],
    load: () => import('./trace.ts'),
  }),
  defineCommand({
    name: 'durability',
    summary: 'which syncs a program really does for each file it writes, and what survives a loss of power',
    description:
      'Runs FILE with Node.js and shows, for each file it wrote, the opens, writes, syncs and renames in their order, those of its directory included, with a verdict. A directory sync counts for the library that makes it.',
    arguments: [
      { name: 'file', summary: 'a program that writes, such as three lines that use a library' },
      { name: 'args', summary: 'its arguments', isOptional: true, isVariadic: true },
    ],
    options: [
      {
        flags: '--require <verdict>',
        summary: 'exit with 3 when a file is worth less: `survives`, or `old-or-new` for whole at least',
        choices: ['survives', 'old-or-new'],
      },
    ],
    examples: [
      { command: 'nsi-io durability save.js', summary: 'what `save.js` does, step by step' },
      { command: 'nsi-io durability save.js --require survives --json', summary: 'as a check before a release' },
    ],
    load: () => import('./durability.ts'),
  }),
]);
export default ioCommands;
