import { frameTargets, sectionTargets } from '@nsi/core';
import { fixedVariables } from './fixed-variables.ts';
import { code, notice, page, type Page, table } from './markdown.ts';
import type { Room } from './rooms.ts';

/** Every environment variable that is read, and what it sets. */
export function environmentPage(rooms: readonly Room[]): Page {
  return page('docs/reference/environment.md', [
    '# Environment variables',
    notice,
    `A variable stands above the configuration file and below code and flags. Its name is the path of the option: \`memory.pool.maxBytes\` is
\`NSI_MEMORY_POOL_MAX_BYTES\`. A variable of a known section that names no option is an error, with the nearest right name.`,
    '## Of the toolkit itself',
    table(
      ['Variable', 'Effect'],
      Object.entries(fixedVariables).map(([name, effect]) => [code(name), effect]),
    ),
    '## Of the frame',
    table(
      ['Variable', 'Sets'],
      frameTargets.map(({ variable, path }) => [code(variable), code(path)]),
    ),
    ...rooms.flatMap(({ plugin }) =>
      plugin
        ? [
            `## Of ${plugin.name}`,
            table(
              ['Variable', 'Sets'],
              sectionTargets(plugin).map(({ variable, path }) => [code(variable), code(path)]),
            ),
          ]
        : [],
    ),
  ]);
}
