import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, test } from 'vitest';
import { runIn, writeTree } from '../written-tree.ts';
import { addToCommands } from './add-to-commands.ts';
import command from './generator.ts';

const base = join(import.meta.dirname, '../../../../../tsconfig.base.json');
const empty = `import { defineCommand, type Command } from '@nsi/core/cli';

const commands: readonly Command[] = Object.freeze([
]);
export default commands;
`;

test('the command type-checks, its tests pass, and the package offers it', async () => {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('packages/memory/src/commands/index.ts', empty);
  await command(tree, { name: 'weigh', package: 'memory', summary: "say a file's size" });
  const folder = writeTree(tree);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: base, compilerOptions: { noEmit: true, typeRoots: ['node_modules/@types'] }, include: ['packages'] }),
  );

  expect(runIn(folder, 'tsc', '-p', 'tsconfig.json')).toEqual({ code: 0, output: '' });

  const { code, output } = runIn(folder, 'vitest', 'run');
  expect(output).toMatch(/Tests +2 passed/);
  expect(code).toBe(0);
  const offered = runIn(
    join(folder, 'packages/memory/src/commands'),
    'node',
    '--input-type=module',
    '--eval',
    "const { default: list } = await import('./index.ts'); console.log(list[0].name, list[0].summary)",
  );
  expect(offered.output).toBe("weigh say a file's size\n");
});

test('refuses a name that is taken', () => {
  const once = addToCommands(empty, { name: 'weigh', summary: 'x', bin: 'nsi-memory' });

  expect(() => addToCommands(once, { name: 'weigh', summary: 'x', bin: 'nsi-memory' })).toThrow('got `weigh`');
});
