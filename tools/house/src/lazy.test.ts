import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordLoading } from './loaded-modules.ts';
import { listPackages, workspaceRoot } from './workspace.ts';

const packages = listPackages();
const bins = packages.flatMap(({ folder, manifest }) =>
  Object.entries(manifest.bin ?? {}).map(([name, file]): [string, string] => [name, join('packages', folder, file)]),
);

/** What `@nsi/core` may need to run; nothing else may load before it is asked for. */
const groundOwners = ['@nsi/core', 'valibot'];

test('every package is built', () => {
  const missing = packages.map(({ folder }) => `packages/${folder}/dist/index.js`).filter((file) => !existsSync(join(workspaceRoot, file)));

  expect(missing).toEqual([]);
});

test('importing @nsi/core loads core and its schema validator only', async () => {
  expect(await strangersTo(groundOwners, ['packages/core/dist/index.js'])).toEqual([]);
});

test('importing @nsi/optimizer loads core and the roof only', async () => {
  expect(await strangersTo([...groundOwners, '@nsi/optimizer'], ['packages/optimizer/dist/index.js'])).toEqual([]);
});

test.each(packages.filter(({ manifest }) => './plugin' in (manifest.exports ?? {})).map(({ folder }) => folder))(
  'the plugin of %s loads neither its libraries nor its neighbours',
  async (folder) => {
    expect(await strangersTo([...groundOwners, `@nsi/${folder}`], [`packages/${folder}/dist/plugin.js`])).toEqual([]);
  },
);

test.each(bins)('%s --help loads the command frame, the parser and itself only', async (_, file) => {
  const own = `@nsi/${file.split('/')[1] ?? ''}`;

  expect(await strangersTo([...groundOwners, 'commander', own], [file, '--help'])).toEqual([]);
});

/** Node's own modules that cost more to load than a whole package: nothing may reach them before it is used. */
const heavyBuiltIns: ReadonlySet<string> = new Set(['http', 'https', 'http2', 'tls', 'dgram', 'crypto', 'zlib', 'inspector']);

test.each([
  ['importing @nsi/core', ['packages/core/dist/index.js']],
  ['importing @nsi/optimizer', ['packages/optimizer/dist/index.js']],
  ...bins.map(([name, file]): [string, string[]] => [`${name} --help`, [file, '--help']]),
])('%s loads no network, crypto or compression of Node', async (_, args) => {
  const { builtIns } = await recordLoading(args);

  expect(builtIns.filter((name) => heavyBuiltIns.has(name))).toEqual([]);
});

/**
 * Deterministic stand-ins for the time budgets, which `budgets.ts` measures: Node compiles what it loads, so kilobytes of JavaScript
 * bound the start-up cost. The validator counts; TypeScript, source maps and Node's own modules do not.
 */
test.each([
  ['@nsi/core', ['packages/core/dist/index.js'], 260, 12],
  ['@nsi/optimizer', ['packages/optimizer/dist/index.js'], 300, 20],
] as const)('importing %s stays within its kilobytes and modules', async (_, args, maxKilobytes, maxModules) => {
  const { modules } = await recordLoading(args);

  expect(kilobytes(modules)).toBeLessThanOrEqual(maxKilobytes);
  expect(modules.length).toBeLessThanOrEqual(maxModules);
});

// The roof's help also loads core for the configuration; a room's is the frame and its own table of commands.
test.each(bins.map(([name, file]): [string, string, number] => [name, file, name === 'nsi' ? 420 : 200]))(
  '%s --help stays within its kilobytes and 25 modules',
  async (_, file, maxKilobytes) => {
    const { modules } = await recordLoading([file, '--help']);

    expect(kilobytes(modules)).toBeLessThanOrEqual(maxKilobytes);
    expect(modules.length).toBeLessThanOrEqual(25);
  },
);

/** Packages that a program loads though it does not own them. */
async function strangersTo(owners: readonly string[], args: readonly string[]): Promise<readonly string[]> {
  const { modules } = await recordLoading(args);
  return [...new Set(modules.map(({ owner }) => owner))].filter((owner) => !owners.includes(owner));
}

function kilobytes(modules: readonly { readonly bytes: number }[]): number {
  return Math.ceil(modules.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
}
