/** The storeys of the house, from the ground up. An import points to a lower one. */
export const storeys = ['ground', 'base', 'system', 'tool', 'roof'] as const;
export type Storey = (typeof storeys)[number];

const placed: Readonly<Record<string, Storey>> = Object.freeze({
  core: 'ground',
  memory: 'base',
  cpu: 'base',
  bench: 'tool',
  profiler: 'tool',
  viz: 'tool',
  optimizer: 'roof',
});

/** Where the package in `packages/<folder>` stands. Whoever is not placed by name (`io`, `db`, a plugin) reaches outside the process: a system. */
export function storeyOf(folder: string): Storey {
  return placed[folder] ?? 'system';
}

/** The arrows inside a storey, taken lazily: `--plot` and `--report` draw with viz only when asked to. */
export const lazyNeighbours: Readonly<Record<string, readonly string[]>> = Object.freeze({ bench: ['viz'], profiler: ['viz'] });
