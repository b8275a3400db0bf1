import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin, Rule } from '@nsi/core';
import type { ProfileEvidence } from '@nsi/core/report';
import { profilerError } from '../errors.ts';

/** Rules of plugins, by package name as seen from `cwd` or by the file URL of an entry. Rejects with `NSI_PROFILER_RULE` when one is missing. */
export async function loadPluginRules(packages: readonly string[], cwd: string): Promise<readonly Rule<ProfileEvidence>[]> {
  const lists = await Promise.all(
    packages.map(async (name) => {
      const { default: plugin } = (await import(pathToFileURL(entryOf(name, cwd)).href)) as { readonly default: Plugin };
      return (await plugin.rules?.())?.default ?? [];
    }),
  );
  return lists.flat();
}

function entryOf(name: string, cwd: string): string {
  if (name.startsWith('file:')) return fileURLToPath(name);
  try {
    return createRequire(join(cwd, 'package.json')).resolve(`${name}/plugin`);
  } catch (cause) {
    throw profilerError('NSI_PROFILER_RULE', `expected ${name} to resolve to a plugin from ${cwd}, got none`, {
      cause,
      hint: `Run \`npm install ${name}\`; its \`${name}/plugin\` must be a plugin.`,
    });
  }
}
