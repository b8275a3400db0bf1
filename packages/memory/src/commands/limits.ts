import { type CommandRun, findingLines, gateOf } from '@nsi/core/cli';
import { inspectLimits, type LimitsReport } from '../limits/inspect-limits.ts';
import { formatBytes } from './format-bytes.ts';

/** Data is a `LimitsReport`: `{ limit, heapLimitBytes, recommendedFlags: [], findings: [] }`. Exit code 3 for a finding at or above `--fail-on`. */
export const run: CommandRun = async ({ options, frame }) => {
  const report = inspectLimits();
  return { data: report, text: drawLimits(report, frame.color), exitCode: gateOf(report.findings, options['failOn']) };
};

function drawLimits(report: LimitsReport, color: boolean): string {
  const { limit, hostBytes, heapLimitBytes, heapFlags, workingSetBytes, swapBytes, stallRatio, findings, recommendedFlags } = report;
  const facts: readonly (readonly [string, string])[] = [
    ['memory limit', `${formatBytes(limit.bytes)}${limit.path === undefined ? ' (the machine)' : ` (${limit.path})`}`],
    ...(limit.softBytes === undefined ? [] : [['slowed down from', formatBytes(limit.softBytes)] as const]),
    ['machine', formatBytes(hostBytes)],
    ['V8 heap limit', `${formatBytes(heapLimitBytes)}${heapFlags.length === 0 ? ' (default)' : ` (${heapFlags.join(' ')})`}`],
    ...(workingSetBytes === undefined ? [] : [['in use', formatBytes(workingSetBytes)] as const]),
    ['swap', swapBytes === 0 ? 'none' : formatBytes(swapBytes)],
    ['waiting for memory', stallRatio === undefined ? 'not told by this system' : `${(stallRatio * 100).toFixed(1)} % of the last 10 s`],
  ];
  const width = Math.max(...facts.map(([label]) => label.length));
  return [
    ...facts.map(([label, value]) => `${label.padEnd(width)}  ${value}`),
    '',
    ...(findings.length === 0 ? ['Nothing to change.'] : findingLines(findings, { color })),
    ...(recommendedFlags.length === 0 ? [] : ['', `Set: NODE_OPTIONS="${recommendedFlags.join(' ')}"`]),
  ].join('\n');
}
