import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { lazyNeighbours, storeyOf, storeys } from '@nsi/tools/storeys';
import { type ImportFact, readSourceFacts } from './source-facts.ts';
import type { Manifest, TextFile } from './workspace.ts';

/** The manifests of the whole house, by folder. */
export interface House {
  readonly manifests: Readonly<Record<string, Manifest>>;
}

/**
 * What is wrong with the imports of one file, each as `path:line: sentence`; empty when it keeps the rules of the floors.
 * `file.path` is `packages/<folder>/…`; tests and benches may also use what `devDependencies` brings.
 */
export function checkFloors(file: TextFile, house: House): readonly string[] {
  const folder = file.path.split('/')[1] ?? '';
  return readSourceFacts(file.path, file.text).imports.flatMap((fact) =>
    findFaults(fact, { file, folder, house }).map((fault) => `${file.path}:${fact.line}: ${fault}`),
  );
}

interface Place {
  readonly folder: string;
  readonly file: TextFile;
  readonly house: House;
}

function findFaults(fact: ImportFact, place: Place): readonly string[] {
  const { specifier } = fact;
  if (specifier.startsWith('.')) return relativeFaults(specifier, place);
  if (specifier.startsWith('#') || specifier.startsWith('/') || specifier.includes('://'))
    return [`\`${specifier}\` is neither relative nor a package`];
  if (isBuiltin(specifier)) return specifier.startsWith('node:') ? [] : [`write \`node:${specifier}\``];
  if (specifier.startsWith('@nsi/')) return houseFaults(fact, place);
  return declarationFaults(specifier, place);
}

function relativeFaults(specifier: string, { file, folder }: Place): readonly string[] {
  const target = posix.join(posix.dirname(file.path), specifier);
  const home = isShipped(file.path) ? `packages/${folder}/src/` : `packages/${folder}/`;
  return [
    ...(/\.(?:ts|json)$/.test(specifier) ? [] : [`\`${specifier}\` must end in .ts`]),
    ...(target.startsWith(home) ? [] : [`\`${specifier}\` leaves ${home}`]),
  ];
}

function houseFaults({ specifier, kind }: ImportFact, place: Place): readonly string[] {
  const { file, folder, house } = place;
  const [, target = '', ...rest] = specifier.split('/');
  const manifest = house.manifests[target];
  // What is not in the house is in the cellar: tests may fetch it from there.
  if (!manifest) return isShipped(file.path) ? [`there is no package \`@nsi/${target}\``] : declarationFaults(specifier, place);

  const subpath = rest.length === 0 ? '.' : `./${rest.join('/')}`;
  const faults = [
    ...(isExported(subpath, manifest) ? [] : [`\`${specifier}\` is not in the exports of @nsi/${target}`]),
    ...declarationFaults(specifier, place),
  ];
  if (target === folder)
    return isShipped(file.path) ? [...faults, `import your own files by a relative path, not \`${specifier}\``] : faults;

  const isBelow = storeys.indexOf(storeyOf(target)) < storeys.indexOf(storeyOf(folder));
  if (isBelow || (isHostedTest(file.path) && storeyOf(target) === 'tool')) return faults;
  const mayReachOver = lazyNeighbours[folder]?.includes(target) ?? false;
  if (mayReachOver)
    return kind === 'static' && isShipped(file.path) ? [...faults, `import @nsi/${target} lazily: \`import('${specifier}')\``] : faults;
  return [
    ...faults,
    `@nsi/${folder} (${storeyOf(folder)}) may not import @nsi/${target} (${storeyOf(target)}): imports point to a lower storey`,
  ];
}

function isExported(subpath: string, { exports = {} }: Manifest): boolean {
  return Object.keys(exports).some((path) => {
    const [before = '', after] = path.split('*');
    return after === undefined ? path === subpath : subpath.startsWith(before) && subpath.endsWith(after);
  });
}

function declarationFaults(specifier: string, { file, folder, house }: Place): readonly string[] {
  const name = packageNameOf(specifier);
  const { dependencies, peerDependencies, optionalDependencies, devDependencies } = house.manifests[folder] ?? {};
  const reachable = { ...dependencies, ...peerDependencies, ...optionalDependencies, ...(isShipped(file.path) ? {} : devDependencies) };
  if (name in reachable || name === house.manifests[folder]?.name) return [];
  const isProvided = isShipped(file.path) ? bundled[folder]?.includes(name) : workspaceWide.has(name);
  return isProvided ? [] : [`\`${name}\` is not among the dependencies of @nsi/${folder}`];
}

/** Development dependencies that are built into a package on purpose; any other would be carried along unseen. */
const bundled: Readonly<Record<string, readonly string[]>> = Object.freeze({
  // One chunk that only a picture loads, in a third of the time of the libraries' own files.
  viz: ['vega', 'vega-lite'],
});

/** Brought by the root for every test and bench. */
const workspaceWide: ReadonlySet<string> = new Set(['vitest', 'fast-check', 'typescript', 'esbuild']);

/**
 * Third-party libraries that more than one shipped file of a package loads, each as a sentence. A library enters by one door, so that
 * replacing it touches one file and its cost is paid in one place.
 */
export function checkDoors(files: readonly TextFile[]): readonly string[] {
  const doors = new Map<string, Set<string>>();
  for (const { path, text } of files.filter((file) => isShipped(file.path))) {
    for (const { specifier, kind } of readSourceFacts(path, text).imports) {
      if (kind === 'type' || /^[.#/]|^@nsi\//.test(specifier) || isBuiltin(specifier) || specifier in vocabularies) continue;
      const key = `${path.split('/')[1]} ${packageNameOf(specifier)}`;
      doors.set(key, (doors.get(key) ?? new Set()).add(path));
    }
  }
  return [...doors].flatMap(([key, paths]) => {
    const [folder, library] = key.split(' ');
    return paths.size > 1 ? [`@nsi/${folder} loads ${library} in ${paths.size} files, expected one: ${[...paths].join(', ')}`] : [];
  });
}

/** Libraries that are written like syntax rather than called, and why each may be. */
const vocabularies: Readonly<Record<string, string>> = Object.freeze({
  valibot: 'schemas are data made of its names; behind one door every schema would need a second name for each',
});

/** Whether a path is source that users receive. */
export function isShipped(path: string): boolean {
  return /^packages\/[^/]+\/src\//.test(path) && !/\.(?:test|test-d|bench)\.ts$/.test(path);
}

/** Tests and benches of any package may measure with @nsi/bench and draw with @nsi/viz: they are not shipped. */
function isHostedTest(path: string): boolean {
  return /^packages\/[^/]+\/(?:bench|test)\//.test(path);
}

function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
