import { describe } from '../options/check.ts';
import { levels } from '../config/level.ts';
import { coreError } from '../errors.ts';
import { reservedNames } from '../config/sections.ts';
import type { Handle, Plugin } from './plugin.ts';

const namePattern = /^[a-z][a-z0-9-]{0,39}$/;

/** A frozen plugin. Throws `NSI_CORE_PLUGIN_INVALID` when it breaks the contract, `NSI_CORE_PLUGIN_VERSION` when it was made for another one. */
export function definePlugin<Options, H extends Handle>(plugin: Plugin<Options, H>): Plugin<Options, H> {
  checkPlugin(plugin);
  return Object.freeze(plugin);
}

/** Checks what a plugin module exported, which may be anything. */
export function checkPlugin(plugin: unknown): asserts plugin is Plugin {
  if (typeof plugin !== 'object' || plugin === null) throw invalid('a plugin made by `definePlugin`', describe(plugin));
  const candidate = plugin as Partial<Plugin>;
  if (candidate.apiVersion !== 1) {
    throw coreError(
      'NSI_CORE_PLUGIN_VERSION',
      `expected plugin \`${describe(candidate.name)}\` to have \`apiVersion\` 1, got ${describe(candidate.apiVersion)}`,
    );
  }
  if (typeof candidate.name !== 'string' || !namePattern.test(candidate.name)) {
    throw invalid('`name` to be lower-case letters, digits and hyphens, at most 40', describe(candidate.name));
  }
  if (reservedNames.includes(candidate.name)) throw invalid(`\`name\` to be none of ${reservedNames.join(', ')}`, describe(candidate.name));
  if (typeof candidate.options?.['~standard']?.validate !== 'function')
    throw invalid(`\`options\` of \`${candidate.name}\` to be a Standard Schema`, describe(candidate.options));
  for (const level of levels) {
    if (typeof candidate.levels?.[level] !== 'object')
      throw invalid(`\`levels.${level}\` of \`${candidate.name}\` to be an object`, describe(candidate.levels?.[level]));
  }
  if (typeof candidate.setup !== 'function')
    throw invalid(`\`setup\` of \`${candidate.name}\` to be a function`, describe(candidate.setup));
  const prefix = metricPrefix(candidate.name);
  for (const { name } of Object.values(candidate.metrics ?? {})) {
    if (!name.startsWith(prefix)) throw invalid(`metrics of \`${candidate.name}\` to start with \`${prefix}\``, describe(name));
  }
}

/** What the metric names of plugin `name` start with. */
export function metricPrefix(name: string): string {
  return `nsi_${name.replaceAll('-', '_')}_`;
}

function invalid(expected: string, actual: string): Error {
  return coreError('NSI_CORE_PLUGIN_INVALID', `expected ${expected}, got ${actual}`);
}
