import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { watchEnvironment } from './watch-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-core-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('says which machine, which Node.js and which flags', async () => {
  const watch = await watchEnvironment(folder);

  const captured = watch.finish({ node: 'v22.0.0', flags: ['--expose-gc'] });

  expect(captured).toMatchObject({
    node: 'v22.0.0',
    v8: process.versions.v8,
    arch: process.arch,
    cpuModel: cpus()[0]?.model.trim(),
    flags: ['--expose-gc'],
  });
  expect(captured.loadAverage).toHaveLength(3);
  expect(watch.finish()).toMatchObject({ node: process.version, flags: [] });
});

test('shares lie between none and all', async () => {
  const { stealRatio = 0, throttledRatio = 0 } = (await watchEnvironment(folder)).finish();

  for (const ratio of [stealRatio, throttledRatio]) {
    expect(ratio).toBeGreaterThanOrEqual(0);
    expect(ratio).toBeLessThanOrEqual(1);
  }
});

test('names the commit of a repository, and whether tracked files differ from it; elsewhere it says nothing', async () => {
  const repository = mkdtempSync(join(folder, 'repository-'));
  const git = (...words: readonly string[]): string => execFileSync('git', words, { cwd: repository, encoding: 'utf8' }).trim();
  git('init', '--quiet');
  writeFileSync(join(repository, 'a'), 'a');
  git('add', 'a');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '--message=one');

  const clean = (await watchEnvironment(repository)).finish();
  writeFileSync(join(repository, 'a'), 'b');
  const dirty = (await watchEnvironment(repository)).finish();

  expect(clean).toMatchObject({ gitCommit: git('rev-parse', 'HEAD'), gitDirty: false });
  expect(dirty).toMatchObject({ gitCommit: clean.gitCommit, gitDirty: true });
  expect((await watchEnvironment('/')).finish()).not.toHaveProperty('gitCommit');
});
