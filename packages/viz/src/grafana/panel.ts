import type { Metric } from '@nsi/core';

/** One graph of a Grafana dashboard: the part of its JSON model that is written here. */
export interface Panel {
  readonly id: number;
  readonly type: 'timeseries';
  readonly title: string;
  readonly description: string;
  readonly datasource: { readonly type: 'prometheus'; readonly uid: '${datasource}' };
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly fieldConfig: {
    readonly defaults: { readonly unit: string; readonly min?: number; readonly custom: { readonly fillOpacity: number } };
    readonly overrides: readonly [];
  };
  readonly options: {
    readonly legend: { readonly showLegend: true; readonly displayMode: 'list'; readonly placement: 'bottom' };
    readonly tooltip: { readonly mode: 'multi' };
  };
  readonly targets: readonly Target[];
}

export interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat: string;
}

export interface PanelPlace {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

export const panelSize: { readonly width: number; readonly height: number } = Object.freeze({ width: 12, height: 8 });

/** The graph of one metric: rates of counters, percentiles of histograms, gauges as they are. */
export function metricPanel(metric: Metric, { id, x, y }: PanelPlace): Panel {
  return {
    id,
    type: 'timeseries',
    title: titleOf(metric),
    description: metric.help,
    datasource: { type: 'prometheus', uid: '${datasource}' },
    gridPos: { h: panelSize.height, w: panelSize.width, x, y },
    fieldConfig: { defaults: { unit: unitOf(metric), min: 0, custom: { fillOpacity: 10 } }, overrides: [] },
    options: { legend: { showLegend: true, displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
    targets: targetsOf(metric),
  };
}

const selection = '{job=~"$job",instance=~"$instance"}';

function targetsOf({ name, kind, labels = [] }: Metric): readonly Target[] {
  const by = (extra: readonly string[]): string => ([...labels, ...extra].length === 0 ? '' : ` by (${[...labels, ...extra].join(', ')})`);
  const words = labels.map((label) => `{{${label}}}`).join(' ');
  if (kind === 'counter')
    return [{ refId: 'A', expr: `sum${by([])} (rate(${name}${selection}[$__rate_interval]))`, legendFormat: words || 'rate' }];
  if (kind === 'gauge')
    return [
      { refId: 'A', expr: `sum${by(['instance'])} (${name}${selection})`, legendFormat: [words, '{{instance}}'].filter(Boolean).join(' ') },
    ];
  return [0.5, 0.95, 0.99].map((quantile, index) => ({
    refId: 'ABC'.charAt(index),
    expr: `histogram_quantile(${quantile}, sum${by(['le'])} (rate(${name}_bucket${selection}[$__rate_interval])))`,
    legendFormat: [`p${quantile * 100}`, words].filter(Boolean).join(' '),
  }));
}

/** `nsi_memory_pool_bytes` is `pool`; the unit is on the axis. */
function titleOf({ name }: Metric): string {
  const words = name.split('_').slice(2);
  const bare = words.filter(
    (word, index) => index === 0 || !['total', 'seconds', 'bytes', 'ratio'].includes(word) || index < words.length - 2,
  );
  return bare.join(' ') || name;
}

/** Grafana's names of units, from the unit in the metric's name. */
function unitOf({ name, kind }: Metric): string {
  const base = name.replace(/_total$/, '');
  const isRate = kind === 'counter';
  if (base.endsWith('_bytes')) return isRate ? 'binBps' : 'bytes';
  if (base.endsWith('_seconds')) return isRate ? 'percentunit' : 's';
  if (base.endsWith('_ratio')) return 'percentunit';
  return isRate ? 'ops' : 'short';
}
