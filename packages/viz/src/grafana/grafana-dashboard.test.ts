import { defineMetrics } from '@nsi/core';
import { expect, test } from 'vitest';
import { grafanaDashboard } from './grafana-dashboard.ts';
import type { Panel } from './panel.ts';

const metrics = defineMetrics({
  hits: { name: 'nsi_memory_cache_hits_total', kind: 'counter', help: 'Reads answered.', labels: ['cache'] },
  bytes: { name: 'nsi_memory_pool_bytes', kind: 'gauge', help: 'Bytes held.' },
  reads: { name: 'nsi_io_read_seconds', kind: 'histogram', help: 'Time of a read.', labels: ['kind'], buckets: [0.1, 1] },
});

const graphs = (dashboard: ReturnType<typeof grafanaDashboard>): readonly Panel[] =>
  dashboard.panels.filter((panel) => panel.type === 'timeseries');

test('gives every room a row and every metric a graph', () => {
  const { panels } = grafanaDashboard(metrics);

  expect(panels.map(({ title, type }) => [title, type])).toEqual([
    ['memory', 'row'],
    ['cache hits', 'timeseries'],
    ['pool', 'timeseries'],
    ['io', 'row'],
    ['read', 'timeseries'],
  ]);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

test('draws rates of counters, gauges as they are and percentiles of histograms', () => {
  const [counter, gauge, histogram] = graphs(grafanaDashboard(metrics));

  expect(counter?.targets[0]?.expr).toBe(
    'sum by (cache) (rate(nsi_memory_cache_hits_total{job=~"$job",instance=~"$instance"}[$__rate_interval]))',
  );
  expect(gauge?.targets[0]?.expr).toBe('sum by (instance) (nsi_memory_pool_bytes{job=~"$job",instance=~"$instance"})');
  expect(histogram?.targets.map(({ expr }) => expr)).toContain(
    'histogram_quantile(0.95, sum by (kind, le) (rate(nsi_io_read_seconds_bucket{job=~"$job",instance=~"$instance"}[$__rate_interval])))',
  );
});

test('names units the way Grafana does', () => {
  expect(graphs(grafanaDashboard(metrics)).map(({ fieldConfig }) => fieldConfig.defaults.unit)).toEqual(['ops', 'bytes', 's']);
});

test('no two graphs lie on each other', () => {
  const table = Object.fromEntries(
    Array.from({ length: 7 }, (_, index) => [`m${index}`, { ...metrics.bytes, name: `nsi_room${index % 2}_x${index}_bytes` as const }]),
  );

  const places = grafanaDashboard([table, metrics]).panels.map(({ gridPos: { x, y } }) => `${x},${y}`);

  expect(new Set(places).size).toBe(places.length);
});

test.each([
  ['a name with PromQL in it', { ...metrics.bytes, name: 'nsi_a_b} or vector(1)' }],
  ['a label with PromQL in it', { ...metrics.bytes, labels: ['a) (up'] }],
  ['nothing', undefined],
])('refuses %s', (_, metric) => {
  expect(() => grafanaDashboard({ metric } as never)).toThrow(expect.objectContaining({ code: 'NSI_VIZ_METRICS' }));
});
