import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CollectorSettings } from '../collector/settings.ts';

/** The file that profiled programs load before their own code. */
export const collectorFile: string = ['../collector/collector.ts', './collector/collector.cjs', '../collector/collector.cjs']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path)) as string;

/**
 * What makes every Node.js process below load the collector. The options it was given stay in force.
 * The names begin with an underscore because `NSI_…` variables are configuration.
 */
export function collectorVariables(settings: CollectorSettings, nodeOptions = ''): Readonly<Record<string, string>> {
  const file = collectorFile.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return {
    NODE_OPTIONS: `${nodeOptions} --require "${file}"`.trim(),
    _NSI_PROFILE: JSON.stringify({ ...settings, file: collectorFile }),
  };
}
