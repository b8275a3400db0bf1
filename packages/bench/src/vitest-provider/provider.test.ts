import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';
import { createBenchProvider } from './provider.ts';

const short = { warmupMs: 1, timeMs: 5, blockNs: 100_000, minRounds: 30, maxRounds: 1000 };

test('every round runs every function once, in changing order', async () => {
  const order: string[] = [];
  const registration = (name: string): { name: string; fn: () => void } => ({ name, fn: () => void order.push(name) });

  const times = await interleave([registration('a'), registration('b')], {
    ...short,
    warmupMs: 0,
    blockNs: 0,
    timeMs: 0,
    maxRounds: 30,
    seed: 1,
  });

  const rounds = Array.from({ length: 30 }, (_, round) => order.slice(2 + round * 2, 4 + round * 2).join(''));
  expect(times.map(({ callMs }) => callMs.length)).toEqual([30, 30]);
  expect(new Set(rounds)).toEqual(new Set(['ab', 'ba']));
});

test('hooks run around the calls, and asynchronous functions are awaited', async () => {
  const log: string[] = [];
  const hook = (name: string) => () => void (log.at(-1) !== name && log.push(name));
  const fn = async (): Promise<void> => {
    await Promise.resolve();
    hook('call')();
  };

  await interleave(
    [
      {
        name: 'a',
        fn,
        fnOpts: { beforeAll: hook('beforeAll'), beforeEach: hook('before'), afterEach: hook('after'), afterAll: hook('afterAll') },
      },
    ],
    { ...short, minRounds: 1, maxRounds: 1, seed: 1, warmupMs: 0, blockNs: 0 },
  );

  expect(log).toEqual(['beforeAll', 'before', 'call', 'after', 'before', 'call', 'after', 'afterAll']);
});

test('a function that throws ends the benchmark, and the last hooks still run', async () => {
  let isReleased = false;
  const fail = (): never => {
    throw new Error('broken');
  };

  await expect(
    interleave([{ name: 'a', fn: fail, fnOpts: { afterAll: () => (isReleased = true) } }], { ...short, seed: 1 }),
  ).rejects.toThrow('broken');

  expect(isReleased).toBe(true);
});

test('says that one process cannot give a verdict, where something is compared', async () => {
  const notes: string[] = [];
  const group = (names: readonly string[]): Parameters<ReturnType<typeof createBenchProvider>['run']>[0] => ({
    test: { context: { annotate: (message) => notes.push(message) } },
    config: { retainSamples: true },
    registrations: names.map((name) => ({ name, fn: () => name })),
  });

  const [alone] = await createBenchProvider(short).run(group(['a']));
  await createBenchProvider(short).run(group(['a', 'b']));

  expect(notes).toEqual([expect.stringContaining('One process cannot give a verdict')]);
  expect(alone?.latency.samples).toHaveLength(alone?.latency.samplesCount ?? -1);
  expect(alone?.latency.p50).toBeGreaterThan(0);
});

test('a real vitest run takes it as its provider, blocks of both functions alternating', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-bench-vitest-'));
  const project = fileURLToPath(new URL('../../test/fixtures/vitest-project', import.meta.url));
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const variables = {
    ...process.env,
    NSI_PROVIDER: fileURLToPath(new URL('../vitest.ts', import.meta.url)),
    NSI_CALLS: join(folder, 'calls.json'),
    VITEST: '',
  };

  await promisify(execFile)(
    process.execPath,
    [
      '--conditions=@nsi/source',
      vitest,
      'bench',
      '--run',
      '--root',
      project,
      '--reporter=json',
      `--outputFile=${join(folder, 'report.json')}`,
    ],
    { env: variables, cwd: project },
  );

  expect(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))).toMatchObject({ success: true, numPassedTests: 1 });
  expect((JSON.parse(await readFile(join(folder, 'calls.json'), 'utf8')) as string[]).length).toBeGreaterThan(30);
  await rm(folder, { recursive: true });
});
