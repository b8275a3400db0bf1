import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listLoadedModules } from './loaded-modules.ts';
import { listPackages, workspaceRoot } from './workspace.ts';

const packages = listPackages();
const bins = packages.flatMap(({ folder, manifest }) =>
  Object.entries(manifest.bin ?? {}).map(([name, file]): [string, string] => [name, join('packages', folder, file)]),
);

/** What `@nsi/core` needs to run; nothing else may load before it is asked for. */
const groundOwners = ['@nsi/core', 'valibot'];

test('every package is built', () => {
  const missing = packages.map(({ folder }) => `packages/${folder}/dist/index.js`).filter((file) => !existsSync(join(workspaceRoot, file)));

  expect(missing).toEqual([]);
});

test('importing @nsi/core loads core and its schema validator only', async () => {
  expect(await ownersOf(['packages/core/dist/index.js'])).toEqual(groundOwners);
});

test('importing @nsi/optimizer loads core and the roof only', async () => {
  expect(await ownersOf(['packages/optimizer/dist/index.js'])).toEqual([...groundOwners, '@nsi/optimizer'].toSorted());
});

test.each(packages.filter(({ manifest }) => './plugin' in (manifest.exports ?? {})).map(({ folder }) => folder))(
  'the plugin of %s loads neither its libraries nor its neighbours',
  async (folder) => {
    expect(await ownersOf([`packages/${folder}/dist/plugin.js`])).toEqual([...groundOwners, `@nsi/${folder}`].toSorted());
  },
);

test.each(bins)('%s --help loads the command frame, the parser and itself only', async (_, file) => {
  const folder = file.split('/')[1];
  const owners = await ownersOf([file, '--help']);

  expect(owners.filter((owner) => ![...groundOwners, 'commander', `@nsi/${folder}`].includes(owner))).toEqual([]);
});

/**
 * Deterministic stand-ins for the time budgets, which `budgets.ts` measures: Node compiles what it loads, so kilobytes of JavaScript
 * bound the start-up cost. The validator counts; TypeScript, source maps and Node's own modules do not.
 */
test.each([
  ['@nsi/core', ['packages/core/dist/index.js'], 280, 16],
  ['@nsi/optimizer', ['packages/optimizer/dist/index.js'], 340, 30],
] as const)('importing %s stays within its kilobytes and modules', async (_, args, maxKilobytes, maxModules) => {
  const modules = await listLoadedModules(args);

  expect(kilobytes(modules)).toBeLessThanOrEqual(maxKilobytes);
  expect(modules.length).toBeLessThanOrEqual(maxModules);
});

test.each(bins)('%s --help stays within 420 kB and 40 modules', async (_, file) => {
  const modules = await listLoadedModules([file, '--help']);

  expect(kilobytes(modules)).toBeLessThanOrEqual(420);
  expect(modules.length).toBeLessThanOrEqual(40);
});

async function ownersOf(args: readonly string[]): Promise<readonly string[]> {
  const modules = await listLoadedModules(args);
  return [...new Set(modules.map(({ owner }) => owner))].toSorted();
}

function kilobytes(modules: readonly { readonly bytes: number }[]): number {
  return Math.ceil(modules.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
}
