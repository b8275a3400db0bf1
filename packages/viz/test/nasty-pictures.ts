import { chart } from '../src/chart/chart.ts';
import type { SampleSet } from '../src/chart/chart-data.ts';
import type { VegaLiteSpec } from '../src/chart/vega-lite-spec.ts';
import { hebrew, hostile, longName, manyNames, nastyNames } from './gallery-names.ts';
import { samples } from './seeded-samples.ts';

const nastySets: readonly SampleSet[] = [
  { name: hostile, samples: [] },
  { name: longName, samples: [1500] },
  { name: hebrew, samples: [2e3, 2e3, 2e3, 2e3] },
  { name: 'not numbers', samples: [Number.NaN, Infinity, -Infinity] },
  { name: 'one pause', samples: [...samples(100, 1e3, 0.1, 5), 9e9] },
  { name: 'some not numbers', samples: [1000, Number.NaN, 1200, Infinity, 900] },
];

const wideSets: readonly SampleSet[] = [
  { name: 'tiny', samples: samples(50, 1e-9, 0.5, 6) },
  { name: 'huge', samples: samples(50, 1e12, 0.5, 7) },
];

const longTitle = { title: `${longName} ${hostile} `.repeat(3), subtitle: 'many words '.repeat(60) } as const;

/** Every kind of chart with what it must survive. */
export const nasty: Readonly<Record<string, VegaLiteSpec>> = {
  'bar-nasty': chart(
    'bar',
    nastyNames.map((name, index) => ({ name, value: [12, Number.NaN, Infinity, -Infinity, 0, 7, 3, 5, 2, 1][index] ?? 1 })),
    { ...longTitle, unit: 'ns' },
  ),
  'bar-groups-nasty': chart(
    'bar',
    nastyNames
      .slice(0, 4)
      .flatMap((name) => nastyNames.slice(0, 5).map((group, index) => ({ name, group, value: index * 1e6, low: 0, high: index * 1.2e6 }))),
    { unit: 'ns' },
  ),
  'bar-wide': chart(
    'bar',
    [
      { name: 'tiny', value: 1e-9 },
      { name: 'huge', value: 1e12 },
    ],
    { title: 'From 1e-9 to 1e12' },
  ),
  'bar-negative': chart(
    'bar',
    [
      { name: 'saved', value: -12_345 },
      { name: 'spent', value: 4321 },
      { name: 'none', value: 0 },
    ],
    { title: 'Negative values', unit: 'bytes' },
  ),
  'bar-zero': chart('bar', [{ name: 'nothing', value: 0 }], { title: 'Only zero' }),
  'bar-many': chart(
    'bar',
    manyNames.map((name, index) => ({ name, value: (index * 7919) % 1000 })),
    { title: '200 cases' },
  ),
  'bar-narrow': chart(
    'bar',
    nastyNames.map((name, index) => ({ name, value: 1e6 * (index + 1) })),
    { title: 'In 320 pixels', width: 320, unit: 'bytes' },
  ),
  'line-nasty': chart(
    'line',
    nastyNames.map((name, series) => ({ name, points: [1, 2, Number.NaN, 4, Infinity, 6, 7].map((y, x) => ({ x, y: y * (series + 1) })) })),
    { ...longTitle },
  ),
  'line-many': chart(
    'line',
    manyNames.map((name, series) => ({ name, points: Array.from({ length: 2000 }, (_, x) => ({ x, y: series + Math.sin(x / 100) })) })),
    { title: '200 series' },
  ),
  'line-single': chart('line', [{ name: '', points: [{ x: 5, y: 1e12 }] }], { title: 'One point', unit: 'ns' }),
  'line-wide': chart(
    'line',
    [
      {
        name: 'wide',
        points: [
          { x: 1e-9, y: 1e-9 },
          { x: 1, y: 1 },
          { x: 1e12, y: 1e12 },
        ],
      },
    ],
    { title: 'From 1e-9 to 1e12' },
  ),
  'line-no-number': chart(
    'line',
    [
      { name: 'x', points: [{ x: Number.NaN, y: Number.NaN }] },
      { name: 'no points', points: [] },
    ],
    { title: 'No number' },
  ),
  'line-labels-nasty': chart('line', [{ name: 'long labels', points: nastyNames.map((label, x) => ({ x, y: x, label })) }], {
    title: 'Labels',
  }),
  'scatter-nasty': chart(
    'scatter',
    nastyNames.map((name, series) => ({
      name,
      points: [
        { x: series, y: 1 },
        { x: Number.NaN, y: 2 },
        { x: Infinity, y: 0 },
      ],
      fit: { factor: 1, exponent: Number.NaN },
    })),
    { ...longTitle },
  ),
  'scatter-many': chart('scatter', [{ name: 'cloud', points: samples(20_000, 10, 1, 10).map((y, x) => ({ x, y })) }], {
    title: '20,000 points',
  }),
  'scatter-single': chart('scatter', [{ name: 'one', points: [{ x: 0, y: 0 }] }], { title: 'One point at zero' }),
  'scatter-wide': chart(
    'scatter',
    [
      {
        name: 'wide',
        points: [
          { x: 1e-9, y: 1e12 },
          { x: 1e12, y: 1e-9 },
        ],
        fit: { factor: 1, exponent: 1 },
      },
    ],
    { title: 'From 1e-9 to 1e12' },
  ),
  'histogram-nasty': chart('histogram', nastySets, { ...longTitle, unit: 'ns' }),
  'histogram-wide': chart('histogram', wideSets, { title: 'From 1e-9 to 1e12' }),
  'density-nasty': chart('density', nastySets, { ...longTitle, unit: 'ns' }),
  'density-wide': chart('density', wideSets, { title: 'From 1e-9 to 1e12' }),
  'density-many': chart(
    'density',
    manyNames.map((name, seed) => ({ name, samples: samples(40, 1e6, 0.2, seed) })),
    { title: '200 sets', unit: 'ns' },
  ),
  'ecdf-nasty': chart('ecdf', nastySets, { ...longTitle, unit: 'ns' }),
  'ecdf-wide': chart('ecdf', wideSets, { title: 'From 1e-9 to 1e12' }),
  'ecdf-many': chart(
    'ecdf',
    manyNames.map((name, seed) => ({ name, samples: samples(40, 1e6, 0.2, seed) })),
    { title: '200 sets', unit: 'ns' },
  ),
  'box-nasty': chart('box', nastySets, { ...longTitle, unit: 'ns' }),
  'box-wide': chart('box', wideSets, { title: 'From 1e-9 to 1e12' }),
  'ratio-nasty': chart(
    'ratio',
    nastyNames.map((name, index) => ({
      name,
      ratio: [1, Number.NaN, 0, Infinity, 1e-9, 1e12, 0.5, 2, 1, 1][index] ?? 1,
      low: [0, 1, 0, 1, 1e-10, 1e11, -1, 1, 1, 1][index] ?? 1,
      high: [Infinity, 1, 0, 1, 1e-8, 1e13, 1, Number.NaN, 1, 1][index] ?? 1,
    })),
    { ...longTitle },
  ),
  'ratio-close': chart(
    'ratio',
    [
      { name: 'almost equal', ratio: 1.002, low: 0.998, high: 1.006 },
      { name: 'as equal', ratio: 0.999, low: 0.996, high: 1.001 },
    ],
    { title: 'Close to one' },
  ),
  'ratio-one': chart('ratio', [{ name: 'equal', ratio: 1, low: 1, high: 1 }], { title: 'Exactly one' }),
  'ratio-many': chart(
    'ratio',
    manyNames.map((name, index) => ({ name, ratio: 0.5 + index / 100, low: 0.45 + index / 110, high: 0.55 + index / 90 })),
    { title: '200 cases', order: 'value' },
  ),
  'slope-nasty': chart(
    'slope',
    nastyNames.map((name, index) => ({
      name,
      before: [1, Number.NaN, 5, Infinity, 0, 5, 5, 5.01, 5.02, -3][index] ?? 1,
      after: [2, 1, Number.NaN, 1, 0, 5, 5.01, 5, 4.99, 3][index] ?? 1,
    })),
    { ...longTitle },
  ),
  'slope-many': chart(
    'slope',
    manyNames.map((name) => ({ name, before: 10, after: 9 })),
    { title: '200 equal cases', unit: 'ns' },
  ),
  'slope-wide': chart(
    'slope',
    [
      { name: 'tiny', before: 1e-9, after: 1e-8 },
      { name: 'huge', before: 1e12, after: 1e11 },
    ],
    { title: 'From 1e-9 to 1e12' },
  ),
  'heatmap-nasty': chart(
    'heatmap',
    nastyNames.flatMap((x, column) => nastyNames.map((y, row) => ({ x, y, value: column === row ? Number.NaN : column * row }))),
    { ...longTitle },
  ),
  'heatmap-many': chart(
    'heatmap',
    manyNames.flatMap((x, index) => manyNames.slice(0, 40).map((y, row) => ({ x, y, value: index * row }))),
    { title: '200 × 40' },
  ),
  'heatmap-one': chart('heatmap', [{ x: 'only', y: 'one', value: 1e-9 }], { title: 'One cell' }),
  'heatmap-wide': chart(
    'heatmap',
    [
      { x: 'a', y: 'tiny', value: 1e-9 },
      { x: 'a', y: 'huge', value: 1e12 },
    ],
    { title: 'From 1e-9 to 1e12' },
  ),
  'timeline-nasty': chart(
    'timeline',
    [
      { name: hostile, points: [] },
      { name: longName, unit: 'bytes', points: [{ timeNs: 1e9, value: 1e12 }] },
      {
        name: hebrew,
        points: [
          { timeNs: 0, value: Number.NaN },
          { timeNs: 1e9, value: -5 },
          { timeNs: 2e9, value: Infinity },
        ],
      },
      {
        name: 'spans',
        spans: [
          { startNs: 2e9, endNs: 1e9, label: 'backwards' },
          { startNs: Number.NaN, endNs: 1 },
          { startNs: 0, endNs: 5e8, label: hostile },
          { startNs: 5e8, endNs: 5.0001e8, label: 'no room' },
          { startNs: 6e8, endNs: 12e8, label: hebrew },
        ],
      },
    ],
    { ...longTitle },
  ),
  'timeline-many': chart(
    'timeline',
    manyNames.map((name, seed) => ({ name, points: samples(500, 10, 0.5, seed).map((value, index) => ({ timeNs: index * 1e6, value })) })),
    { title: '200 tracks' },
  ),
};
