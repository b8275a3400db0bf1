import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkPlugin, type Plugin } from '@nsi/core';
import { optimizerError } from '../errors.ts';

/** A plugin and the module it came from. */
export interface LoadedPlugin {
  readonly plugin: Plugin;
  /** URL that another process can import it by. */
  readonly url: string;
  /** What the configuration calls it. */
  readonly source: string;
}

/** Loads the plugin that a package (its entry `./plugin`, else its main one) or a file exports as default or as `plugin`. */
export async function loadPlugin(source: string, folder: string): Promise<LoadedPlugin> {
  const url = locate(source, folder);
  let module: { readonly default?: unknown; readonly plugin?: unknown };
  try {
    module = (await import(url)) as typeof module;
  } catch (cause) {
    throw optimizerError(
      'NSI_OPTIMIZER_PLUGIN_LOAD',
      `expected \`${source}\` to be a module with a plugin, got: ${(cause as Error).message}`,
      { cause },
    );
  }
  const plugin = module.default ?? module.plugin;
  if (plugin === undefined)
    throw optimizerError(
      'NSI_OPTIMIZER_PLUGIN_LOAD',
      `expected \`${source}\` to export a plugin as \`default\` or \`plugin\`, found neither`,
    );
  checkPlugin(plugin);
  return { plugin, url, source };
}

function locate(source: string, folder: string): string {
  if (source.startsWith('.') || source.startsWith('/')) return pathToFileURL(resolve(folder, source)).href;
  const { resolve: resolvePackage } = createRequire(join(folder, 'configuration.js'));
  for (const entry of [`${source}/plugin`, source]) {
    try {
      return pathToFileURL(resolvePackage(entry)).href;
    } catch {
      // The next entry may be there; when none is, the error below says so.
    }
  }
  throw optimizerError('NSI_OPTIMIZER_PLUGIN_LOAD', `expected the package \`${source}\`, found none that can be loaded from ${folder}`, {
    hint: `Run \`npm install ${source}\` beside the configuration file, or remove it from \`plugins\`.`,
  });
}
