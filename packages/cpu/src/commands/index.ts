import { type Command, defineCommand } from '@nsi/core/cli';

/** The commands of `nsi-cpu` and `nsi cpu`. */
const cpuCommands: readonly Command[] = Object.freeze([
  defineCommand({
    name: 'doctor',
    summary: 'how many cores this process can use and why, SIMD, huge pages, memory limit, thread-pool advice',
    description: 'Reads affinity, control groups and variables, and says what to set where a default does not fit them.',
    options: [
      {
        flags: '--fail-on <severity>',
        summary: 'exit with 3 for a finding at least this severe',
        choices: ['high', 'medium', 'low', 'note'],
      },
    ],
    examples: [
      { command: 'nsi-cpu doctor', summary: 'in the container, with the environment of the program' },
      { command: 'nsi-cpu doctor --fail-on medium --json', summary: 'as a check before a release' },
    ],
    load: () => import('./doctor.ts'),
  }),
  defineCommand({
    name: 'bench',
    summary: 'every kernel against plain JavaScript on this machine, results compared',
    description:
      'Runs each kernel and the loop it replaces by turns over the same numbers on one thread. A kernel that gives another result than its loop is an error.',
    options: [
      { flags: '-s, --side <length>', summary: 'side of the square of numbers', type: 'number', default: 1024 },
      { flags: '-r, --rounds <count>', summary: 'pairs to measure', type: 'number', default: 21 },
      { flags: '--only <names>', summary: 'kernels whose name holds one of these', type: 'list' },
    ],
    examples: [
      { command: 'nsi-cpu bench', summary: 'all kernels on 1024 × 1024 numbers' },
      { command: 'nsi-cpu bench --side 4096 --only sum,dot --json', summary: 'two of them beyond the caches, as JSON' },
    ],
    load: () => import('./bench.ts'),
  }),
  defineCommand({
    name: 'run',
    summary: 'call a JavaScript function with every line of a file, on all cores',
    description:
      'GNU parallel for JavaScript functions: reads one JSON value a line, calls the function on threads and writes one JSON result a line. A line that fails is written as { line, error } and makes the exit code 1. Ctrl-C keeps what is done; --resume continues.',
    arguments: [{ name: 'task', summary: 'module and function, such as tasks.mjs#hash (default: the default export)' }],
    options: [
      { flags: '--in <file>', summary: 'JSON values, one a line; - is standard input', default: '-' },
      { flags: '--out <file>', summary: 'where results go; - is standard output', default: '-' },
      { flags: '-j, --threads <count>', summary: 'threads, or auto for every effective core', default: 'auto' },
      { flags: '--ordered', summary: 'results in the order of the lines (default: as they come)' },
      { flags: '--numbered', summary: 'write { line, value } for each result' },
      { flags: '--fail-fast', summary: 'stop at the first line that fails' },
      { flags: '--timeout <ms>', summary: 'milliseconds that one line may take', type: 'number' },
      { flags: '--retries <count>', summary: 'how often a line that fails is run again', type: 'number', default: 0 },
      { flags: '--resume', summary: 'continue a run that was interrupted' },
      { flags: '--force', summary: 'replace an output that is there' },
    ],
    examples: [
      { command: 'nsi-cpu run tasks.mjs#hash --in items.ndjson --out out.ndjson --ordered', summary: 'every line, in order' },
      {
        command: 'nsi-cpu run tasks.mjs#hash --in items.ndjson --out out.ndjson --ordered --resume',
        summary: 'the rest of it, after Ctrl-C',
      },
    ],
    load: () => import('./run.ts'),
  }),
  defineCommand({
    name: 'kernel',
    summary: 'compile an expression, and measure it against the plain loop',
    description:
      'Shows how `kernel()` understands an expression or arrow function, compares every element with the plain loop, and times both.',
    arguments: [{ name: 'expression', summary: 'such as "Math.max(x - d, 0) * g" or "(x, d) => x - d"' }],
    options: [
      { flags: '--explain', summary: 'print what is compiled: steps, instructions, why' },
      { flags: '--precision <name>', summary: 'what it computes with', choices: ['f64', 'f32'], default: 'f64' },
      { flags: '--types <names>', summary: 'element types of the inputs, such as u16,f32 (default: the precision)', type: 'list' },
      {
        flags: '--out <type>',
        summary: 'element type of the output (default: the precision)',
        choices: ['f32', 'f64', 'i8', 'u8', 'u8c', 'i16', 'u16', 'i32', 'u32'],
      },
      { flags: '--length <count>', summary: 'elements of each array', type: 'number', default: 65_536 },
      { flags: '--fast', summary: 'let results differ in the last bit' },
    ],
    examples: [
      { command: 'nsi-cpu kernel "Math.min(Math.max((x - d) * g, 0), 1)" --explain', summary: 'names become parameters' },
      { command: 'nsi-cpu kernel "(x, d) => x - d" --types u16 --out u16 --precision f32', summary: '16-bit pictures' },
    ],
    load: () => import('./kernel.ts'),
  }),
  defineCommand({
    name: 'advise',
    summary: 'where a script could use kernels, SIMD operations or a pool',
    description:
      'Reads JavaScript or TypeScript and points to loops over elements, sums, and heavy calls in loops, with what can stand there instead.',
    arguments: [{ name: 'scripts', summary: 'files to read', isVariadic: true }],
    examples: [
      { command: 'nsi-cpu advise app.js', summary: 'each place with an excerpt and a suggestion' },
      { command: 'nsi-cpu advise src/image.ts --json', summary: 'findings as JSON' },
    ],
    load: () => import('./advise.ts'),
  }),
]);
export default cpuCommands;
