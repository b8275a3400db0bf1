import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { Clock } from '@nsi/core/ports';

/** What the target made of one request. */
export interface LoadAnswer {
  readonly isOk: boolean;
  /** Bytes of the answer's body. */
  readonly bytes: number;
  /** Why it is not ok, such as `status 503` or `ECONNREFUSED`: answers are counted by it. */
  readonly reason?: string;
}

/** Sends one request. Resolves with every outcome; it must not reject. */
export type SendRequest = (signal: AbortSignal) => Promise<LoadAnswer>;

/** Rate and length of a run at a constant rate. Nothing has a default. */
export interface OpenLoopPlan {
  readonly ratePerSecond: number;
  readonly durationMs: number;
  /** Answers to requests of this first part are not counted. */
  readonly warmupMs: number;
  /** Requests without an answer at one time; later ones are sent when there is room, and their wait counts. */
  readonly maxInFlight: number;
  /** How long the last requests may take after the plan's end. */
  readonly drainMs: number;
}

/** What a run at a constant rate measured. Histograms hold nanoseconds with three digits. */
export interface OpenLoopResult {
  /** From the moment a request was due to its answer: what a user who does not wait for other users sees. */
  readonly latency: RecordableHistogram;
  /** From the moment a request was sent: what a closed loop would have told. */
  readonly service: RecordableHistogram;
  /** From due to sent: how late this process was itself. */
  readonly sendLag: RecordableHistogram;
  /** Every latency in order of the answers, thinned evenly when there are more than `maxSamples`. */
  readonly samplesNs: readonly number[];
  readonly answered: number;
  readonly failures: ReadonlyMap<string, number>;
  /** Requests that were due but had no answer when the run ended. */
  readonly unanswered: number;
  readonly bytes: number;
  readonly elapsedMs: number;
}

const maxSamples = 20_000;
const maxReasons = 50;

/**
 * Sends at a constant rate whatever the answers do (an open loop; Schroeder et al. 2006, "Open versus closed: a cautionary tale").
 * A request's clock starts when it was due, so a stall of the target is charged to all requests that fell into it and is not
 * left out by a sender that waits (coordinated omission; Tene).
 */
export function runOpenLoop(
  send: SendRequest,
  plan: OpenLoopPlan,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<OpenLoopResult> {
  const { promise, resolve } = Promise.withResolvers<OpenLoopResult>();
  const [latency, service, sendLag] = [histogram(), histogram(), histogram()];
  const samples = createThinnedSamples(maxSamples);
  const failures = new Map<string, number>();
  const drain = new AbortController();
  const startMs = clock.now();
  const intervalMs = 1000 / plan.ratePerSecond;
  // By number, not by time: on a long clock a sum of times differs from its parts.
  const firstCounted = Math.ceil(plan.warmupMs / intervalMs);
  const planned = Math.max(1, Math.floor((plan.durationMs * plan.ratePerSecond) / 1000));
  let [sent, inFlight, answered, bytes] = [0, 0, 0, 0];
  let timer: Disposable | undefined;
  let isOver = false;

  signal.addEventListener('abort', finish, { once: true });
  if (signal.aborted) finish();
  else tick();
  return promise;

  function dueMs(index: number): number {
    return startMs + index * intervalMs;
  }

  function tick(): void {
    timer = undefined;
    const now = clock.now();
    while (sent < planned && inFlight < plan.maxInFlight && dueMs(sent) <= now) void request(sent++);
    if (isOver) return;
    if (sent < planned) {
      // With no room left, the next answer calls `tick` again.
      if (inFlight < plan.maxInFlight) timer = clock.after(Math.max(0, dueMs(sent) - clock.now()), tick);
    } else if (inFlight === 0) finish();
    else timer = clock.after(plan.drainMs, finish);
  }

  async function request(index: number): Promise<void> {
    const due = dueMs(index);
    const sentAt = clock.now();
    inFlight += 1;
    const answer = await send(drain.signal);
    inFlight -= 1;
    if (isOver) return;
    if (index >= firstCounted) record(due, sentAt, clock.now(), answer);
    if (sent >= planned && inFlight === 0) finish();
    else if (sent < planned && timer === undefined) tick();
  }

  function record(due: number, sentAt: number, doneAt: number, { isOk, reason = 'failed', bytes: length }: LoadAnswer): void {
    answered += 1;
    bytes += length;
    if (!isOk) {
      const known = failures.has(reason) || failures.size < maxReasons ? reason : 'other reasons';
      failures.set(known, (failures.get(known) ?? 0) + 1);
    }
    latency.record(nanoseconds(doneAt - due));
    service.record(nanoseconds(doneAt - sentAt));
    sendLag.record(nanoseconds(sentAt - due));
    samples.add((doneAt - due) * 1e6);
  }

  function finish(): void {
    if (isOver) return;
    isOver = true;
    timer?.[Symbol.dispose]();
    signal.removeEventListener('abort', finish);
    const elapsedMs = clock.now() - startMs;
    const due = Math.min(planned, Math.floor(elapsedMs / intervalMs) + 1);
    const warmup = Math.min(due, firstCounted);
    resolve({
      latency,
      service,
      sendLag,
      samplesNs: samples.values(),
      answered,
      failures,
      unanswered: Math.max(0, due - warmup - answered),
      bytes,
      elapsedMs,
    });
    drain.abort();
  }
}

function histogram(): RecordableHistogram {
  return createHistogram({ lowest: 1, highest: 3_600_000_000_000, figures: 3 });
}

function nanoseconds(milliseconds: number): number {
  return Math.min(Math.max(1, Math.round(milliseconds * 1e6)), 3_600_000_000_000);
}

/** Keeps every n-th value, doubling n whenever there are too many: an even sample over time in bounded memory. */
function createThinnedSamples(limit: number): { add(value: number): void; values(): number[] } {
  let kept: number[] = [];
  let step = 1;
  let count = 0;
  return {
    add(value) {
      if (count++ % step !== 0) return;
      kept.push(value);
      if (kept.length <= limit) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      step *= 2;
    },
    values: () => kept,
  };
}
