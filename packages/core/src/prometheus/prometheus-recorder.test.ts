import promClient from 'prom-client';
import { expect, test } from 'vitest';
import { defineMetrics } from '../recorder/metric.ts';
import { prometheusRecorder } from './prometheus-recorder.ts';

const metrics = defineMetrics({
  hits: { name: 'nsi_memory_cache_hits_total', kind: 'counter', help: 'Hits.', labels: ['cache'] },
  bytes: { name: 'nsi_memory_pool_bytes', kind: 'gauge', help: 'Bytes.' },
  seconds: { name: 'nsi_memory_pack_seconds', kind: 'histogram', help: 'Time.', buckets: [0.1, 1] },
});

test('exports what is recorded under the documented names', async () => {
  const registry = new promClient.Registry();
  const recorder = prometheusRecorder(promClient, { registry, metrics: Object.values(metrics) });

  recorder.count(metrics.hits, 2, { cache: 'tiles' });
  recorder.count(metrics.hits, 1, { cache: 'tiles' });
  recorder.gauge(metrics.bytes, 64);
  recorder.observe(metrics.seconds, 0.5);

  const exposition = await registry.metrics();
  expect(exposition).toContain('# TYPE nsi_memory_cache_hits_total counter');
  expect(exposition).toContain('nsi_memory_cache_hits_total{cache="tiles"} 3');
  expect(exposition).toContain('nsi_memory_pool_bytes 64');
  expect(exposition).toContain('nsi_memory_pack_seconds_bucket{le="0.1"} 0');
  expect(exposition).toContain('nsi_memory_pack_seconds_bucket{le="1"} 1');
});

test('registers a metric it was not told of when it is first used', async () => {
  const registry = new promClient.Registry();
  const recorder = prometheusRecorder(promClient, { registry });

  recorder.gauge(metrics.bytes, 1);

  expect(await registry.metrics()).toContain('nsi_memory_pool_bytes 1');
});
