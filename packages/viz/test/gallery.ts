import { chart } from '../src/chart/chart.ts';
import type { SampleSet } from '../src/chart/chart-data.ts';
import type { VegaLiteSpec } from '../src/chart/vega-lite-spec.ts';

/** One picture of the gallery: every kind of chart with tame and with nasty data. */
export interface GalleryPicture {
  readonly name: string;
  readonly spec: VegaLiteSpec;
}

const longName = `memory/pool ${'a-very-long-name-'.repeat(17)}end`;
const hostile = '<script>alert("1")</script> & \u202Eevil\u0000\n\'quoted\'';
const hebrew = 'מאגר זיכרון (גדול)';
const nastyNames = [hostile, longName, hebrew, 'مجموعة الذاكرة 1', '', 'a', 'a', '漢字の名前', '__proto__', 'constructor'];

/** The same samples every time: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function samples(count: number, median: number, spread: number, seed: number): number[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => median * Math.exp(spread * (random() + random() + random() - 1.5)));
}

const tameSets: readonly SampleSet[] = [
  { name: 'baseline', samples: samples(200, 1.9e6, 0.2, 1) },
  { name: 'optimised', samples: samples(200, 1.1e6, 0.15, 2) },
  { name: 'optimised, warm', samples: [...samples(120, 0.7e6, 0.1, 3), ...samples(60, 1.3e6, 0.1, 4)] },
];

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

const manyNames = Array.from({ length: 200 }, (_, index) => `case ${index + 1}/size=${2 ** (index % 20)}`);
const words = { title: 'Pooled buffers against new ones', subtitle: '60 samples in 5 processes each' } as const;
const longTitle = { title: `${longName} ${hostile} `.repeat(3), subtitle: 'many words '.repeat(60) } as const;

const tame: Readonly<Record<string, VegaLiteSpec>> = {
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

const nasty: Readonly<Record<string, VegaLiteSpec>> = {
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

const kinds = ['bar', 'line', 'scatter', 'histogram', 'density', 'ecdf', 'box', 'ratio', 'slope', 'heatmap', 'timeline'] as const;
const empty = Object.fromEntries(kinds.map((kind) => [`${kind}-empty`, chart(kind, [], { title: 'Empty' })]));
const oneSample = Object.fromEntries(
  (['histogram', 'density', 'ecdf', 'box'] as const).map((kind) => [
    `${kind}-one`,
    chart(kind, [{ name: 'one sample', samples: [1500] }], { title: 'One sample', unit: 'ns' }),
  ]),
);

export const gallery: readonly GalleryPicture[] = Object.entries({ ...tame, ...nasty, ...oneSample, ...empty }).map(([name, spec]) => ({
  name,
  spec,
}));
