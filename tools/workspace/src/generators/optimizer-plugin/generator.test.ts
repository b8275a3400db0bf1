import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeAll, expect, test } from 'vitest';
import { runIn, writeTree } from '../written-tree.ts';
import optimizerPlugin from './generator.ts';

const nsi = join(import.meta.dirname, '../../../node_modules/@nsi/optimizer/dist/cli.js');
let plugin = '';
let project = '';

beforeAll(async () => {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('packages/core/package.json', '{ "version": "0.1.0" }');
  await optimizerPlugin(tree, { name: 'wide-sum', package: '@acme/nsi-wide-sum' });
  plugin = join(writeTree(tree), 'packages/plugin-wide-sum');

  project = mkdtempSync(join(tmpdir(), 'nsi-project-'));
  mkdirSync(join(project, 'node_modules/@acme'), { recursive: true });
  symlinkSync(plugin, join(project, 'node_modules/@acme/nsi-wide-sum'));
  symlinkSync(join(import.meta.dirname, '../../../node_modules/@nsi'), join(project, 'node_modules/@nsi'));
  writeFileSync(join(project, 'nsi.config.json'), JSON.stringify({ plugins: ['@acme/nsi-wide-sum'], 'wide-sum': { lanes: 2 } }));
});

test('the package builds, and its own tests pass', () => {
  expect(runIn(plugin, 'tsc', '-p', 'tsconfig.json')).toEqual({ code: 0, output: '' });

  const { code, output } = runIn(plugin, 'vitest', 'run');
  expect(output).toMatch(/Tests +\d+ passed/);
  expect(code).toBe(0);
});

test('one line in the configuration gives it a section with origins', () => {
  expect(runIn(project, 'node', nsi, 'config', 'explain', 'wide-sum.lanes').output).toBe(
    [
      'wide-sum.lanes = 2',
      '  Independent sums that are added at the end.',
      '  set by     nsi.config.json',
      '  levels     conservative 1, balanced 4, aggressive 8',
      '  variable   NSI_WIDE_SUM_LANES',
      '',
    ].join('\n'),
  );
});

test('a wrong option of it is an error', () => {
  const { code, output } = runIn(project, 'env', 'NSI_WIDE_SUM_LANES=99', 'node', nsi, 'config', 'validate');

  expect(code).toBe(1);
  expect(output).toContain('NSI_WIDE_SUM_LANES: `wide-sum.lanes`: expected a number of at most 16, got 99');
});

test('its commands stand in nsi', () => {
  expect(runIn(project, 'node', nsi, 'wide-sum', 'sum', '1', '2', '3')).toEqual({ code: 0, output: '6\n' });
  expect(runIn(project, 'node', nsi, 'wide-sum', 'sum', 'x').output).toContain('NSI_WIDE_SUM_NUMBER');
});

test('its handle is configured and its metrics are served', () => {
  const program = `
    import { createOptimizer } from '@nsi/optimizer';
    await using nsi = await createOptimizer();
    const wide = await nsi.use('wide-sum');
    const total = wide.sum(Float64Array.of(1, 2, 3));
    await using server = await nsi.serveMetrics({ port: 0 });
    const text = await (await fetch(server.url)).text();
    console.log(total, text.split('\\n').find((line) => line.startsWith('nsi_wide_sum_sums_total')));`;

  expect(runIn(project, 'node', '--input-type=module', '--eval', program)).toEqual({ code: 0, output: '6 nsi_wide_sum_sums_total 1\n' });
});

test('its suite runs in nsi bench under its own flag, with integrity checked', () => {
  const { code, output } = runIn(project, 'node', nsi, 'bench', '--wide-sum', '--quick', '--quiet', '--json');

  const report = JSON.parse(output) as { cases: { id: string; status: string; variants: { integrity: { status: string } }[] }[] };
  expect(report.cases.map(({ id }) => id)).toEqual([expect.stringContaining('length=1000'), expect.stringContaining('length=100000')]);
  expect(
    report.cases.every(({ status, variants }) => status === 'ok' && variants.every(({ integrity }) => integrity.status === 'ok')),
  ).toBe(true);
  expect(code).toBe(0);
});
