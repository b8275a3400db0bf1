import { styleText } from 'node:util';
import { printable } from '@nsi/core/cli';
import type { Evidence, Excerpt, Finding, ProfileReport, SourcePlace } from '@nsi/core/report';
import { formatBytes, formatCount, formatNs, formatShare } from './format.ts';
import { relativeFile } from './relative-file.ts';

/** How a report is shown on a terminal. */
export interface TextOptions {
  readonly color: boolean;
  readonly columns: number;
  readonly cwd: string;
}

const shownFunctions = 8;
const fullShare = 0.25;
const shownWaits = 5;
const severityColors = Object.freeze({ high: 'red', medium: 'yellow', low: 'yellow', note: 'dim' } as const);

/** What a person reads: the verdict, the findings with their lines, then where the time went. */
export function renderText(report: ProfileReport, options: TextOptions): string {
  const paint = painter(options.color);
  const { summary, findings } = report;
  return [
    paint('bold', printable(summary.verdict ?? '')),
    ...(summary.warnings ?? []).map((warning) => paint('yellow', `! ${warning}`)),
    '',
    ...(findings.length === 0
      ? ['No rule found a cause. The lines below are where the time went.', '']
      : findings.flatMap((finding) => findingLines(finding, options, paint))),
    ...functionLines(report, options, paint),
    ...waitLines(report, paint),
    ...memoryLines(report, paint),
    ...spanLines(report, paint),
  ].join('\n');
}

type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow' | 'green', text: string) => string;

function painter(hasColor: boolean): Paint {
  return (style, text) => (hasColor ? styleText(style, text, { validateStream: false }) : text);
}

function findingLines(finding: Finding, { cwd, columns }: TextOptions, paint: Paint): readonly string[] {
  const { id, severity, certainty, message, where = [], evidence, fix, expectedGain, callers = [], experiment } = finding;
  const place = where[0];
  const limits = expectedGain
    ? `  saves at most ${formatShare(expectedGain.share)} of ${expectedGain.of === 'wall' ? 'the elapsed time' : `the ${expectedGain.of} time`}`
    : '';
  return [
    `${paint(severityColors[severity], severity.padEnd(6))}  ${paint('bold', printable(message))}`,
    paint('dim', `        ${id}, ${certainty ?? 'hint'}${limits}`),
    ...where.slice(0, 3).map((one) => `        at ${placeText(one, cwd)}`),
    ...(place?.excerpt ? excerptLines(place.excerpt, place.line ?? 0, columns, paint) : []),
    ...(callers.length > 0
      ? [
          paint(
            'dim',
            `        called by ${callers
              .slice(0, 3)
              .map((one) => placeText(one, cwd))
              .join(', ')}`,
          ),
        ]
      : []),
    ...signalLines(finding),
    ...evidence.map((fact) => `        ${printable(fact.label)}: ${evidenceText(fact)}`),
    ...(fix?.function === undefined ? [] : [`        fix: ${[fix.package, fix.function].filter(Boolean).join(' · ')}`]),
    ...(fix?.diff ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `          ${line.startsWith('+') ? paint('green', line) : paint('red', line)}`),
    ...(fix?.whenNot === undefined ? [] : [paint('dim', `        not when ${fix.whenNot}`)]),
    ...(experiment
      ? [
          `        tried: ${experiment.summary}: ${experiment.verdict}, ${experiment.ratio.toFixed(2)}× (${experiment.interval.map((bound) => bound.toFixed(2)).join('–')}, ${experiment.beforeNs.length} pairs)`,
        ]
      : []),
    '',
  ];
}

function signalLines({ signal }: Finding): readonly string[] {
  if (!signal) return [];
  const show = (value: number): string => valueText(value, signal.unit);
  const interval = signal.interval ? ` (95 %: ${show(signal.interval[0])} to ${show(signal.interval[1])})` : '';
  return [
    `        ${signal.name}: ${show(signal.value)}${interval}, threshold ${show(signal.threshold)}, n = ${formatCount(signal.sampleCount)}`,
  ];
}

