import { code, notice, page, type Page, table } from './markdown.ts';
import type { Room } from './rooms.ts';

/** Every metric with its kind, labels and help. */
export function metricsPage(rooms: readonly Room[]): Page {
  return page('docs/reference/metrics.md', [
    '# Metrics',
    notice,
    `Nothing is recorded until a recorder is set: \`nsi.monitor()\` and \`nsi monitor\` do that, and \`setRecorder\` of \`@nsi/core\` takes your own. Names follow
Prometheus: base units, counters end in \`_total\`, label values are bounded.`,
    ...rooms
      .filter(({ metrics }) => metrics.length > 0)
      .flatMap(({ folder, metrics }) => [
        `## @nsi/${folder}`,
        table(
          ['Metric', 'Kind', 'Labels', 'Meaning'],
          metrics
            .toSorted((a, b) => a.name.localeCompare(b.name))
            .map(({ name, kind, labels = [], help }) => [code(name), kind, labels.map(code).join(', '), help]),
        ),
      ]),
  ]);
}
