import { type Command, type CommandArgument, type CommandOption, defineCommand } from '@nsi/core/cli';
import { importerNames, reporterNames } from '../format/format-names.ts';

const files: CommandArgument = {
  name: 'files',
  summary: 'bench files or quoted patterns (default: **/*.bench.{ts,mts,js,mjs})',
  isOptional: true,
  isVariadic: true,
};
const format: CommandOption = {
  flags: '--format <format>',
  summary: 'of what is printed, or of the file under --output',
  choices: reporterNames,
};
const plot: CommandOption = { flags: '--plot', summary: 'draw the comparisons as SVG beside the output (needs @nsi/viz)' };
const report: CommandOption = { flags: '--report', summary: 'write one HTML file with all charts and tables (needs @nsi/viz)' };
const budget: CommandOption = {
  flags: '--budget <time>',
  summary: 'time for the whole run, such as 90s or 2m; the method shrinks to fit, then sizes are left out, and the report says so',
};
const quick: CommandOption = { flags: '--quick', summary: 'three processes a case: indicative only, never fails' };
const seed: CommandOption = { flags: '--seed <number>', summary: 'of all random orders', type: 'number' };
const plugin: CommandOption = {
  flags: '--plugin <package>',
  summary: 'take suites from this package too (may be repeated)',
  type: 'repeat',
};
const filter: CommandOption = { flags: '--filter <text>', summary: 'only cases whose id contains the text, or matches /expression/' };
const timeout: CommandOption = {
  flags: '--timeout <time>',
  summary: 'kill a measuring process that says nothing for so long (default 60s)',
};
const install: CommandOption = {
  flags: '--install <command>',
  summary: 'how to install dependencies in the fresh checkout (default: told from the lock file)',
};
const build: CommandOption = {
  flags: '--build <command>',
  summary: 'how to build both versions (default: the `build` script, when there is one)',
};

const categories: readonly CommandOption[] = ['memory', 'cpu', 'io', 'network', 'db', 'distributed'].map((name) => ({
  flags: `--${name}`,
  summary: `the suites of ${name}`,
}));

const selection: readonly CommandOption[] = [
  { flags: '--all', summary: 'the suites of all packages' },
  ...categories,
  { flags: '--category <names>', summary: 'the suites of these categories, such as those of plugins', type: 'list' },
  filter,
  plugin,
];

