import { join } from 'node:path';
import { generateFiles, names, readJson, type Tree } from '@nx/devkit';

export interface OptimizerPluginOptions {
  readonly name: string;
  readonly package?: string;
  readonly directory?: string;
}

/** Writes a complete package: it builds, its tests pass, and one line in a configuration makes it part of `nsi`. */
export default async function optimizerPlugin(
  tree: Tree,
  { name, package: packageName, directory }: OptimizerPluginOptions,
): Promise<void> {
  const { fileName, className, propertyName } = names(name);
  const { version } = readJson<{ version: string }>(tree, 'packages/core/package.json');
  generateFiles(tree, join(import.meta.dirname, 'files'), directory ?? `packages/plugin-${fileName}`, {
    name: fileName,
    Name: className,
    variable: propertyName,
    metric: fileName.replaceAll('-', '_'),
    packageName: packageName ?? `nsi-plugin-${fileName}`,
    coreVersion: version,
    tmpl: '',
  });
}
