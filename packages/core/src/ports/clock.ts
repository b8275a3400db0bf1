/** Time, handed in where a test must own it. */
export interface Clock {
  /** Milliseconds that only grow; the origin is the clock's own. */
  now(): number;
  /** Calls `callback` once after `delayMs`. Does not keep the process alive. The returned handle cancels it. */
  after(delayMs: number, callback: () => void): Disposable;
}
