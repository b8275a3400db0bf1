import { isPlainObject, type ResolvedConfig } from '@nsi/core';

/** One leaf of the configuration in force. */
export interface ConfigLeaf {
  readonly path: string;
  readonly value: unknown;
  readonly origin: string;
}

/** Every leaf of the configuration, as written and with its origin. */
export function configLeaves(config: ResolvedConfig): readonly ConfigLeaf[] {
  const { level, limits, monitoring, plugins, sections, origins } = config;
  const whole = {
    level,
    limits,
    monitoring,
    plugins,
    ...Object.fromEntries(
      Object.entries(sections).map(([name, section]) => [name, { enabled: section.enabled, level: section.level, ...section.written }]),
    ),
  };
  return leavesOf(whole, '').map(({ path, value }) => ({ path, value, origin: origins.get(path) ?? 'default' }));
}

/** A value in one line. Credentials inside URLs are hidden. */
export function showValue(value: unknown): string {
  if (value === Infinity) return 'no bound';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll(/(\w+:\/\/[^\s/:@]*:)[^\s@]+@/g, '$1…@');
}

function leavesOf(value: unknown, path: string): readonly { readonly path: string; readonly value: unknown }[] {
  if (!isPlainObject(value) || Object.keys(value).length === 0) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
}
