import type { Metric } from '../recorder/metric.ts';
import type { Labels, Recorder } from '../recorder/recorder.ts';

interface Counter {
  inc(labels: Labels, amount: number): void;
}
interface Gauge {
  set(labels: Labels, value: number): void;
}
interface Histogram {
  observe(labels: Labels, value: number): void;
}
interface Configuration<Registry> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: string[];
  readonly registers: Registry[];
  readonly buckets?: number[];
}

/** The part of prom-client 15 that is called; hand the module in. */
export interface PrometheusClient<Registry> {
  readonly Counter: new (configuration: Configuration<Registry>) => Counter;
  readonly Gauge: new (configuration: Configuration<Registry>) => Gauge;
  readonly Histogram: new (configuration: Configuration<Registry>) => Histogram;
}

/** Where the recorder's metrics go. One registry takes one recorder: prom-client throws at a name that is registered twice. */
export interface PrometheusRecorderOptions<Registry> {
  /** Where the metrics are registered. */
  readonly registry: Registry;
  /** Metrics registered at once, so that they are exported before their first value; others follow when they are first used. */
  readonly metrics?: readonly Metric[];
}

/** A recorder that keeps prom-client metrics. Names, help and labels come from the metric tables. */
export function prometheusRecorder<Registry>(
  client: PrometheusClient<Registry>,
  { registry, metrics = [] }: PrometheusRecorderOptions<Registry>,
): Recorder {
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();

  const configurationOf = ({ name, help, labels = [], buckets }: Metric): Configuration<Registry> => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
    ...(buckets ? { buckets: [...buckets] } : {}),
  });
  const counterOf = (metric: Metric): Counter => keep(counters, metric.name, () => new client.Counter(configurationOf(metric)));
  const gaugeOf = (metric: Metric): Gauge => keep(gauges, metric.name, () => new client.Gauge(configurationOf(metric)));
  const histogramOf = (metric: Metric): Histogram => keep(histograms, metric.name, () => new client.Histogram(configurationOf(metric)));

  const registerByKind = { counter: counterOf, gauge: gaugeOf, histogram: histogramOf };
  for (const metric of metrics) registerByKind[metric.kind](metric);

  return Object.freeze({
    count: (metric: Metric, amount = 1, labels: Labels = {}) => counterOf(metric).inc(labels, amount),
    gauge: (metric: Metric, value: number, labels: Labels = {}) => gaugeOf(metric).set(labels, value),
    observe: (metric: Metric, value: number, labels: Labels = {}) => histogramOf(metric).observe(labels, value),
  });
}

function keep<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const known = map.get(key);
  if (known) return known;
  const created = create();
  map.set(key, created);
  return created;
}
