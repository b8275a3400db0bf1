import type { BenchReport } from '@nsi/core/report';
import { html, type Html } from '../page/html.ts';
import { dateWords, type Masthead } from '../page/masthead.ts';
import { changeWords, intervalWords } from './change-words.ts';
import { basisWords, type ComparisonRow, comparisonRows, type Outcome, outcomeOf, paramWords } from './comparison-row.ts';
import { verdictClass, verdictSign } from './verdict-badge.ts';

/** The answer of a benchmark report: how many comparisons went which way, the largest gain and the largest loss. */
export function benchMasthead(report: BenchReport): Masthead {
  const rows = comparisonRows(report);
  return {
    eyebrow: ['Benchmark report', dateWords(report.createdAt), machineWords(report)],
    title: 'Benchmarks',
    verdict: verdictSentence(rows),
    qualification: qualification(report, rows),
    extra: html`${verdictStrip(rows)}${highlights(rows)}`,
  };
}

/** `Faster in 17 of 27 comparisons, slower in 2.` */
export function verdictSentence(rows: readonly ComparisonRow[]): string {
  if (rows.length === 0) return 'Nothing was compared.';
  const [faster, slower] = [countOf(rows, 'improvement'), countOf(rows, 'regression')];
  if (countOf(rows, 'wrong output') === rows.length) return `Wrong output in ${countWords(rows.length, 'comparison')}: no speed counts.`;
  if (faster === 0 && slower === 0) return `No difference was found in ${countWords(rows.length, 'comparison')}.`;
  if (faster === 0) return `Slower in ${slower} of ${countWords(rows.length, 'comparison')}, faster in none.`;
  return `Faster in ${faster} of ${countWords(rows.length, 'comparison')}, slower in ${slower === 0 ? 'none' : slower}.`;
}

function qualification({ isComplete, cases }: BenchReport, rows: readonly ComparisonRow[]): string {
  const same = countOf(rows, 'no change');
  const open = countOf(rows, 'inconclusive');
  const failed = cases.filter(({ status }) => status === 'failed').length;
  const outputs = cases.flatMap(({ variants, baseline }) => variants.filter(({ name }) => name !== baseline));
  const differing = outputs.filter(({ integrity }) => integrity.status === 'failed').length;
  const unchecked = outputs.filter(({ integrity }) => integrity.status === 'not checked').length;
  return [
    !isComplete && 'The run was interrupted: what follows is what was done.',
    sentenceOf([
      same > 0 && `${same} ${same === 1 ? 'shows' : 'show'} no change`,
      open > 0 && `${open} ${open === 1 ? 'is' : 'are'} inconclusive`,
      failed > 0 && `${countWords(failed, 'case')} failed`,
    ]),
    differing > 0 &&
      `${countWords(differing, 'output')} ${differing === 1 ? 'differs from its' : 'differ from their'} baseline: speed counts for nothing there.`,
    differing === 0 && unchecked === 0 && outputs.length > 0 && `Every output equals its baseline’s.`,
    unchecked > 0 && `${countWords(unchecked, 'output')} ${unchecked === 1 ? 'was' : 'were'} not checked.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function sentenceOf(clauses: readonly (string | false)[]): string {
  const said = clauses.filter((clause) => clause !== false);
  return said.length === 0 ? '' : `${new Intl.ListFormat('en').format(said)}.`;
}

const stripOrder: readonly Outcome[] = ['improvement', 'no change', 'inconclusive', 'wrong output', 'regression'];

function verdictStrip(rows: readonly ComparisonRow[]): Html | undefined {
  if (rows.length === 0) return undefined;
  const parts = stripOrder.map((verdict) => ({ verdict, count: countOf(rows, verdict) })).filter(({ count }) => count > 0);
  let start = 0;
  const bars = parts.map(({ verdict, count }) => {
    const [x, width] = [start, (count / rows.length) * 100];
    start += width;
    return html`<rect class="strip--${verdictClass[verdict]}" x="${x.toFixed(3)}%" y="0" width="${width.toFixed(3)}%" height="12" />`;
  });
  const legend = parts.map(
    ({ verdict, count }) => html`<li class="text--${verdictClass[verdict]}">${verdictSign(verdict)}<b>${count}</b> ${verdict}</li>`,
  );
  return html`<svg class="strip" width="100%" height="12" aria-hidden="true">${bars}</svg>
    <ul class="legend">
      ${legend}
    </ul>`;
}

/** What is shown first is what is sure: the bound nearest to no change tells which gain, and which loss, is the largest. */
function highlights(rows: readonly ComparisonRow[]): Html | undefined {
  const told = rows.filter(({ comparison }) => comparison.ratio > 0);
  const [gain] = told
    .filter((row) => outcomeOf(row) === 'improvement')
    .toSorted((a, b) => a.comparison.interval[1] - b.comparison.interval[1]);
  const [loss] = told
    .filter((row) => outcomeOf(row) === 'regression')
    .toSorted((a, b) => b.comparison.interval[0] - a.comparison.interval[0]);
  const cards = [gain && highlight('Largest gain', gain), loss && highlight('Largest loss', loss)].filter((card) => card !== undefined);
  return cards.length === 0 ? undefined : html`<div class="highlights">${cards}</div>`;
}

function highlight(label: string, { case: benchCase, comparison }: ComparisonRow): Html {
  return html`<div class="highlight highlight--${verdictClass[comparison.verdict]}">
    <p class="label">${label}</p>
    <p class="figure-words">${changeWords(comparison.ratio)}</p>
    <p class="case-words">
      <bdi>${benchCase.category}/${benchCase.suite}</bdi> <span><bdi>${paramWords(benchCase)}</bdi></span>
    </p>
    <p class="between">
      ${intervalWords(comparison.interval)}, ${basisWords(comparison)}: <bdi>${comparison.candidate}</bdi> against
      <bdi>${comparison.baseline}</bdi>
    </p>
  </div>`;
}

function machineWords({ environment: { node, os, arch, cores, gitCommit } }: BenchReport): string {
  const words = [`Node ${node.replace(/^v/, '')}`, `${os} ${arch}`, countWords(cores, 'core')];
  return [...words, gitCommit && `commit ${gitCommit.slice(0, 8)}`].filter(Boolean).join(', ');
}

function countOf(rows: readonly ComparisonRow[], outcome: Outcome): number {
  return rows.filter((row) => outcomeOf(row) === outcome).length;
}

function countWords(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
