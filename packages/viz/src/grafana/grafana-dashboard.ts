import { describe, type Metric } from '@nsi/core';
import { vizError } from '../errors.ts';
import { metricPanel, type Panel, panelSize } from './panel.ts';

/** A Grafana dashboard as it is imported or provisioned. JSON. */
export interface GrafanaDashboard {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly schemaVersion: number;
  readonly editable: boolean;
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly templating: { readonly list: readonly Readonly<Record<string, unknown>>[] };
  readonly panels: readonly (Panel | Row)[];
}

interface Row {
  readonly id: number;
  readonly type: 'row';
  readonly title: string;
  readonly collapsed: false;
  readonly gridPos: { readonly h: 1; readonly w: 24; readonly x: 0; readonly y: number };
  readonly panels: readonly [];
}

/** What the dashboard is called. */
export interface GrafanaDashboardOptions {
  /** Default `NSI`. */
  readonly title?: string;
  /** Identity of the dashboard: importing one with the same uid replaces it. Letters, digits, `-` and `_`, at most 40. Default `nsi`. */
  readonly uid?: string;
}

/**
 * A dashboard with a row for each room and a graph for each metric, in the order given. `metrics` is one table or several, as plugins export
 * them. Throws `NSI_VIZ_METRICS` on names that Prometheus does not allow.
 */
export function grafanaDashboard(
  metrics: Readonly<Record<string, Metric>> | readonly Readonly<Record<string, Metric>>[],
  { title = 'NSI', uid = 'nsi' }: GrafanaDashboardOptions = {},
): GrafanaDashboard {
  if (!/^[\w-]{1,40}$/.test(uid))
    throw vizError('NSI_VIZ_METRICS', `expected \`uid\` of letters, digits, - and _, at most 40, got ${describe(uid)}`);
  const list = (Array.isArray(metrics) ? metrics : [metrics]).flatMap((table) => Object.values(table as Readonly<Record<string, Metric>>));
  for (const metric of list) checkMetric(metric);
  return {
    uid,
    title,
    tags: ['nsi'],
    schemaVersion: 39,
    editable: true,
    refresh: '10s',
    time: { from: 'now-30m', to: 'now' },
    templating: { list: variables() },
    panels: layOut(list),
  };
}

const metricName = /^nsi_[a-z][a-z0-9]*_[a-z0-9_]+$/;
const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Names become part of PromQL, so nothing else than a name may come through. */
function checkMetric(metric: unknown): asserts metric is Metric {
  const { name, kind, labels = [] } = (metric ?? {}) as Partial<Metric>;
  const isKnown = kind === 'counter' || kind === 'gauge' || kind === 'histogram';
  if (typeof name === 'string' && metricName.test(name) && isKnown && labels.every((label) => labelName.test(label))) return;
  throw vizError('NSI_VIZ_METRICS', `expected a metric with name, kind and labels as Prometheus allows them, got ${describe(metric)}`);
}

function layOut(metrics: readonly Metric[]): readonly (Panel | Row)[] {
  const rooms = new Map<string, Metric[]>();
  for (const metric of metrics) {
    const room = metric.name.split('_')[1] ?? '';
    rooms.set(room, [...(rooms.get(room) ?? []), metric]);
  }
  const panels: (Panel | Row)[] = [];
  let y = 0;
  for (const [room, own] of rooms) {
    panels.push({ id: panels.length + 1, type: 'row', title: room, collapsed: false, gridPos: { h: 1, w: 24, x: 0, y }, panels: [] });
    const top = y + 1;
    for (const [index, metric] of own.entries()) {
      panels.push(
        metricPanel(metric, { id: panels.length + 1, x: (index % 2) * panelSize.width, y: top + Math.floor(index / 2) * panelSize.height }),
      );
    }
    y = top + Math.ceil(own.length / 2) * panelSize.height;
  }
  return panels;
}

function variables(): readonly Readonly<Record<string, unknown>>[] {
  const label = (name: string, query: string): Readonly<Record<string, unknown>> => ({
    name,
    type: 'query',
    datasource: { type: 'prometheus', uid: '${datasource}' },
    query: { query, refId: name },
    refresh: 2,
    includeAll: true,
    multi: true,
    allValue: '.*',
    current: { text: 'All', value: '$__all' },
  });
  return [
    { name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Prometheus' },
    label('job', 'label_values(up, job)'),
    label('instance', 'label_values(up{job=~"$job"}, instance)'),
  ];
}
