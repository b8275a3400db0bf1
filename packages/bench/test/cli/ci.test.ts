import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseBenchReport } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { parseXml } from '../../src/format/xml.ts';
import { runBench } from './run-bench.ts';

const code = (passes: number): string =>
  `export function work() { let sum = 0; for (let pass = 0; pass < ${passes}; pass++) { sum = 0; for (let i = 0; i < 300; i++) sum += i; } return sum; }\n`;
const bench = `import { work } from './code.mjs';\nexport default { name: 'work', category: 'cpu', variants: [{ name: 'one', isBaseline: true, create: () => work }] };\n`;

test('a confirmed regression ends with 3 after everything that CI shows is written', async () => {
  const repository = await realpath(await mkdtemp(join(tmpdir(), 'nsi-bench-ci-')));
  const git = (...words: string[]): Promise<unknown> =>
    promisify(execFile)('git', ['-c', 'user.email=a@example.org', '-c', 'user.name=A', ...words], { cwd: repository });
  await git('init', '-q');
  await writeFile(join(repository, 'code.mjs'), code(1));
  await writeFile(join(repository, 'work.bench.mjs'), bench);
  await git('add', '.');
  await git('commit', '-q', '-m', 'one');
  await writeFile(join(repository, 'code.mjs'), code(4));
  await git('commit', '-q', '-a', '-m', 'two');
  const summary = join(repository, 'summary.md');

  const end = await runBench(['ci'], {
    cwd: repository,
    variables: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
  });

  expect(end.code).toBe(3);
  expect(end.stdout).toMatch(/^::error title=Benchmark%3A regression::work\/one: one takes .* slower against one \(\w+\) \(ratio /m);
  expect((await readdir(join(repository, 'nsi-bench'))).toSorted()).toEqual([
    'code-quality.json',
    'comment.md',
    'junit.xml',
    'metrics.txt',
    'results.json',
  ]);
  const read = (name: string): Promise<string> => readFile(join(repository, 'nsi-bench', name), 'utf8');
  expect(parseBenchReport(await read('results.json')).cases[0]?.comparisons[0]?.verdict).toBe('regression');
  expect(parseXml(await read('junit.xml'))?.children[0]?.attributes.get('failures')).toBe('1');
  expect(JSON.parse(await read('code-quality.json'))).toMatchObject([{ severity: 'major' }]);
  expect(await read('metrics.txt')).toContain('nsi_bench_time_ratio{case="work/one",variant="one"}');
  expect(await read('comment.md')).toContain('🔴');
  expect(await readFile(summary, 'utf8')).toContain('🔴');
  await rm(repository, { recursive: true });
}, 300_000);
