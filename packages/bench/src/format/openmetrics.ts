import { measurementsOf } from './measurement.ts';
import { defineReporter, type Reporter } from './reporter.ts';

/** OpenMetrics text, as GitLab's metrics reports and Prometheus' text collectors read it. Base units: seconds and bytes. */
export const openMetricsReporter: Reporter = defineReporter({
  name: 'openmetrics',
  summary: 'OpenMetrics text, for GitLab metrics reports and Prometheus',
  extension: '.txt',
  render(report) {
    const measurements = measurementsOf(report);
    const labels = (caseId: string, variant: string): string => `{case="${escapeLabel(caseId)}",variant="${escapeLabel(variant)}"}`;
    const times = measurements.map(
      ({ case: { id }, variant }) => `nsi_bench_time_seconds${labels(id, variant.name)} ${variant.summary.median / 1e9}`,
    );
    const allocations = measurements.flatMap(({ case: { id }, variant }) =>
      variant.resources.allocatedBytes === undefined
        ? []
        : [`nsi_bench_allocated_bytes${labels(id, variant.name)} ${variant.resources.allocatedBytes}`],
    );
    const ratios = report.cases.flatMap(({ id, comparisons }) =>
      comparisons
        .filter(({ ratio }) => Number.isFinite(ratio))
        .map(({ candidate, ratio }) => `nsi_bench_time_ratio${labels(id, candidate)} ${ratio}`),
    );
    const lines = [
      ...family('nsi_bench_time_seconds', 'Median time of one call.', times, 'seconds'),
      ...family('nsi_bench_allocated_bytes', 'Heap bytes allocated by one call.', allocations, 'bytes'),
      ...family('nsi_bench_time_ratio', 'Time of the variant over time of the baseline.', ratios, 'ratio'),
      '# EOF',
    ];
    return `${lines.join('\n')}\n`;
  },
});

function family(name: string, help: string, samples: readonly string[], unit: string): string[] {
  return samples.length === 0 ? [] : [`# TYPE ${name} gauge`, `# UNIT ${name} ${unit}`, `# HELP ${name} ${help}`, ...samples];
}

function escapeLabel(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/\r?\n|\r/g, '\\n');
}
