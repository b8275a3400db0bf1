import type { ProfileReport } from '@nsi/core/report';
import { profilerError } from '../errors.ts';
import { renderMarkdown } from '../report/render-markdown.ts';
import { toCollapsed } from './collapsed.ts';
import { toCpuProfile } from './cpu-profile.ts';
import { toFirefox } from './firefox.ts';
import { type ExportFormat, exportFormatNames } from './format-names.ts';
import { toPprof } from './pprof.ts';
import { toSpeedscope } from './speedscope.ts';

/**
 * A profile in a format of other tools: `cpuprofile` (Chrome, VS Code), `speedscope`, `pprof` (gzip-compressed), `collapsed` (flamegraph.pl),
 * `firefox` (profiler.firefox.com), `markdown` (pull requests). Throws `NSI_PROFILER_EXPORT` for another one.
 */
export function exportProfile(report: ProfileReport, format: ExportFormat): string | Uint8Array {
  switch (format) {
    case 'cpuprofile':
      return JSON.stringify(toCpuProfile(report));
    case 'speedscope':
      return JSON.stringify(toSpeedscope(report));
    case 'pprof':
      return toPprof(report);
    case 'collapsed':
      return toCollapsed(report);
    case 'firefox':
      return JSON.stringify(toFirefox(report));
    case 'markdown':
      return renderMarkdown(report);
    default:
      throw profilerError('NSI_PROFILER_EXPORT', `expected one of ${exportFormatNames.join(', ')}, got \`${String(format)}\``);
  }
}
