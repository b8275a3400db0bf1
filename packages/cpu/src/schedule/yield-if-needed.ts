/** Milliseconds that a piece of work may keep the event loop before others get their turn. */
export const defaultBudgetMs = 8;

/** When this turn of the event loop began to be used; −1 while nobody has asked in it. */
let turnStartMs = -1;
let isWatching = false;
let pending: Promise<void> | undefined;

/**
 * `undefined` while this turn of the event loop has been used for less than `budgetMs`, else a promise for the next turn; timers and input have
 * theirs before. The budget is one for all who ask in a turn, and starts with the first of them. Default 8 ms.
 * @example
 * for (const row of rows) {
 *   score(row);
 *   const pause = yieldIfNeeded();
 *   if (pause) await pause;
 * }
 */
export function yieldIfNeeded(budgetMs: number = defaultBudgetMs): Promise<void> | undefined {
  const nowMs = performance.now();
  if (turnStartMs < 0) {
    turnStartMs = nowMs;
    watchTurn();
  }
  if (nowMs - turnStartMs < budgetMs) return undefined;
  return (pending ??= new Promise((resolve) => {
    setImmediate(() => {
      pending = undefined;
      // All who wait go on in one turn, and share it.
      turnStartMs = performance.now();
      watchTurn();
      resolve();
    });
  }));
}

/** Notices that the turn is over. Does not keep the process alive. */
function watchTurn(): void {
  if (isWatching) return;
  isWatching = true;
  setImmediate(() => {
    isWatching = false;
    turnStartMs = -1;
  }).unref();
}
