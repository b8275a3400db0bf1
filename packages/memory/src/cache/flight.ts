import type { LoadContext } from './cache.ts';

/** What a flight of `loadMany` ends with when the key was left out. */
export const leftOut: unique symbol = Symbol('left out');

/** One load, and who waits for it. */
export interface Flight<Value> {
  readonly promise: Promise<Value | typeof leftOut>;
  readonly abortion: Abortion;
  /** Callers that have not aborted. */
  waiters: number;
  /** Whether the cache takes the value. */
  isKept: boolean;
}

/** The signal of one call of a loader, made when the loader asks for it. */
export class Abortion {
  /** Flights of the call that somebody still waits for. */
  flights = 0;
  #controller: AbortController | undefined;
  #reason: Error | undefined;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  abort(reason: Error): void {
    this.#reason = reason;
    this.#controller?.abort(reason);
  }
}

/** What a loader is handed beside the key. */
export class FlightContext<Value> implements LoadContext<Value> {
  readonly stale: Value | undefined;
  ttlMs: number | undefined;
  readonly #abortion: Abortion;

  constructor(abortion: Abortion, stale: Value | undefined) {
    this.#abortion = abortion;
    this.stale = stale;
  }

  get signal(): AbortSignal {
    return this.#abortion.signal;
  }

  // Loaders take their context apart, so this may not depend on `this`.
  readonly keepFor = (ttlMs: number): void => {
    this.ttlMs = ttlMs;
  };
}
