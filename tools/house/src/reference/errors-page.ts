import { code, notice, page, type Page, table } from './markdown.ts';
import type { Room } from './rooms.ts';

/** Every error code, when it is thrown and what to do. */
export function errorsPage(rooms: readonly Room[]): Page {
  return page('docs/reference/errors.md', [
    '# Errors',
    notice,
    `Every error of this toolkit is an \`NsiError\` with a stable \`code\`, a message that says what was expected and what came, a \`hint\` and, where another
error led to it, its \`cause\`. Recognise one by its code, never by its message or class:`,
    `\`\`\`ts
import { isNsiError } from '@nsi/core';

if (isNsiError(error, 'NSI_CORE_CONFIG')) console.error(error.message, error.hint);
\`\`\``,
    ...rooms
      .filter(({ errors }) => errors.length > 0)
      .flatMap(({ folder, errors }) => [
        `## @nsi/${folder}`,
        table(
          ['Code', 'When', 'What to do'],
          errors.toSorted(([a], [b]) => a.localeCompare(b)).map(([name, { when, hint }]) => [code(name), when, hint]),
        ),
      ]),
  ]);
}
