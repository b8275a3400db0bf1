import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isInWorkspace, readFiles, workspaceRoot } from '../workspace.ts';
import { fixedVariables } from './fixed-variables.ts';
import { table } from './markdown.ts';
import { optionRows } from './option-rows.ts';
import { referencePages } from './pages.ts';
import { readRooms } from './rooms.ts';

const pages = await referencePages();
const rooms = await readRooms();

test.each(pages.map(({ path, text }): [string, string] => [path, text]))(
  '%s says what the sources say: `pnpm reference` writes it',
  (path, text) => {
    expect(isInWorkspace(path) ? readFileSync(join(workspaceRoot, path), 'utf8') : '').toBe(text);
  },
);

test('a package keeps to its own prefix: error codes, metrics', () => {
  const foreign = rooms.flatMap(({ folder, errors, metrics }) => [
    ...errors.filter(([code]) => !code.startsWith(`NSI_${folder.toUpperCase()}_`)).map(([code]) => code),
    ...metrics.filter(({ name }) => !name.startsWith(`nsi_${folder}_`)).map(({ name }) => name),
  ]);

  expect(foreign).toEqual([]);
});

test('counters, and only they, end in _total; a unit is a base unit', () => {
  const metrics = rooms.flatMap((room) => room.metrics);

  expect(metrics.filter(({ name, kind }) => name.endsWith('_total') !== (kind === 'counter')).map(({ name }) => name)).toEqual([]);
  expect(
    metrics.filter(({ name }) => /_(?:ms|milliseconds|microseconds|ns|kb|mb|kib|mib|percent)(?:_|$)/.test(name)).map(({ name }) => name),
  ).toEqual([]);
});

test('every error code that a source file names stands in the table of its package', () => {
  const codes = new Set(rooms.flatMap(({ errors }) => errors.map(([code]) => code)));
  const packages = new Set(rooms.map(({ folder }) => folder.toUpperCase()));
  const variables = new Set(
    pages.flatMap(({ path, text }) =>
      path.endsWith('environment.md') ? [...text.matchAll(/`(NSI_[A-Z0-9_]+)`/g)].map(([, name]) => name!) : [],
    ),
  );
  const unknown = readFiles('packages/*/src/**/*.ts')
    .filter(({ path }) => !path.endsWith('.test.ts') && !path.includes('/testing/'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/['"`](NSI_([A-Z0-9]+)_[A-Z0-9_]+[A-Z0-9])['"`]/g)].map(([, name, room]) => ({ path, name: name!, room: room! })),
    )
    .filter(({ name, room }) => packages.has(room) && !codes.has(name) && !variables.has(name))
    .map(({ path, name }) => `${path}: ${name}`);

  expect(unknown).toEqual([]);
});

test('every environment variable that a source file reads is documented', () => {
  const text = pages.find(({ path }) => path.endsWith('environment.md'))?.text ?? '';
  const read = readFiles('packages/*/src/**/*.ts')
    .filter(({ path }) => !path.endsWith('.test.ts'))
    .flatMap(({ path, text: source }) =>
      [...source.matchAll(/(?:\benv|\bvariables)(?:\.|\[')((?:NSI_|NODE_ENV|NO_COLOR|FORCE_COLOR|CI\b)[A-Z0-9_]*)/g)].map(([, name]) => ({
        path,
        name: name!,
      })),
    );

  expect(
    read.filter(({ name }) => !text.includes(`\`${name}\``) && !(name in fixedVariables)).map(({ path, name }) => `${path} reads ${name}`),
  ).toEqual([]);
});

test('every option has a meaning', () => {
  const silent = rooms.flatMap(({ plugin }) =>
    plugin
      ? optionRows(plugin.options)
          .filter(({ meaning }) => meaning === '')
          .map(({ path }) => `${plugin.name}.${path}`)
      : [],
  );

  expect(silent).toEqual([]);
});

test('an options schema is read down to its leaves', () => {
  const schema = v.strictObject({
    policy: v.optional(v.pipe(v.picklist(['lru', 'fifo']), v.description('Which entry goes first.'))),
    pool: v.optional(v.strictObject({ count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9), v.description('How many.')) })),
    names: v.pipe(v.array(v.string()), v.description('Whose.')),
  });

  expect(optionRows(schema)).toEqual([
    { path: 'policy', takes: '"lru" or "fifo"', meaning: 'Which entry goes first.' },
    { path: 'pool.count', takes: 'whole number from 1 to 9', meaning: 'How many.' },
    { path: 'names', takes: 'list of string', meaning: 'Whose.' },
  ]);
});

test('a table escapes what Markdown would read', () => {
  expect(table(['a'], [['x | <b> `<c>`\ny']])).toBe('| a |\n| --- |\n| x \\| &lt;b> `<c>` y |');
});
