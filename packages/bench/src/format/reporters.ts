import type { BenchReport } from '@nsi/core/report';
import { benchError } from '../errors.ts';
import { bencherReporter } from './bencher.ts';
import { codeQualityReporter } from './code-quality.ts';
import { csvReporter } from './csv.ts';
import type { ReporterName } from './format-names.ts';
import { githubReporter } from './github.ts';
import { goReporter } from './go.ts';
import { googleReporter } from './google.ts';
import { hyperfineReporter } from './hyperfine.ts';
import { jmhReporter } from './jmh.ts';
import { jsonReporter } from './json.ts';
import { junitReporter } from './junit.ts';
import { markdownReporter } from './markdown.ts';
import { mitataReporter } from './mitata.ts';
import { openMetricsReporter } from './openmetrics.ts';
import type { Reporter } from './reporter.ts';
import { smallerIsBetterReporter } from './smaller-is-better.ts';

/** All built-in reporters by name. */
export const reporters: Readonly<Record<ReporterName, Reporter>> = Object.freeze({
  json: jsonReporter,
  csv: csvReporter,
  markdown: markdownReporter,
  github: githubReporter,
  hyperfine: hyperfineReporter,
  google: googleReporter,
  mitata: mitataReporter,
  jmh: jmhReporter,
  go: goReporter,
  junit: junitReporter,
  bencher: bencherReporter,
  'smaller-is-better': smallerIsBetterReporter,
  openmetrics: openMetricsReporter,
  'code-quality': codeQualityReporter,
});

/** The report in a format: the name of a built-in one, or a reporter of your own. Throws `NSI_BENCH_FORMAT` for an unknown name. */
export function renderReport(report: BenchReport, format: string | Reporter): string {
  if (typeof format !== 'string') return format.render(report);
  if (Object.hasOwn(reporters, format)) return reporters[format as ReporterName].render(report);
  throw benchError('NSI_BENCH_FORMAT', `expected the format to be ${Object.keys(reporters).join(', ')}, got ${JSON.stringify(format)}`);
}
