import { noRecorder, type Recorder } from '@nsi/core';
import { memoryMetrics } from '../metrics.ts';
import type { Load, LoadMany } from './cache.ts';
import { Abortion, FlightContext, leftOut, type Flight } from './flight.ts';
import { callLoadMany, notLoaded } from './load-many.ts';

/** What loads need from the cache they load for. */
export interface LoadsOptions<Key, Value> {
  readonly name: string;
  readonly recorder: Recorder;
  /** Keeps a loaded value; `ttlMs` is what the loader asked for. */
  readonly keep: (key: Key, value: Value, ttlMs: number | undefined) => void;
}

/** Loads in flight, one per key. Whoever asks for the key meanwhile waits for the same one. */
export class Loads<Key, Value> {
  started = 0;
  failed = 0;
  readonly #flights: Map<Key, Flight<Value>> = new Map();
  readonly #options: LoadsOptions<Key, Value>;

  constructor(options: LoadsOptions<Key, Value>) {
    this.#options = options;
  }

  get inFlight(): number {
    return this.#flights.size;
  }

  has(key: Key): boolean {
    return this.#flights.has(key);
  }

  /** The value of one key. `stale` is what it replaces. */
  load(key: Key, load: Load<Key, Value>, signal?: AbortSignal, stale?: Value): Promise<Value> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const flight = this.#flights.get(key) ?? this.#start(key, load, stale);
    return this.#wait(key, flight, signal);
  }

  /** The values of `keys`, in a map without those that `loadMany` leaves out. One call for all that are not in flight already. */
  async loadMany(keys: readonly Key[], loadMany: LoadMany<Key, Value>, signal?: AbortSignal): Promise<Map<Key, Value>> {
    signal?.throwIfAborted();
    const isNew = (key: Key): boolean => !this.#flights.has(key);
    const fresh = keys.filter(isNew);
    if (fresh.length > 0) this.#startMany(fresh, loadMany);
    const values = new Map<Key, Value>();
    await Promise.all(
      keys.map(async (key) => {
        const flight = this.#flights.get(key) as Flight<Value>;
        const value = await this.#waitForAny(key, flight, signal);
        if (value !== leftOut) values.set(key, value);
      }),
    );
    return values;
  }

  /** The key was written or deleted meanwhile: the load in flight is for those who wait, not for the cache. */
  supersede(key: Key): void {
    if (this.#flights.size === 0) return;
    const flight = this.#flights.get(key);
    if (flight === undefined) return;
    flight.isKept = false;
    this.#flights.delete(key);
  }

  supersedeAll(): void {
    for (const flight of this.#flights.values()) flight.isKept = false;
    this.#flights.clear();
  }

  /** Aborts every load. */
  abort(reason: Error): void {
    const flights = [...this.#flights.values()];
    this.supersedeAll();
    for (const { abortion } of flights) abortion.abort(reason);
  }

  #start(key: Key, load: Load<Key, Value>, stale: Value | undefined): Flight<Value> {
    const abortion = new Abortion();
    const context = new FlightContext(abortion, stale);
    return this.#take(key, abortion, async (flight) => {
      const value = await this.#timed(() => load(key, context));
      if (flight.isKept) this.#options.keep(key, value, context.ttlMs);
      return value;
    });
  }

  #startMany(keys: readonly Key[], loadMany: LoadMany<Key, Value>): void {
    const abortion = new Abortion();
    const { promise: values, resolve } = Promise.withResolvers<ReadonlyMap<Key, Value>>();
    for (const key of keys) {
      this.#take(key, abortion, async (flight) => {
        const loaded = await values;
        if (!loaded.has(key)) return leftOut;
        const value = loaded.get(key) as Value;
        if (flight.isKept) this.#options.keep(key, value, undefined);
        return value;
      });
    }
    resolve(this.#timed(() => callLoadMany(loadMany, keys, new FlightContext(abortion, undefined))));
  }

  /** Puts a flight on the board before it starts, so that a loader that asks for its own key finds it. */
  #take(key: Key, abortion: Abortion, run: (flight: Flight<Value>) => Promise<Value | typeof leftOut>): Flight<Value> {
    const { promise, resolve } = Promise.withResolvers<Value | typeof leftOut>();
    const flight: Flight<Value> = { promise, abortion, waiters: 0, isKept: true };
    this.#flights.set(key, flight);
    abortion.flights++;
    resolve(
      run(flight).finally(() => {
        if (this.#flights.get(key) === flight) this.#flights.delete(key);
      }),
    );
    return flight;
  }

  async #wait(key: Key, flight: Flight<Value>, signal: AbortSignal | undefined): Promise<Value> {
    const value = await this.#waitForAny(key, flight, signal);
    if (value !== leftOut) return value;
    throw notLoaded(key);
  }

  #waitForAny(key: Key, flight: Flight<Value>, signal: AbortSignal | undefined): Promise<Value | typeof leftOut> {
    flight.waiters++;
    if (signal === undefined) return flight.promise;
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const leave = (): void => {
      this.#leave(key, flight, signal.reason as Error);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', leave, { once: true });
    return Promise.race([flight.promise, aborted]).finally(() => signal.removeEventListener('abort', leave));
  }

  #leave(key: Key, flight: Flight<Value>, reason: Error): void {
    if (--flight.waiters > 0) return;
    flight.isKept = false;
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
    if (--flight.abortion.flights === 0) flight.abortion.abort(reason);
  }

  async #timed<Result>(run: () => Result | Promise<Result>): Promise<Result> {
    this.started++;
    const { recorder, name } = this.#options;
    const startMs = recorder === noRecorder ? 0 : performance.now();
    let outcome = 'error';
    try {
      const result = await run();
      outcome = 'ok';
      return result;
    } catch (error) {
      this.failed++;
      throw error;
    } finally {
      if (recorder !== noRecorder)
        recorder.observe(memoryMetrics.cacheLoad, (performance.now() - startMs) / 1000, { cache: name, outcome });
    }
  }
}