/** The commands of `nsi-bench` and `nsi bench`. */
const benchCommands: readonly Command[] = Object.freeze([
  defineCommand({
    name: 'run',
    summary: 'measure suites (default command)',
    description:
      'Measures bench files, or the suites of packages. Variants run interleaved in fresh processes; outputs are compared before anything is timed.',
    isDefault: true,
    arguments: [files],
    options: [
      ...selection,
      { flags: '--input <file>', summary: 'your own data: handed to the suites that take a file' },
      budget,
      quick,
      { flags: '--confirm', summary: 'measure each difference again on fresh processes before it is called so' },
      { flags: '--suite-level <level>', summary: "level of the suites' own set-up", choices: ['conservative', 'balanced', 'aggressive'] },
      timeout,
      seed,
      { flags: '--instructions', summary: 'count CPU instructions too: slow, and free of noise (needs perf counters or valgrind)' },
      plot,
      report,
      format,
    ],
    examples: [
      { command: 'nsi-bench run bench/json.bench.ts', summary: 'measure one file' },
      { command: 'nsi-bench --all --quick --output results.json', summary: 'look at everything in a few minutes, keep the raw samples' },
      {
        command: 'nsi-bench --memory --input orders.json --report',
        summary: "measure memory's suites on your own data, with an HTML report",
      },
    ],
    load: () => import('./run.ts'),
  }),
  defineCommand({
    name: 'cmd',
    summary: 'compare whole programs',
    description:
      'Runs every command once a round, in random order, and judges the ratios of the rounds. The first command is the baseline.',
    arguments: [{ name: 'commands', summary: 'each as one quoted word', isVariadic: true }],
    options: [
      { flags: '--name <name>', summary: 'name of a command, in their order (may be repeated)', type: 'repeat' },
      { flags: '--shell', summary: 'run through sh -c; its start counts' },
      { flags: '-r, --runs <number>', summary: 'so many rounds, and as many again to confirm a difference', type: 'number' },
      { flags: '-w, --warmup <number>', summary: 'rounds that are not counted (default 1)', type: 'number' },
      { flags: '--setup <command>', summary: 'run once before everything' },
      { flags: '--prepare <command>', summary: 'run before every run, not timed' },
      { flags: '--cleanup <command>', summary: 'run once after everything' },
      { flags: '--input <file>', summary: 'standard input of every run' },
      {
        flags: '--parameter <name=a,b>',
        summary: 'a case for each value; {name} in a command is replaced (may be repeated)',
        type: 'repeat',
      },
      { flags: '--same-output', summary: 'fail when standard output differs from the baseline' },
      { flags: '-i, --ignore-failure', summary: 'go on when a command ends with another code than 0' },
      budget,
      quick,
      seed,
      plot,
      report,
      format,
    ],
    examples: [
      { command: "nsi-bench cmd 'node a.js' 'node b.js'", summary: 'is b faster than a?' },
      { command: "nsi-bench cmd --parameter size=1,100 --same-output 'gzip -{size}k' 'zstd {size}'", summary: 'a sweep, outputs compared' },
    ],
    load: () => import('./cmd.ts'),
  }),
  defineCommand({
    name: 'load',
    summary: 'send requests at a constant rate',
    description:
      'An open loop: requests are sent when they are due, whether earlier ones were answered or not, and their time counts from then. A stall is charged to everyone who met it.',
    arguments: [{ name: 'target', summary: 'an http(s) URL, or a bench file with load suites' }],
    options: [
      { flags: '--rate <number>', summary: 'requests a second (default 100)', type: 'number' },
      { flags: '--duration <time>', summary: 'how long (default 10s)' },
      { flags: '--warmup <time>', summary: 'first part that is not counted (default 1s)' },
      { flags: '--connections <number>', summary: 'connections at one time (default 10000)', type: 'number' },
      { flags: '-X, --method <method>', summary: 'request method (default GET, POST with a body)' },
      { flags: '-H, --header <line>', summary: 'request header, as `name: value` (may be repeated)', type: 'repeat' },
      { flags: '-d, --body <file>', summary: 'file sent as the body' },
      { flags: '--timeout <time>', summary: 'a request without an answer for so long has failed (default 30s)' },
      plot,
      report,
      format,
    ],
    examples: [
      { command: 'nsi-bench load http://127.0.0.1:3000/ --rate 500 --duration 30s', summary: 'percentiles at 500 requests a second' },
    ],
    load: () => import('./load.ts'),
  }),
  defineCommand({
    name: 'complexity',
    summary: 'how cost grows with size',
    description: 'Fits the cost of each variant against the parameter that its suite names: class, exponent and interval.',
    arguments: [{ name: 'files', summary: 'bench files, or one results file to fit what it holds', isOptional: true, isVariadic: true }],
    options: [
      ...selection,
      { flags: '--against <parameter>', summary: 'the parameter, when a results file has several' },
      budget,
      quick,
      timeout,
      seed,
    ],
    examples: [{ command: 'nsi-bench complexity bench/sort.bench.ts', summary: 'looks like n log n?' }],
    load: () => import('./complexity.ts'),
  }),
  defineCommand({
    name: 'compare',
    summary: 'compare two results files (weak evidence)',
    description:
      'Two runs at two times differ by the drift of the machine too: only differences above 10 % are called so, and nothing fails by them. Use `compare-ref` to decide.',
    arguments: [
      { name: 'before', summary: 'results file of any known format' },
      { name: 'after', summary: 'results file of any known format' },
    ],
    options: [plot, report, format],
    examples: [{ command: 'nsi-bench compare before.json after.json', summary: 'what may have changed' }],
    load: () => import('./compare.ts'),
  }),
  defineCommand({
    name: 'compare-ref',
    summary: 'compare the working tree with a git reference',
    description:
      'Checks the reference out beside the repository, builds both and runs them interleaved in the same processes. Bench files come from each version itself.',
    arguments: [{ name: 'ref', summary: 'branch, tag or commit' }, files],
    options: [
      install,
      build,
      { flags: '--no-build', summary: 'build nothing' },
      { flags: '--category <names>', summary: 'only suites of these categories', type: 'list' },
      filter,
      budget,
      quick,
      timeout,
      seed,
      plot,
      report,
      format,
    ],
    examples: [{ command: 'nsi-bench compare-ref main', summary: 'is this branch slower than main?' }],
    load: () => import('./compare-ref.ts'),
  }),
  defineCommand({
    name: 'ci',
    summary: 'gate a change: compare-ref with everything a CI system shows',
    description:
      'Compares with the base of the pull request (or --base), confirms every regression on fresh processes, and exits with 3 when one holds. Writes results, comment, JUnit, OpenMetrics and code quality into --dir, and the job summary and annotations where the system has them.',
    arguments: [files],
    options: [
      { flags: '--base <ref>', summary: 'reference to compare with (default: told from the CI system, else HEAD^)' },
      { flags: '--dir <folder>', summary: 'where the files go (default nsi-bench)' },
      install,
      build,
      { flags: '--no-build', summary: 'build nothing' },
      filter,
      budget,
      timeout,
      seed,
      report,
    ],
    examples: [{ command: 'nsi-bench ci --budget 10m', summary: 'in a pull request: exit 3 on a confirmed regression' }],
    load: () => import('./ci.ts'),
  }),
  defineCommand({
    name: 'doctor',
    summary: 'what this machine can tell apart, and what to switch off',
    description: 'Compares equal code with itself to find the noise floor, and looks at frequency scaling, load, limits and the rest.',
    options: [quick, seed],
    examples: [{ command: 'nsi-bench doctor', summary: 'before trusting figures from a new machine' }],
    load: () => import('./doctor.ts'),
  }),
  defineCommand({
    name: 'history',
    summary: 'keep results and find where they changed',
    arguments: [
      { name: 'action', summary: 'add, show, detect or plot' },
      { name: 'files', summary: 'results files to add', isOptional: true, isVariadic: true },
    ],
    options: [
      { flags: '--store <place>', summary: 'a folder, or a postgres:// or sqlite: URL (needs knex and its driver) (default .nsi-bench)' },
      filter,
      { flags: '--commit <id>', summary: 'commit of an added file that does not name one' },
      { flags: '--fail', summary: 'detect: exit with 3 when the last change made something slower' },
    ],
    examples: [
      { command: 'nsi-bench history add results.json', summary: 'after every run on the main branch' },
      { command: 'nsi-bench history detect', summary: 'which commit made what slower?' },
    ],
    load: () => import('./history.ts'),
  }),
  defineCommand({
    name: 'import',
    summary: "read results of another tool, or print ours in another tool's format",
    arguments: [{ name: 'file', summary: 'results file; - reads standard input' }],
    options: [
      { flags: '--from <format>', summary: 'what the file is (default: told from its text)', choices: importerNames },
      format,
      plot,
      report,
    ],
    examples: [
      { command: 'nsi-bench import hyperfine.json --output results.json', summary: "hyperfine's export as a report" },
      { command: 'nsi-bench import results.json --format junit', summary: 'a report as JUnit XML' },
    ],
    load: () => import('./import.ts'),
  }),
]);
export default benchCommands;
