import type { BenchCase, BenchReport, BenchVariant, Comparison } from '@nsi/core/report';
import { bytesText, durationText, ratioText, ratioWords } from '../screen/quantity.ts';
import { defineReporter, type Reporter } from './reporter.ts';

/** Tables for a pull request comment, a job summary or a README. */
export const markdownReporter: Reporter = defineReporter({
  name: 'markdown',
  summary: 'tables for comments, job summaries and documentation',
  extension: '.md',
  render(report) {
    const parts = [headline(report), ...report.cases.map(caseTable), findingsList(report), footer(report)];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
  },
});

/** A comment on a pull request may hold 65,536 characters; a longer document keeps its head and says what it left out. */
export function clipMarkdown(markdown: string, maxCharacters = 60_000): string {
  if (markdown.length <= maxCharacters) return markdown;
  const kept = markdown.slice(0, markdown.lastIndexOf('\n\n', maxCharacters));
  return `${kept}\n\n_The rest is left out here: the results file has all of it._\n`;
}

/** Text as Markdown that shows it as it is, on one line. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~@]/g, (character) => `&#${character.codePointAt(0)};`);
}

function headline({ cases, isComplete, method }: BenchReport): string {
  const comparisons = cases.flatMap((benchCase) => benchCase.comparisons);
  const count = (verdict: Comparison['verdict']): number => comparisons.filter((comparison) => comparison.verdict === verdict).length;
  const failed = cases.filter(({ status }) => status === 'failed').length;
  const counts = [
    [count('regression'), 'slower'],
    [count('improvement'), 'faster'],
    [count('no change'), 'unchanged'],
    [count('inconclusive'), 'undecided'],
    [failed, 'failed'],
  ] as const;
  const told = counts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const state = isComplete ? '' : ' **Interrupted: only what was done is shown.**';
  return `## Benchmarks\n\n${told.join(' · ') || `${cases.length} measured`} (\`${escapeMarkdown(method.name)}\`).${state}`;
}

function caseTable(benchCase: BenchCase): string {
  const { id, description, failure, variants } = benchCase;
  const heading = `### ${escapeMarkdown(id)}${description === undefined ? '' : `\n\n${escapeMarkdown(description)}`}`;
  const broken =
    failure === undefined ? '' : `\n\n❌ **${escapeMarkdown(failure.variant ?? 'failed')}**: ${escapeMarkdown(failure.message)}`;
  if (variants.length === 0) return `${heading}${broken}`;
  const rows = variants.map((variant) => rowOf(benchCase, variant));
  return [
    `${heading}${broken}`,
    '',
    '| variant | time a call | allocated | ratio | interval | verdict |',
    '|---|--:|--:|--:|:-:|---|',
    ...rows,
  ].join('\n');
}

function rowOf({ baseline, comparisons }: BenchCase, { name, summary, resources, integrity }: BenchVariant): string {
  const comparison = comparisons.find(({ candidate }) => candidate === name);
  const cells = [
    escapeMarkdown(name),
    durationText(summary.median),
    resources.allocatedBytes === undefined ? '' : bytesText(resources.allocatedBytes),
    comparison === undefined ? '' : ratioText(comparison.ratio),
    comparison === undefined ? '' : `${ratioText(comparison.interval[0])} – ${ratioText(comparison.interval[1])}`,
    comparison === undefined ? (name === baseline ? 'baseline' : '') : verdictWords(comparison),
  ];
  const difference = integrity.difference;
  if (integrity.status === 'failed') {
    cells[5] = `❌ wrong output${difference === undefined ? '' : ` at ${escapeMarkdown(difference.at)}: expected ${escapeMarkdown(difference.expected)}, got ${escapeMarkdown(difference.actual)}`}`;
  }
  return `| ${cells.join(' | ')} |`;
}

const verdictMarks = Object.freeze({ regression: '🔴', improvement: '🟢', 'no change': '⚪', inconclusive: '🟡' });

function verdictWords({ verdict, ratio, moreForks, expectation }: Comparison): string {
  const words = {
    regression: ratioWords(ratio),
    improvement: ratioWords(ratio),
    'no change': 'no change',
    inconclusive: moreForks === undefined ? 'inconclusive' : `inconclusive, ${moreForks} more processes would decide`,
  }[verdict];
  const promise =
    expectation === undefined ? '' : ` · ${escapeMarkdown(expectation.text)}: ${expectation.holds ? 'holds' : '**does not hold**'}`;
  return `${verdictMarks[verdict]} ${words}${promise}`;
}

function findingsList({ findings }: BenchReport): string {
  return findings.map(({ severity, message }) => `- **${severity}** ${escapeMarkdown(message)}`).join('\n');
}

function footer({ environment }: BenchReport): string {
  const { cpuModel, cores, node, os, loadAverage, gitCommit } = environment;
  const facts = [
    cpuModel,
    `${cores} cores`,
    `Node ${node.replace(/^v/, '')}`,
    os,
    `load ${loadAverage[0].toFixed(1)}`,
    ...(gitCommit === undefined ? [] : [gitCommit.slice(0, 12)]),
  ];
  return `<sub>${facts.map(escapeMarkdown).join(' · ')}. A ratio below 1 is faster than the baseline.</sub>`;
}
