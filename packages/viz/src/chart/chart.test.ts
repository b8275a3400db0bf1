import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderSvg } from '../render/render-svg.ts';
import { chart } from './chart.ts';
import type { ChartKind } from './chart-data.ts';
import { chartKinds } from './parse-chart-data.ts';
import { tableOf } from './table-of.ts';

const byCode = (code: string): unknown => expect.objectContaining({ code });

test('a bar starts at zero, however close the values are', () => {
  const { layer } = chart('bar', [
    { name: 'a', value: 1000 },
    { name: 'b', value: 1001 },
  ]) as unknown as { layer: { encoding: { x: { scale: { domain: [number, number] } } } }[] };

  expect(layer[0]?.encoding.x.scale.domain[0]).toBe(0);
});

test('values over three decades become dots on a logarithmic axis', () => {
  const text = JSON.stringify(
    chart('bar', [
      { name: 'a', value: 1 },
      { name: 'b', value: 1000 },
    ]),
  );

  expect(text).toContain('"type":"log"');
  expect(text).toContain('"type":"point"');
});

test('the table has every row, with its unit, also those the picture leaves out', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({ name: `case ${index}`, value: index * 1000 }));

  const spec = chart('bar', rows, { unit: 'ns', maxRows: 10 });

  expect(tableOf(spec).rows).toHaveLength(200);
  expect(tableOf(spec).rows[150]).toEqual(['case 150', '150 µs']);
  expect(spec.description).toContain('10 of 200 rows drawn');
});

test('missing values are said in words, in the picture and in the table', () => {
  const spec = chart('bar', [{ name: 'a', value: Number.NaN }], { unit: 'ns' });

  expect(spec.description).toContain('1 value is no finite number');
  expect(tableOf(spec).rows).toEqual([['a', 'no value']]);
});

test('null stands for a number that JSON could not write', () => {
  const spec = chart('bar', JSON.parse('[{"name":"a","value":null}]'));

  expect(tableOf(spec).rows).toEqual([['a', 'no value']]);
});

test('two rows of one name are both drawn and told apart', () => {
  const svg = JSON.stringify(
    chart('ratio', [
      { name: 'same', ratio: 2, low: 1, high: 3 },
      { name: 'same', ratio: 3, low: 2, high: 4 },
    ]),
  );

  expect(svg).toContain('same (2)');
});

test('a ratio is better above 1 unless it is said otherwise', () => {
  const effectOf = (better?: 'lower'): unknown => {
    const spec = chart('ratio', [{ name: 'a', ratio: 2, low: 1.9, high: 2.1 }], better ? { better } : {});
    return (spec['data'] as { values: { effect: string }[] }).values[0]?.effect;
  };

  expect(effectOf()).toBe('good');
  expect(effectOf('lower')).toBe('bad');
});

test('names a wrong kind and the nearest right one', () => {
  expect(() => chart('bars' as ChartKind, [])).toThrow(
    expect.objectContaining({ code: 'NSI_VIZ_CHART_KIND', hint: 'Did you mean `bar`?' }),
  );
  expect(() => chart('__proto__' as ChartKind, [])).toThrow(byCode('NSI_VIZ_CHART_KIND'));
});

test.each([
  ['no list', { name: 'a' }],
  ['a row without a name', [{ value: 1 }]],
  ['text for a number', [{ name: 'a', value: '1' }]],
  ['too many rows', Array.from({ length: 10_001 }, () => ({ name: 'a', value: 1 }))],
])('refuses %s as data of a bar chart', (_, data) => {
  expect(() => chart('bar', data as never)).toThrow(byCode('NSI_VIZ_CHART_DATA'));
});

test.each([{ width: 10 }, { height: 1e9 }, { unit: 5 }, { colour: 'red' }, { maxRows: 0.5 }])('refuses the options %o', (options) => {
  expect(() => chart('bar', [], options as never)).toThrow(byCode('NSI_VIZ_CHART_OPTIONS'));
});

test('the same data give the same document, and the document is plain JSON', () => {
  const make = (): unknown => chart('density', [{ name: 'a', samples: [1, 2, 3, 4] }], { title: 'T' });

  expect(make()).toEqual(make());
  expect(JSON.parse(JSON.stringify(make()))).toEqual(make());
});

test.each(chartKinds)('%s says so when there is nothing to draw', (kind) => {
  expect(chart(kind, []).description).toContain('Nothing was measured');
});

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity, 5e-324, 1.7e308));
const anyName = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', '</text><script>', '\u202E', ''));
const samples = fc.array(fc.record({ name: anyName, samples: fc.array(anyNumber, { maxLength: 30 }) }), { maxLength: 5 });
const anyData: Readonly<Record<ChartKind, fc.Arbitrary<unknown>>> = {
  bar: fc.array(fc.record({ name: anyName, value: anyNumber, group: anyName, low: anyNumber, high: anyNumber }), { maxLength: 6 }),
  line: fc.array(
    fc.record({
      name: anyName,
      points: fc.array(fc.record({ x: anyNumber, y: anyNumber, low: anyNumber, high: anyNumber }), { maxLength: 12 }),
    }),
    { maxLength: 4 },
  ),
  scatter: fc.array(
    fc.record({
      name: anyName,
      points: fc.array(fc.record({ x: anyNumber, y: anyNumber }), { maxLength: 12 }),
      fit: fc.record({ factor: anyNumber, exponent: anyNumber }),
    }),
    { maxLength: 4 },
  ),
  histogram: samples,
  density: samples,
  ecdf: samples,
  box: samples,
  ratio: fc.array(fc.record({ name: anyName, ratio: anyNumber, low: anyNumber, high: anyNumber }), { maxLength: 6 }),
  slope: fc.array(fc.record({ name: anyName, before: anyNumber, after: anyNumber }), { maxLength: 6 }),
  heatmap: fc.array(fc.record({ x: anyName, y: anyName, value: anyNumber }), { maxLength: 10 }),
  timeline: fc.array(
    fc.oneof(
      fc.record({ name: anyName, points: fc.array(fc.record({ timeNs: anyNumber, value: anyNumber }), { maxLength: 8 }) }),
      fc.record({ name: anyName, spans: fc.array(fc.record({ startNs: anyNumber, endNs: anyNumber, label: anyName }), { maxLength: 8 }) }),
    ),
    { maxLength: 4 },
  ),
};

test.each(chartKinds)('%s draws whatever numbers and names there are, and no name becomes markup', async (kind) => {
  await fc.assert(
    fc.asyncProperty(anyData[kind], async (data) => {
      const svg = await renderSvg(chart(kind, data as never, { title: 'T' }), { theme: 'css' });

      expect(svg).toMatch(/^<svg[^>]*>.*<\/svg>$/s);
      expect(svg).toContain('<text');
      expect(svg).not.toMatch(/<script|NaN|Infinity|undefined/);
    }),
    { numRuns: 20 },
  );
});
