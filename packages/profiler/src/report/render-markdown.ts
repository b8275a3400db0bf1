import type { Finding, ProfileReport } from '@nsi/core/report';
import { formatCount, formatNs, formatShare } from './format.ts';
import { relativeFile } from './relative-file.ts';

const shownFunctions = 10;

/** A profile for a pull request: verdict, findings, hot functions. */
export function renderMarkdown({ summary, findings, functions = [], frames, target }: ProfileReport): string {
  const busy = Math.max(1, summary.busySampleCount ?? 0);
  const hot = functions.filter(({ frame, self }) => self > 0 && frames[frame]?.category !== 'idle').slice(0, shownFunctions);
  const hasCalls = hot.some(({ callCount }) => callCount !== undefined);
  return [
    `## Profile of ${code([target.path, ...target.args].join(' '))}`,
    '',
    `**${escape(summary.verdict ?? '')}**`,
    ...(summary.warnings ?? []).map((warning) => `> ⚠ ${escape(warning)}`),
    '',
    ...(findings.length === 0 ? ['No rule found a cause.', ''] : findings.flatMap((finding) => findingText(finding))),
    `| self | total | function | where |${hasCalls ? ' calls |' : ''}`,
    `| ---: | ---: | --- | --- |${hasCalls ? ' ---: |' : ''}`,
    ...hot.map(({ frame, self, total, callCount }) => {
      const { name, file, line } = frames[frame] ?? { name: '', file: '', line: 0 };
      return `| ${formatShare(self / busy)} | ${formatShare(Math.min(1, total / busy))} | ${code(name || '(anonymous)')} | ${file === '' ? '' : code(`${relativeFile(file, process.cwd())}:${line}`)} |${hasCalls ? ` ${callCount === undefined ? '' : formatCount(callCount)} |` : ''}`;
    }),
    '',
    `${summary.busySampleCount ?? 0} busy samples, one each ${formatNs(summary.intervalNs)}; profiling cost about ${formatShare(summary.overheadRatio)}.`,
    '',
  ].join('\n');
}

function findingText({ id, severity, certainty, message, where = [], fix, expectedGain, experiment }: Finding): readonly string[] {
  const [place] = where;
  return [
    `### ${escape(message)}`,
    '',
    `${code(id)}, ${severity}, ${certainty ?? 'hint'}${expectedGain ? `, saves at most ${formatShare(expectedGain.share)} of ${expectedGain.of}` : ''}`,
    '',
    ...(place
      ? [
          `${code(`${relativeFile(place.file, process.cwd())}:${place.line ?? 0}`)}${place.function ? ` in ${code(place.function)}` : ''}`,
          '',
        ]
      : []),
    ...(fix?.function === undefined ? [] : [`Fix: ${code([fix.package, fix.function].filter(Boolean).join(' · '))}`, '']),
    ...(fix?.diff === undefined ? [] : ['```diff', fix.diff.replaceAll('```', "'''"), '```', '']),
    ...(fix?.whenNot === undefined ? [] : [`Not when ${escape(fix.whenNot)}`, '']),
    ...(experiment ? [`Tried: ${escape(experiment.summary)}: **${experiment.verdict}**, ${experiment.ratio.toFixed(2)}×`, ''] : []),
  ];
}

/** Nothing a program is named may become markup. */
function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}

function code(text: string): string {
  const ticks = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  return `${ticks}${ticks.length > 1 ? ' ' : ''}${text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|')}${ticks.length > 1 ? ' ' : ''}${ticks}`;
}