/** Heat stands as a bar before each line, full from a quarter of the time on; the line of the finding is marked. */
function excerptLines({ firstLine, lines, shares }: Excerpt, line: number, columns: number, paint: Paint): readonly string[] {
  const hottest = Math.max(...shares, fullShare);
  return lines.map((text, index) => {
    const isNamed = firstLine + index === line;
    const share = shares[index] ?? 0;
    const bar = '█'.repeat(Math.round((share / hottest) * 4)).padEnd(4);
    const head = `        ${bar} ${share >= 0.001 ? formatShare(share).padStart(6) : '      '} ${`${isNamed ? '▸ ' : ''}${firstLine + index}`.padStart(7)} `;
    const body = printable(text).slice(0, Math.max(50, columns - head.length));
    return isNamed ? `${head}${paint('bold', body)}` : paint('dim', `${head}${body}`);
  });
}

function functionLines({ frames, functions = [], summary }: ProfileReport, { cwd }: TextOptions, paint: Paint): readonly string[] {
  const busy = summary.busySampleCount ?? 0;
  const shown = functions.filter(({ frame, self }) => self > 0 && frames[frame]?.category !== 'idle').slice(0, shownFunctions);
  if (shown.length === 0 || busy === 0) return [];
  return [
    paint('bold', 'Hot functions (self, total, hottest lines)'),
    ...shown.map(({ frame, self, total, lines, callCount }) => {
      const { name, file, line } = frames[frame] ?? { name: '', file: '', line: 0 };
      const at = file === '' ? '' : ` ${relativeFile(file, cwd)}:${line}`;
      const hot = lines
        .slice(0, 2)
        .filter(([, samples]) => samples >= busy * 0.01)
        .map(([own, samples]) => `${own}: ${formatShare(samples / busy)}`);
      return `${formatShare(self / busy).padStart(7)} ${formatShare(Math.min(1, total / busy)).padStart(7)}  ${printable(name || '(anonymous)')}${paint('dim', `${printable(at)}${hot.length > 0 && file !== '' ? `  (${hot.join(', ')})` : ''}${callCount === undefined ? '' : `, called ${formatCount(callCount)}×`}`)}`;
    }),
    '',
  ];
}

function waitLines({ waits = [] }: ProfileReport, paint: Paint): readonly string[] {
  const shown = waits.filter(({ ns }) => ns > 1e6).slice(0, shownWaits);
  if (shown.length === 0) return [];
  return [
    paint('bold', 'Waiting'),
    ...shown.map(({ kind, peer, count, ns, p95Ns, chainLength = 0 }) => {
      const chain = chainLength >= 5 ? `, up to ${chainLength} in a row one at a time` : '';
      return `${formatNs(ns).padStart(9)}  ${kind} ${printable(peer)}: ${formatCount(count)}×, 95 % within ${formatNs(p95Ns ?? 0)}${chain}`;
    }),
    '',
  ];
}

function memoryLines({ collections, allocations = [], frames, summary }: ProfileReport, paint: Paint): readonly string[] {
  const bytes = allocations.reduce((sum, site) => sum + site.bytes, 0);
  if (bytes === 0) return [];
  const [first] = allocations;
  const site = first && frames[first.frame];
  return [
    paint('bold', 'Memory'),
    `  about ${formatBytes(bytes)} allocated, ${formatNs(summary.gcNs)} collecting${collections && collections.minorCount + collections.majorCount > 0 ? ` (${formatCount(collections.minorCount)} minor, ${formatCount(collections.majorCount)} major)` : ''}${site ? `; most in ${printable(site.name || '(anonymous)')}, ${formatShare(first.share)}` : ''}`,
    '',
  ];
}

function spanLines({ spans = [] }: ProfileReport, paint: Paint): readonly string[] {
  if (spans.length === 0) return [];
  return [
    paint('bold', 'Named by the program'),
    ...spans
      .slice(0, 10)
      .map(
        ({ name, count, ns, maxNs }) =>
          `${formatNs(ns).padStart(9)}  ${printable(name)}: ${formatCount(count)}×, longest ${formatNs(maxNs)}`,
      ),
    '',
  ];
}

function placeText({ file, line, column, function: name }: SourcePlace, cwd: string): string {
  const position = [relativeFile(file, cwd), line, column].filter((part) => part !== undefined && part !== 0).join(':');
  return printable(name === undefined || name === '' ? position : `${name} (${position})`);
}

function evidenceText({ value, unit }: Evidence): string {
  return typeof value === 'number' ? valueText(value, unit) : printable(value);
}

function valueText(value: number, unit: string | undefined): string {
  if (unit === 'ratio') return formatShare(value);
  if (unit === 'ns') return formatNs(value);
  if (unit === 'bytes') return formatBytes(value);
  return unit === undefined || unit === 'count' ? formatCount(value) : `${value} ${unit}`;
}
