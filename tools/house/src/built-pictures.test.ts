import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { workspaceRoot } from './workspace.ts';

interface Charts {
  chart(kind: string, data: readonly object[]): object;
  renderSvg(document: object): Promise<string>;
}

const load = (file: string): Promise<Charts> =>
  import(/* @vite-ignore */ pathToFileURL(join(workspaceRoot, 'packages/viz', file)).href) as Promise<Charts>;
const [source, built] = await Promise.all([load('src/index.ts'), load('dist/index.js')]);

const samples = Array.from({ length: 40 }, (_, index) => 1e6 + 1e4 * ((index * 7) % 11));
const sets = [
  { name: 'plain', samples },
  { name: 'pooled', samples: samples.map((sample) => sample / 2) },
];
const points = samples.slice(0, 9).map((y, x) => ({ x: x + 1, y }));
const pictures: Readonly<Record<string, readonly object[]>> = {
  bar: [{ name: 'heap', value: 3e8 }],
  line: [{ name: 'pooled', points }],
  scatter: [{ name: 'pooled', points }],
  histogram: sets,
  density: sets,
  ecdf: sets,
  box: sets,
  ratio: [{ name: 'pool', ratio: 2, low: 1.9, high: 2.1 }],
  slope: [{ name: 'pool', before: 4e6, after: 2e6 }],
  heatmap: [{ x: 'rss', y: 'pool', value: 3 }],
};

// The build leaves libraries out of its Vega and shortens the names of the rest: what is drawn must not notice.
test.each(Object.entries(pictures))('a built package draws a %s to the byte like its sources', async (kind, data) => {
  const document = source.chart(kind, data);

  expect(await built.renderSvg(document)).toBe(await source.renderSvg(document));
});
