import type { Progress } from '@nsi/core/cli';
import type { BenchCase } from '@nsi/core/report';
import type { RunEvent, RunListener, RunProgress } from '../engine/events.ts';
import { commonReach, intervalBar } from './interval-bar.ts';
import { createPaint, type Paint } from './paint.ts';
import { durationText, ratioWords } from './quantity.ts';

/** Where progress goes: the frame's `progress` and `note`. */
export interface ProgressTarget {
  readonly progress: (progress: Progress) => void;
  readonly note: (line: string) => void;
}

export interface RunProgressOptions extends ProgressTarget {
  /** Whether stderr is a terminal: then the last cases are drawn live, else each finished case is a line. */
  readonly isLive: boolean;
  readonly color: boolean;
}

const liveCases = 6;
const barCells = 21;

/** Draws a run. Called between forks only, keeps the last few cases, and so costs the same at the first case and the ten-thousandth. */
export function createRunProgress({ progress, note, isLive, color }: RunProgressOptions): RunListener {
  const paint = createPaint(color);
  const finished: BenchCase[] = [];
  let current: { readonly id: string; text: string } | undefined;
  let state: RunProgress = { casesDone: 0, caseCount: 0, elapsedMs: 0, remainingMs: 0 };

  return (event) => {
    // Findings stand at the end of the results.
    if (event.type === 'finding') return;
    follow(event);
    progress({
      text: [current?.text ?? 'starting', ...(isLive ? liveLines(finished, paint) : [])].join('\n'),
      done: state.casesDone,
      total: state.caseCount,
      remainingMs: state.remainingMs,
    });
  };

  function follow(event: Exclude<RunEvent, { readonly type: 'finding' }>): void {
    if (event.type === 'planned') {
      state = { casesDone: 0, caseCount: event.cases.length, elapsedMs: 0, remainingMs: event.estimatedMs };
      return;
    }
    if ('progress' in event) state = event.progress;
    if (event.type === 'case started') current = { id: event.id, text: event.id };
    else if (event.type === 'fork started')
      current = {
        id: event.id,
        text: `${event.id}, process ${event.fork.number} of at most ${event.fork.most}${purposeText(event.fork.purpose)}`,
      };
    else if (event.type === 'fork finished') {
      if (event.dropped !== undefined) note(`${event.id}: process ${event.fork.number} dropped: ${event.dropped}`);
      if (isLive) current = { id: event.id, text: [event.id, ...soFarLines(event.comparisons)].join('\n') };
    } else {
      finished.push(event.case);
      if (finished.length > liveCases) finished.shift();
      if (!isLive) note(`${state.casesDone}/${state.caseCount} ${caseSentence(event.case)}`);
    }
  }
}

function purposeText(purpose: 'measure' | 'confirm' | 'solo' | 'count'): string {
  return { measure: '', confirm: ' (confirming)', solo: ' (memory)', count: ' (instructions)' }[purpose];
}

function soFarLines(comparisons: Extract<RunEvent, { readonly type: 'fork finished' }>['comparisons']): string[] {
  const reach = commonReach(comparisons);
  return comparisons.map(
    (comparison) => `  ${intervalBar(comparison, { cells: barCells, reach })}  ${comparison.candidate}  ${ratioWords(comparison.ratio)}`,
  );
}

function liveLines(finished: readonly BenchCase[], paint: Paint): string[] {
  const reach = commonReach(finished.flatMap(({ comparisons }) => comparisons));
  return finished.flatMap(({ id, status, failure, comparisons }) => {
    if (status === 'failed') return [`${paint('red', '✗')} ${id}  ${paint('red', failure?.message.split('\n', 1)[0] ?? 'failed')}`];
    if (comparisons.length === 0) return [`${paint('dim', '✓')} ${id}`];
    return comparisons.map(
      (comparison) =>
        `${paint('dim', '✓')} ${intervalBar(comparison, { cells: barCells, reach })}  ${id}  ${comparison.candidate}  ${verdictWords(comparison)}`,
    );
  });
}

/** One line for a log: the case, and each candidate's verdict or the first failure. */
export function caseSentence({ id, status, failure, comparisons, variants }: BenchCase): string {
  if (status === 'failed') return `${id}: failed: ${failure?.message.split('\n', 1)[0] ?? 'no reason given'}`;
  if (comparisons.length === 0)
    return `${id}: ${variants.map(({ name, summary }) => `${name} ${durationText(summary.median)}`).join(', ')}`;
  return `${id}: ${comparisons.map((comparison) => `${comparison.candidate} ${verdictWords(comparison)}`).join(', ')}`;
}

function verdictWords({ verdict, ratio }: { readonly verdict: string; readonly ratio: number }): string {
  return verdict === 'no change' || verdict === 'inconclusive' ? verdict : ratioWords(ratio);
}
