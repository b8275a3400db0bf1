import { readFile } from 'node:fs/promises';
import { defineCommand, runCli } from '../../src/cli/index.ts';
import { NsiError } from '../../src/index.ts';

const sum = defineCommand({
  name: 'sum',
  summary: 'add numbers',
  arguments: [{ name: 'numbers', summary: 'what to add', isVariadic: true }],
  options: [
    { flags: '--scale <factor>', summary: 'multiply the sum', type: 'number', default: 1 },
    { flags: '--mode <mode>', summary: 'how', choices: ['exact', 'fast'] },
    { flags: '--only <globs>', summary: 'which', type: 'list' },
  ],
  examples: [{ command: 'demo sum 1 2', summary: 'print 3' }],
  load: async () => ({
    run: async ({ arguments: { numbers }, options }) => {
      const total = (numbers as readonly string[]).reduce((left, right) => left + Number(right), 0) * (options['scale'] as number);
      return { data: { total, only: options['only'] }, text: `total ${total}` };
    },
  }),
});

const wait = defineCommand({
  name: 'wait',
  summary: 'wait until interrupted',
  examples: [{ command: 'demo wait', summary: 'waits' }],
  load: async () => ({
    run: async ({ signal, note }) => {
      note('waiting');
      const keepAlive = setInterval(() => {}, 1000);
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      clearInterval(keepAlive);
      return { data: { saved: true }, text: 'saved what was done' };
    },
  }),
});

const gate = defineCommand({
  name: 'gate',
  summary: 'find a regression',
  examples: [{ command: 'demo gate', summary: 'exits with 3' }],
  load: async () => ({ run: async () => ({ data: { regressions: 1 }, text: 'one regression', exitCode: 3 }) }),
});

const watch = defineCommand({
  name: 'watch',
  summary: 'run a program',
  options: [{ flags: '--fast', summary: 'quickly' }],
  examples: [{ command: 'demo watch -- node app.js --port 1', summary: 'passes --port on' }],
  takesProgram: true,
  load: async () => ({
    run: async ({ program, options, readInput }) => ({
      data: { program, fast: options['fast'] === true, input: (await readInput(100)).toString() },
    }),
  }),
});

const lines = defineCommand({
  name: 'lines',
  summary: 'print the lines of a file',
  arguments: [{ name: 'file', summary: 'what to read' }],
  options: [{ flags: '--times <number>', summary: 'how often', type: 'number', default: 1 }],
  examples: [{ command: 'demo lines a.txt', summary: 'prints a.txt' }],
  load: async () => ({
    run: async ({ arguments: { file }, options: { times } }) => {
      if ((times as number) < 1) throw new NsiError('NSI_DEMO_OPTION', `expected \`--times\` to be at least 1, got ${String(times)}`);
      return { data: {}, text: (await readFile(file as string, 'utf8')).repeat(times as number) };
    },
  }),
});

await runCli({
  commander: async () => (await import('commander')).Command,
  name: 'demo',
  version: '1.2.3',
  summary: 'A program for tests.',
  commands: [sum, wait, gate, watch, lines],
  groups: [{ name: 'group', summary: 'commands that load late', load: async () => [{ ...sum, isDefault: true }] }],
});
