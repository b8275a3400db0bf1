import { globSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { storeyOf, type Storey } from '@nsi/tools/storeys';
import { entriesOf, type Entry, type HousePackage, isInWorkspace } from './workspace.ts';

/** What stands in every package. */
const everywhere = Object.freeze([
  'README.md',
  'CHANGELOG.md',
  'package.json',
  'tsconfig.json',
  'tsconfig.lib.json',
  'src/index.ts',
  'src/errors.ts',
]);

/** What a package of each storey has besides. */
const byStorey: Readonly<Record<Storey, readonly string[]>> = Object.freeze({
  ground: ['src/metrics.ts'],
  base: ['src/plugin.ts', 'src/options.ts', 'src/metrics.ts', 'src/suite.ts', 'src/rules.ts', 'src/cli.ts', 'src/commands'],
  system: ['src/plugin.ts', 'src/options.ts', 'src/metrics.ts', 'src/suite.ts', 'src/rules.ts', 'src/cli.ts', 'src/commands'],
  tool: ['src/plugin.ts', 'src/cli.ts', 'src/commands'],
  roof: ['src/cli.ts', 'src/commands'],
});

/** What may stand beside it: what a package ships or builds from, and what tools leave behind. */
const allowed: ReadonlySet<string> = new Set(
  `README.md CHANGELOG.md THIRD-PARTY.md package.json project.json tsconfig.json tsconfig.lib.json tsup.config.ts vitest.config.ts src bench test api
   assembly wasm schema fonts templates dist coverage node_modules`.split(/\s+/),
);

/** Pieces that are missing from a package, and pieces that do not belong, each as a sentence. */
export function checkPieces({ folder, root }: HousePackage): readonly string[] {
  const missing = [...everywhere, ...byStorey[storeyOf(folder)]].filter((piece) => !isInWorkspace(join('packages', folder, piece)));
  const foreign = readdirSync(root).filter((piece) => !allowed.has(piece) && !piece.startsWith('.'));
  return [
    ...missing.map((piece) => `packages/${folder} lacks ${piece}`),
    ...foreign.map((piece) => `packages/${folder}/${piece} has no place in a package`),
  ];
}

/** Values that every published `package.json` has. */
const commonFields: Readonly<Record<string, unknown>> = Object.freeze({
  license: 'SEE LICENSE IN LICENSE',
  author: 'Stephen Bilodeau',
  type: 'module',
  sideEffects: false,
  engines: { node: '>=22.19' },
});

/** What is wrong with a `package.json`, each as a sentence. */
export function checkManifest(housePackage: HousePackage): readonly string[] {
  const { folder, manifest } = housePackage;
  const says = (fault: string): string => `packages/${folder}/package.json: ${fault}`;
  const expect = (holds: boolean, fault: string): readonly string[] => (holds ? [] : [says(fault)]);
  const { dependencies = {}, devDependencies = {}, peerDependencies = {}, optionalDependencies = {} } = manifest;
  const ranges = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  return [
    ...Object.entries(commonFields).flatMap(([field, value]) =>
      expect(JSON.stringify(manifest[field]) === JSON.stringify(value), `\`${field}\` must be ${JSON.stringify(value)}`),
    ),
    ...expect(manifest.name === `@nsi/${folder}`, `\`name\` must be @nsi/${folder}`),
    ...expect(typeof manifest['description'] === 'string' && manifest['description'].endsWith('.'), '`description` must be a sentence'),
    ...expect(!('scripts' in manifest), 'targets are inferred; `scripts` must go'),
    ...expect(manifest.exports?.['./package.json'] === './package.json', '`exports` must offer ./package.json'),
    ...expect(
      ['dist', '!dist/**/*.map'].every((pattern) => manifest.files?.includes(pattern)),
      '`files` must hold dist without maps',
    ),
    ...expect(hasOwnBin(folder, manifest.bin), `\`bin\` must be { "${binName(folder)}": "./dist/cli.js" } and nothing else`),
    ...ranges.flatMap(([name, range]) => {
      const wanted = name.startsWith('@nsi/') ? 'workspace:^' : 'catalog:';
      return expect(range === wanted, `\`${name}\` must be \`${wanted}\``);
    }),
    ...Object.keys(peerDependencies).flatMap((name) =>
      expect(isOptionalPeer(name, manifest['peerDependenciesMeta']), `peer \`${name}\` must be optional in \`peerDependenciesMeta\``),
    ),
    ...entriesOf(housePackage).flatMap((entry) => entryFaults(folder, entry).map(says)),
  ];
}

function entryFaults(folder: string, { path, source, types, built }: Entry): readonly string[] {
  const stem = source.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '');
  const isBuiltInPlace = types === `${stem}.d.ts` && built === `${stem}.js`;
  return [
    isBuiltInPlace ? '' : `\`exports["${path}"]\` must point to ${stem}.d.ts and ${stem}.js`,
    isInWorkspace(join('packages', folder, source)) ? '' : `\`exports["${path}"]\` names ${source}, which is not there`,
  ].filter((fault) => fault !== '');
}

function hasOwnBin(folder: string, bin: HousePackage['manifest']['bin']): boolean {
  if (storeyOf(folder) === 'ground') return bin === undefined;
  return JSON.stringify(bin) === JSON.stringify({ [binName(folder)]: './dist/cli.js' });
}

function binName(folder: string): string {
  return folder === 'optimizer' ? 'nsi' : `nsi-${folder}`;
}

function isOptionalPeer(name: string, meta: unknown): boolean {
  return (meta as Readonly<Record<string, { readonly optional?: boolean }>> | undefined)?.[name]?.optional === true;
}

/** Names of source files that hide what is inside, or are not kebab-case. */
export function checkFileNames({ folder, root }: HousePackage): readonly string[] {
  return globSync('{src,bench,test}/**/*.ts', { cwd: root })
    .map((file) => `packages/${folder}/${file.replaceAll('\\', '/')}`)
    .flatMap((path) => {
      const name = path.slice(path.lastIndexOf('/') + 1).replace(/(?:\.(?:test|test-d|bench|worker|fork|d))?\.ts$/, '');
      if (/^(?:utils?|helpers?|common|types|misc|shared)$/.test(name)) return [`${path}: a drawer; name the file after the noun inside`];
      return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) ? [] : [`${path}: not in kebab-case`];
    });
}
