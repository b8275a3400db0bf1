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

/** What the programs are tried with, by package folder. `viz` draws what `bench` measured, so its file is handed in. */
export function realCommands(benchReport: string): Readonly<Record<string, readonly RealCommand[]>> {
  return {
    memory: [{ args: ['limits', '--json'], prints: /^\s*\{[^]*\d[^]*\}\s*$/ }],
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
      { args: ['viz', '--benchmark', 'results.json'], files: { 'results.json': benchReport }, prints: /sum .*×/ },
    ],
  };
}

/** The suite whose report `viz` draws, as a file. */
export const sampleSuite: Readonly<Record<'name' | 'text', string>> = Object.freeze({ name: 'sum.bench.mjs', text: suiteFile });
