import { levels, limitsSchema, type Plugin, variableName } from '@nsi/core';
import { code, notice, page, type Page, table } from './markdown.ts';
import { optionRows } from './option-rows.ts';
import type { Room } from './rooms.ts';

/** Every option of every section, with its value at each level. */
export function configurationPage(rooms: readonly Room[]): Page {
  return page('docs/reference/configuration.md', [
    '# Configuration',
    notice,
    `Looked up from the working directory upward: \`nsi.config.ts\`, \`.mts\`, \`.js\`, \`.mjs\`, \`.json\`, then \`optimization_config.json\`. Lowest first: level table →
file → its \`environments\` part → [environment variables](./environment.md) → code and flags. \`nsi config explain <path>\` says where a value comes from.`,
    '## The frame',
    table(
      ['Option', 'Takes', 'Meaning'],
      [
        [
          '`level`',
          levels.map((level) => `\`${level}\``).join(' or '),
          'Default of every section: a table of defaults, by how much may be spent on speed.',
        ],
        ['`plugins`', 'list of packages', 'Packages to load plugins from, beside those built in.'],
        ['`monitoring.host`', 'text', 'Address that metrics are served on. Default `127.0.0.1`.'],
        ['`monitoring.port`', 'whole number from 0 to 65535', 'Port that metrics are served on. Default 9464; 0 takes any free one.'],
        ['`environments.<name>`', 'the same shape', 'Laid over the rest when `NSI_ENV`, or else `NODE_ENV`, is `<name>`.'],
        ...optionRows(limitsSchema).map(({ path, takes, meaning }) => [code(`limits.${path}`), takes, meaning]),
      ],
    ),
    'Every section below also has `enabled` (`false` gives the plain, unoptimized twin with the same interface) and a `level` of its own.',
    ...rooms.flatMap(({ plugin }) => (plugin ? section(plugin) : [])),
  ]);
}

function section({ name, summary = '', options, levels: tables }: Plugin): readonly string[] {
  const rows = optionRows(options).map(({ path, takes, meaning }) => [
    code(`${name}.${path}`),
    takes,
    ...levels.map((level) => valueText(valueAt(tables[level], path))),
    meaning,
    code(variableName(`${name}.${path}`)),
  ]);
  const header = ['Option', 'Takes', ...levels, 'Meaning', 'Variable'];
  return [`## ${name}`, summary, rows.length > 0 ? table(header, rows) : 'No options of its own.'];
}

function valueAt(tree: Readonly<Record<string, unknown>>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
      tree,
    );
}

function valueText(value: unknown): string {
  if (value === undefined) return '–';
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}
