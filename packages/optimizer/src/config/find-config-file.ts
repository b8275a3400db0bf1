import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** File names that are looked for in each folder, in this order. */
export const configFileNames: readonly string[] = Object.freeze([
  'nsi.config.ts',
  'nsi.config.mts',
  'nsi.config.js',
  'nsi.config.mjs',
  'nsi.config.json',
  'optimization_config.json',
]);

/** The configuration file in force for `folder`: its own, else the nearest one above it; `undefined` when there is none. */
export async function findConfigFile(folder: string): Promise<string | undefined> {
  const candidates = configFileNames.map((name) => join(folder, name));
  const found = await Promise.all(candidates.map(exists));
  const index = found.indexOf(true);
  if (index >= 0) return candidates[index];
  const above = dirname(folder);
  return above === folder ? undefined : findConfigFile(above);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
