/** A command that does real work, with the part of its output that proves it. Files it reads are written first. */
export interface RealCommand {
  readonly args: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly prints: RegExp;
}

const suiteFile = `import { suite } from '@nsi/bench/suite';

export default suite('sum', { category: 'cpu' }, (s) => {
  s.setup(() => ({ list: Array.from({ length: 1000 }, (_, index) => index) }));
  s.baseline('loop', ({ context }) => () => {
    let sum = 0;
    for (const value of context.list) sum += value;
    return sum;
  });
  s.variant('reduce', ({ context }) => () => context.list.reduce((sum, value) => sum + value, 0));
});
`;

const taskFiles = {
  'tasks.mjs': 'export const double = (value) => value * 2;\n',
  'numbers.ndjson': '1\n20\n300\n',
} as const;

/** Busy for long enough that the profiler has something to say. */
const hotFile = 'let sum = 0;\nfor (const end = Date.now() + 300; Date.now() < end; ) sum += Math.sqrt(sum + 1);\n';

/** What the programs are tried with, by package folder. `viz` draws what `bench` measured, so its file is handed in. */
export function realCommands(benchReport: string): Readonly<Record<string, readonly RealCommand[]>> {
  return {
    memory: [{ args: ['limits', '--json'], prints: /^\s*\{[^]*\d[^]*\}\s*$/ }],
    cpu: [
      { args: ['doctor', '--json'], prints: /"threads": [1-9]/ },
      { args: ['run', 'tasks.mjs#double', '--in', 'numbers.ndjson', '--ordered'], files: taskFiles, prints: /^2\n40\n600$/m },
      { args: ['kernel', 'Math.max(x * 2, 1)', '--explain'], prints: /wasm/ },
    ],
    io: [
      { args: ['lines', 'numbers.ndjson', '--json'], files: taskFiles, prints: /"lines": 3/ },
      { args: ['walk', '--json', '--include', '*.ndjson'], prints: /"file": 1/ },
      { args: ['pack', 'numbers.ndjson', '--json'], prints: /numbers\.ndjson\.pack/ },
      { args: ['verify', 'numbers.ndjson.pack', '--json'], prints: /"isIntact": true/ },
    ],
    profiler: [
      { args: ['rules', '--json'], prints: /"cpu-bound-fn"/ },
      { args: ['--script', 'hot.mjs', '--json'], files: { 'hot.mjs': hotFile }, prints: /"kind": "nsi.profile"[^]*hot\.mjs/ },
    ],
    bench: [
      {
        args: ['run', 'sum.bench.mjs', '--quick', '--budget', '3s', '--json'],
        files: { 'sum.bench.mjs': suiteFile },
        prints: /"schemaVersion": 1[^]*"reduce"/,
      },
    ],
    viz: [
      { args: ['--benchmark', 'results.json'], files: { 'results.json': benchReport }, prints: /sum .*×/ },
      { args: ['--benchmark', 'results.json', '--chart', 'ratio', '--format', 'svg'], prints: /<svg[^]*<\/svg>/ },
    ],
    optimizer: [
      { args: ['config', 'show', '--json'], prints: /"level"/ },
      { args: ['memory', 'limits', '--json'], prints: /^\s*\{[^]*\d[^]*\}\s*$/ },
      { args: ['cpu', 'doctor', '--json'], prints: /"threads": [1-9]/ },
      { args: ['io', 'walk', '--json'], prints: /"kinds"/ },
      { args: ['profiler', 'rules', '--json'], prints: /"memory-zlib-sync"[^]*"cpu-hot-function"/ },
      { args: ['viz', '--benchmark', 'results.json'], files: { 'results.json': benchReport }, prints: /sum .*×/ },
    ],
  };
}

/** The suite whose report `viz` draws, as a file. */
export const sampleSuite: Readonly<Record<'name' | 'text', string>> = Object.freeze({ name: 'sum.bench.mjs', text: suiteFile });
