import { fileURLToPath } from 'node:url';
import { isNsiError } from '@nsi/core';
import { expect, test } from 'vitest';
import { profile } from '../profile.ts';
import { catalogue } from '../rules/catalogue.ts';
import type { ProfileTarget } from '../run/target.ts';
import { whatIfOf, whatIfs } from './experiments.ts';
import { runExperiment } from './run-experiment.ts';

const script = fileURLToPath(new URL('../../test/programs/fixed-work.mjs', import.meta.url));
const work = (kind: string): ProfileTarget => ({ script, args: [kind] });

test('a cache of files helps a program that reads one file again and again', { timeout: 120_000 }, async () => {
  const experiment = await runExperiment(work('reads'), 'memoise-read-file');

  expect(experiment.verdict).toBe('confirmed');
  expect(experiment.interval[0]).toBeGreaterThan(1.05);
  expect(experiment.beforeNs.length).toBeGreaterThanOrEqual(5);
  expect(experiment.afterNs).toHaveLength(experiment.beforeNs.length);
});

test('advice that has nothing to do with the program is not confirmed', { timeout: 120_000 }, async () => {
  const experiment = await runExperiment(work('reads'), whatIfOf('no-stack-traces')!, { maxPairs: 5 });

  expect(experiment.verdict).not.toBe('confirmed');
});

test('advice that makes the program slower is refuted: long content is hashed in pieces for a reason', { timeout: 120_000 }, async () => {
  const experiment = await runExperiment(work('pieces'), whatIfOf('one-shot-hash')!);

  expect(experiment.verdict).toBe('refuted');
  expect(experiment.ratio).toBeLessThan(1);
});

test.each([
  ['lookups', 'memoise-lookup'],
  ['logs', 'buffered-stdout'],
])('a program that spends its time on %s is helped by %s, and one that does not is not', { timeout: 240_000 }, async (kind, id) => {
  expect(await runExperiment(work(kind), whatIfOf(id)!)).toMatchObject({ verdict: 'confirmed', summary: whatIfOf(id)!.summary });
  expect((await runExperiment(work('expressions'), whatIfOf(id)!, { maxPairs: 5 })).verdict).not.toBe('confirmed');
});

test('what is printed to a file is compared as well', { timeout: 60_000 }, async () => {
  const experiment = await runExperiment(work('lines'), whatIfOf('stdout-to-file')!, { minPairs: 2, maxPairs: 2 });

  expect(experiment.summary).toBe(whatIfOf('stdout-to-file')!.summary);
});

test('every experiment that a rule names is there', () => {
  const named = catalogue.flatMap(({ experiment }) => (experiment === undefined ? [] : [experiment]));

  expect(named).toContain('memoise-read-file');
  expect(named.filter((id) => !whatIfOf(id))).toEqual([]);
});

test('a change that makes the program say something else is never confirmed', { timeout: 120_000 }, async () => {
  const experiment = await runExperiment(work('lies'), whatIfOf('memoise-read-file')!, { maxPairs: 5 });

  expect(experiment.verdict).toBe('inconclusive');
  expect(experiment.summary).toContain('output or exit code changed too');
});

test.each(whatIfs.map(({ id }) => id))('%s leaves the output of a program as it is', { timeout: 60_000 }, async (id) => {
  const experiment = await runExperiment(work('hashes'), whatIfOf(id)!, { minPairs: 1, maxPairs: 1 });

  expect(experiment.summary).toBe(whatIfOf(id)!.summary);
});

test('a program that does not end gets no experiment', { timeout: 60_000 }, async () => {
  const endless = { script: fileURLToPath(new URL('../../test/programs/endless.mjs', import.meta.url)) };

  const error: unknown = await runExperiment(endless, whatIfOf('keep-alive')!, { maxRunMs: 500 }).catch((reason: unknown) => reason);

  expect(isNsiError(error, 'NSI_PROFILER_EXPERIMENT')).toBe(true);
});

test('a finding is tried when it is asked for', { timeout: 120_000 }, async () => {
  const told: string[] = [];
  const { findings } = await profile(
    { script, args: ['expressions'] },
    { stdio: 'ignore', memory: false, experiments: true, onProgress: ({ text, done, total }) => told.push(`${done}/${total} ${text}`) },
  );
  const found = findings.find(({ id }) => id === 'regex-backtrack');

  expect(found?.experiment).toMatchObject({ id: 'linear-regular-expressions', verdict: 'confirmed', of: 'cpu' });
  expect(told[0]).toMatch(/^0\/\d trying linear-regular-expressions/);
});

test('aborting ends an experiment with its reason', { timeout: 60_000 }, async () => {
  const endless = { script: fileURLToPath(new URL('../../test/programs/endless.mjs', import.meta.url)) };
  const reason = new Error('enough');

  await expect(runExperiment(endless, whatIfOf('keep-alive')!, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);

  const ending = new AbortController();
  const running = runExperiment(endless, whatIfOf('keep-alive')!, { signal: ending.signal });
  setImmediate(() => ending.abort(reason));
  await expect(running).rejects.toBe(reason);
});

test('a program that cannot be started is a coded error', async () => {
  const absent = { command: 'no-such-program-here' };

  const error: unknown = await runExperiment(absent, whatIfOf('keep-alive')!).catch((reason: unknown) => reason);

  expect(isNsiError(error, 'NSI_PROFILER_TARGET')).toBe(true);
});

test.each([
  [{ command: 'node' }, 'memoize-read-file', {}, 'NSI_PROFILER_EXPERIMENT', 'the nearest is `memoise-read-file`'],
  [{ module: './a.js' }, 'keep-alive', {}, 'NSI_PROFILER_EXPERIMENT', 'expected so many calls of `./a.js`'],
  [{ script: 'absent.js' }, 'keep-alive', {}, 'NSI_PROFILER_TARGET', 'which does not exist'],
  [{}, 'keep-alive', {}, 'NSI_PROFILER_TARGET', 'expected one of'],
  [{ script: 'absent.js' }, 'keep-alive', { minPairs: 0 }, 'NSI_PROFILER_OPTION', 'minPairs'],
  [{ script: 'absent.js' }, 'keep-alive', { minPairs: 5, maxPairs: 4 }, 'NSI_PROFILER_OPTION', '5 and 4'],
] as const)('%j with %s and %j is a coded error', async (target, change, options, code, message) => {
  const error: unknown = await runExperiment(target, change, options).catch((reason: unknown) => reason);

  expect(isNsiError(error, code)).toBe(true);
  expect((error as Error).message).toContain(message);
});

test('findings of a module that is called for a time are not tried, and the report says why', { timeout: 60_000 }, async () => {
  const module = fileURLToPath(new URL('../../test/programs/module-of-expressions.mjs', import.meta.url));

  const { summary, findings } = await profile({ module }, { stdio: 'ignore', memory: false, experiments: true });

  expect(findings.map(({ id }) => id)).toContain('regex-backtrack');
  expect(summary.warnings?.join('\n')).toContain('linear-regular-expressions was not tried: expected so many calls');
});
