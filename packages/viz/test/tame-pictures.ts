import { chart } from '../src/chart/chart.ts';
import type { SampleSet } from '../src/chart/chart-data.ts';
import type { VegaLiteSpec } from '../src/chart/vega-lite-spec.ts';
import { manyNames } from './gallery-names.ts';
import { samples } from './seeded-samples.ts';

const tameSets: readonly SampleSet[] = [
  { name: 'baseline', samples: samples(200, 1.9e6, 0.2, 1) },
  { name: 'optimised', samples: samples(200, 1.1e6, 0.15, 2) },
  { name: 'optimised, warm', samples: [...samples(120, 0.7e6, 0.1, 3), ...samples(60, 1.3e6, 0.1, 4)] },
];

const words = { title: 'Pooled buffers against new ones', subtitle: '60 samples in 5 processes each' } as const;

/** Every kind of chart with data as they are on a good day. */
export const tame: Readonly<Record<string, VegaLiteSpec>> = {
  bar: chart(
    'bar',
    ['pool', 'queue', 'string table'].flatMap((name, index) => [
      { name, group: 'baseline', value: 5e6 / (index + 1), low: 4.8e6 / (index + 1), high: 5.3e6 / (index + 1) },
      { name, group: 'optimised', value: 2e6 / (index + 1), low: 1.9e6 / (index + 1), high: 2.2e6 / (index + 1) },
    ]),
    { ...words, unit: 'ns', better: 'lower', label: 'time of one call' },
  ),
  'bar-plain': chart(
    'bar',
    [
      { name: 'heap', value: 3e8 },
      { name: 'resident', value: 5.2e8 },
      { name: 'external', value: 1.1e7 },
    ],
    { title: 'Memory at the end', unit: 'bytes' },
  ),
  'bar-decades': chart(
    'bar',
    manyNames.slice(0, 9).map((name, index) => ({ name, value: 12 * 10 ** index })),
    { title: 'Time by size', unit: 'ns' },
  ),
  line: chart(
    'line',
    ['baseline', 'optimised', 'plain loop'].map((name, series) => ({
      name,
      points: Array.from({ length: 24 }, (_, x) => {
        const y = (series + 1) * 1e6 * (1 + 0.1 * Math.sin(x / 2 + series));
        return { x, y, low: y * 0.95, high: y * 1.05 };
      }),
    })),
    { ...words, unit: 'ns', xLabel: 'run', better: 'lower', label: 'median' },
  ),
  'line-history': chart(
    'line',
    [
      {
        name: 'pool',
        points: Array.from({ length: 20 }, (_, x) => ({ x, y: 1e6 + (x > 12 ? 3e5 : 0) + 2e4 * Math.sin(x), label: `a1b2c${x}d` })),
      },
    ],
    { title: 'Time across commits', unit: 'ns', xLabel: 'commit' },
  ),
  scatter: chart(
    'scatter',
    [
      {
        name: 'baseline',
        points: samples(30, 1, 1, 8).map((noise, index) => ({ x: 2 ** (index % 15), y: 40 * 2 ** (index % 15) * noise })),
        fit: { factor: 40, exponent: 1.02 },
      },
      {
        name: 'optimised',
        points: samples(30, 1, 1, 9).map((noise, index) => ({ x: 2 ** (index % 15), y: 90 * 2 ** (0.5 * (index % 15)) * noise })),
        fit: { factor: 90, exponent: 0.5 },
      },
    ],
    { title: 'Cost against size', unit: 'ns', xUnit: 'bytes', xLabel: 'size', label: 'time of one call' },
  ),
  histogram: chart('histogram', tameSets, { ...words, unit: 'ns' }),
  density: chart('density', tameSets, { ...words, unit: 'ns', better: 'lower' }),
  ecdf: chart('ecdf', tameSets, { ...words, unit: 'ns' }),
  box: chart('box', tameSets, { ...words, unit: 'ns' }),
  ratio: chart(
    'ratio',
    [
      { name: 'memory/pool size=1M', ratio: 0.53, low: 0.49, high: 0.56, verdict: 'improvement' },
      { name: 'memory/queue size=4K', ratio: 0.97, low: 0.91, high: 1.04, verdict: 'no change' },
      { name: 'cpu/map items=1000', ratio: 1.31, low: 1.22, high: 1.4, verdict: 'regression' },
      { name: 'io/read file=64M', ratio: 0.8, low: 0.4, high: 1.9, verdict: 'inconclusive' },
    ],
    { ...words, better: 'lower', label: 'time, candidate ÷ baseline' },
  ),
  slope: chart(
    'slope',
    [
      { name: 'pool', before: 5.1e6, after: 2e6 },
      { name: 'queue', before: 4.9e6, after: 4.95e6 },
      { name: 'strings', before: 3e6, after: 4.1e6 },
      { name: 'codec', before: 1e6, after: 0.98e6 },
    ],
    { title: 'Before and after', unit: 'ns', better: 'lower' },
  ),
  heatmap: chart(
    'heatmap',
    ['4K', '64K', '1M', '16M'].flatMap((x, column) =>
      ['none', 'lz4', 'zstd', 'gzip', 'brotli'].map((y, row) => ({ x, y, value: 1e4 * 4 ** column * (row + 1) })),
    ),
    { title: 'Time by codec and size', unit: 'ns', label: 'time of one call' },
  ),
  timeline: chart(
    'timeline',
    [
      {
        name: 'event loop used',
        unit: 'percent',
        points: Array.from({ length: 60 }, (_, index) => ({ timeNs: index * 5e7, value: 0.5 + 0.4 * Math.sin(index / 5) })),
      },
      {
        name: 'resident memory',
        unit: 'bytes',
        points: Array.from({ length: 60 }, (_, index) => ({ timeNs: index * 5e7, value: 1e8 + index * 4e6 })),
      },
      {
        name: 'garbage collection',
        spans: [0.2, 0.9, 1.7, 2.4].map((start) => ({ startNs: start * 1e9, endNs: (start + 0.12) * 1e9, label: 'mark-sweep' })),
      },
      {
        name: 'phases',
        spans: [
          { startNs: 0, endNs: 0.8e9, label: 'start' },
          { startNs: 0.8e9, endNs: 2.6e9, label: 'requests' },
          { startNs: 2.6e9, endNs: 3e9, label: 'stop' },
        ],
      },
    ],
    { title: 'What went on' },
  ),
};
