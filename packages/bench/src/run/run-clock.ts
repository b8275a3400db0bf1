import type { ForkCount, RunProgress } from '../engine/events.ts';

/** Keeps the time of a run: progress, what remains, and whether the case at work has had its share of the budget. */
export interface RunClock {
  readonly progress: () => RunProgress;
  readonly isLate: () => boolean;
  readonly forkDone: (fork: ForkCount) => void;
  readonly caseDone: () => void;
}

/** `estimatesMs` are of the cases in order. What is left is scaled by how wrong they were so far. */
export function createClock(
  estimatesMs: readonly number[],
  budgetMs: number | undefined,
  now: () => number = () => performance.now(),
): RunClock {
  const start = now();
  let casesDone = 0;
  let doneMs = 0;
  let forkShare = 0;
  let caseStart = start;
  const left = (): number => estimatesMs.slice(casesDone).reduce((sum, ms) => sum + ms, 0);
  const current = (): number => estimatesMs[casesDone] ?? 0;

  return {
    progress: () => {
      const elapsedMs = now() - start;
      const estimated = doneMs + forkShare * current();
      const scale = estimated > 0 ? Math.min(Math.max(elapsedMs / estimated, 0.25), 10) : 1;
      return { casesDone, caseCount: estimatesMs.length, elapsedMs, remainingMs: Math.max(0, left() - forkShare * current()) * scale };
    },
    isLate: () => {
      if (budgetMs === undefined) return false;
      // What earlier cases saved or overspent is shared among those to come.
      const share = ((budgetMs - (caseStart - start)) * current()) / Math.max(left(), 1);
      return now() - caseStart > Math.max(share, 0);
    },
    forkDone: ({ number, most, purpose }) => {
      forkShare = purpose === 'measure' ? Math.min(0.95, number / most) : 0.95;
    },
    caseDone: () => {
      doneMs += current();
      casesDone += 1;
      forkShare = 0;
      caseStart = now();
    },
  };
}
