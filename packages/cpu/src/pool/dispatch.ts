import { openThreads, type Threads } from '../drivers/piscina.ts';
import { cpuError } from '../errors.ts';
import { createControlBlock, now, type ControlBlock } from './control-block.ts';
import { createFairQueue } from './fair-queue.ts';
import { createFlightWatch } from './flight-watch.ts';
import { isBatch, type Call, type CallOptions, type Flight, type LostBatch, type Ticket } from './flight.ts';
import { createPoolRecorder, type PoolCounts, type RecycleReason, type TaskOutcome } from './pool-metrics.ts';
import type { PoolSettings } from './pool-options.ts';
import { threadLost } from './thread-lost.ts';
import { ownModule, type SideMessage, type WireAnswer } from './wire.ts';
import { decodeError } from './decode-error.ts';

/** Gives calls to threads: the fair queue in front, a slot for each thread, and what becomes of threads afterwards. */
export interface Dispatch extends AsyncDisposable {
  readonly control: ControlBlock;
  submit(call: Call, options?: CallOptions): Ticket;
  /** Ids of the threads that are there. */
  threadIds(): readonly number[];
  resize(threads: number): void;
  readonly threads: number;
  readonly running: number;
  readonly waiting: number;
  readonly counts: Readonly<PoolCounts>;
}

/** How long the oldest of a lower priority waits until it counts as one higher. */
const agingMs = 500;

export function createDispatch(settings: PoolSettings): Dispatch {
  const { queue: bounds, abortGraceMs, memory, maxTasksPerThread } = settings;
  const control = createControlBlock();
  const recorder = createPoolRecorder(settings.recorder);
  const queue = createFairQueue<Flight>({ agingMs });
  /** Calls that must run on a certain thread, or on a new one; they come before the queue. */
  const bound: Flight[] = [];
  /** Calls for which the queue has no room. */
  const outside: Flight[] = [];
  /** Those that run, and those whose side messages are still on their way. */
  const flights = new Map<number, Flight>();
  const idleSlots: number[] = Array.from({ length: settings.threads }, (_, index) => settings.threads - 1 - index);
  const spareSlots: number[] = [];
  const tasksOfThread = new Map<number, number>();
  let most = settings.threads;
  let usedSlots = most;
  let running = 0;
  let serials = 0;
  let threads: Threads | undefined;
  let opening: Promise<void> | undefined;
  let disposal: Promise<void> | undefined;
  let onEmpty: (() => void) | undefined;
  const watch = createFlightWatch({ control, abortGraceMs, settle: fail, kill });

  return {
    control,
    submit,
    threadIds: () => threads?.ids() ?? [],
    resize,
    get threads() {
      return most;
    },
    get running() {
      return running;
    },
    get waiting() {
      return queue.size + bound.length + outside.length;
    },
    counts: recorder.counts,
    [Symbol.asyncDispose]: () => (disposal ??= dispose()),
  };

  function submit(call: Call, options: CallOptions = {}): Ticket {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const { key = '', priority = 0, deadline = Infinity, placement, signal } = options;
    const flight: Flight = {
      key,
      priority,
      deadline,
      call,
      options,
      resolve,
      reject,
      placement,
      serial: ++serials,
      submittedAt: now(),
      slot: -1,
      startedAt: 0,
      placed: undefined,
      isSettled: false,
      hasLanded: false,
      answer: undefined,
      sidesSeen: 0,
      value: undefined,
      reason: undefined,
      timers: undefined,
    };
    const refusal = refusalOf(flight);
    if (signal?.aborted) fail(flight, signal.reason, 'aborted');
    else if (refusal) fail(flight, refusal, 'failed');
    else {
      watch.begin(flight);
      if (placement !== undefined) bound.push(flight);
      else if (isFull() && !options.isInner) outside.push(flight);
      else queue.push(flight);
      pump();
    }
    return {
      answer: promise,
      get hasStarted() {
        return flight.slot >= 0;
      },
      cancel: (reason) => fail(flight, reason, 'aborted'),
      credit() {
        if (!flight.hasLanded && flight.slot >= 0) control.addCredit(flight.slot);
      },
    };
  }

  function refusalOf({ options }: Flight): Error | undefined {
    if (disposal) return disposed();
    if (bounds.onFull === 'wait' || options.isInner || options.placement !== undefined || !isFull()) return undefined;
    return cpuError('NSI_CPU_POOL_FULL', `expected at most ${bounds.max} tasks to wait, got one more`);
  }

  /** What can start at once does not count. */
  function isFull(): boolean {
    return queue.size >= bounds.max + (queue.size === 0 ? idleSlots.length : 0);
  }

  /** Starts what waits while a slot is free. */
  function pump(): void {
    if (idleSlots.length === 0 || queue.size + bound.length === 0) return;
    if (!threads) return void (opening ??= open().catch(failWaiting));
    while (idleSlots.length > 0) {
      const flight = takeBound(threads) ?? takeQueued();
      if (!flight) return;
      start(flight, threads);
    }
  }

  function takeBound({ ids }: Threads): Flight | undefined {
    if (bound.length === 0) return undefined;
    const there = new Set(ids());
    const busy = busyThreads();
    const index = bound.findIndex(
      ({ placement }) => placement === 'fresh' || !there.has(placement as number) || !busy.has(placement as number),
    );
    if (index < 0) return undefined;
    const [flight] = bound.splice(index, 1) as [Flight];
    // Its thread is gone: another takes its place.
    if (typeof flight.placement === 'number' && !there.has(flight.placement)) flight.placement = 'fresh';
    return flight;
  }

  function busyThreads(): ReadonlySet<number> {
    return new Set([...flights.values()].flatMap(({ placed, hasLanded }) => (placed && !hasLanded ? [placed.threadId] : [])));
  }

  function takeQueued(): Flight | undefined {
    const flight = queue.take();
    const next = outside[0];
    if (next && !isFull()) queue.push(outside.shift() as Flight);
    return flight;
  }

  async function open(): Promise<void> {
    const { idleMs, atomics, module, setup } = settings;
    const measuresHeap = memory.recycleAboveMiB !== undefined;
    threads = await openThreads({
      threads: most,
      idleMs,
      atomics,
      maxOldMiB: memory.maxOldMiB,
      setting: { control: control.buffer, module, setup, measuresHeap },
      onMessage: takeMessage,
      onThreadError: loseAll,
    });
    threads.setMost(most);
    opening = undefined;
    pump();
  }

  function failWaiting(error: unknown): void {
    opening = undefined;
    for (const flight of [...bound, ...outside, ...everyQueued()]) fail(flight, error, 'failed');
  }

  function everyQueued(): Flight[] {
    const all: Flight[] = [];
    for (let flight = queue.take(); flight; flight = queue.take()) all.push(flight);
    return all;
  }

  function start(flight: Flight, { run }: Threads): void {
    const { call, options, serial } = flight;
    flight.slot = idleSlots.pop() as number;
    control.reset(flight.slot);
    flight.startedAt = now();
    flights.set(serial, flight);
    running++;
    const { kind, module, task, argument, more = 0, last = 0 } = call;
    const place = module === settings.module ? ownModule : module;
    const placed = run([kind, flight.slot, serial, place, task, argument, more, last], options.transfer ?? [], flight.placement);
    flight.placed = placed;
    placed.answer.then(
      (answer) => land(flight, answer),
      (error: unknown) => lose(flight, error),
    );
    watch.start(flight);
  }

  /** Tasks may post messages of their own; those are nobody's. */
  function takeMessage(message: unknown): void {
    if (typeof message === 'object' && message !== null && 'serial' in message) takeSide(message as SideMessage);
  }

  function takeSide({ serial, part, payload }: SideMessage): void {
    const flight = flights.get(serial);
    if (!flight) return;
    flight.sidesSeen++;
    if (part === 'value') flight.value = payload;
    else if (!flight.isSettled) flight.options.onSide?.({ serial, part, payload });
    if (flight.answer) finish(flight, flight.answer);
  }

  function land(flight: Flight, answer: WireAnswer): void {
    flight.answer = answer;
    finish(flight, answer);
    free(flight);
  }

  /** The answer may overtake the side messages: it waits for them. */
  function finish(flight: Flight, [status, value, sideCount]: WireAnswer): void {
    if (flight.sidesSeen < sideCount) return;
    flights.delete(flight.serial);
    if (flight.isSettled) return;
    if (status === 'error') return fail(flight, decodeError(value), 'failed');
    settle(flight, 'completed');
    flight.resolve(status === 'side' ? flight.value : value);
  }

  /** The thread is gone, or the argument could not be sent. */
  function lose(flight: Flight, cause: unknown): void {
    flights.delete(flight.serial);
    const { call, slot, placed, reason, hasLanded } = flight;
    if (hasLanded) return;
    const error = reason ?? (disposal ? disposed() : threadLost(cause, call.task));
    const began = control.startedAt(slot) > 0;
    if (placed && placed.threadId > 0) tasksOfThread.delete(placed.threadId);
    if (isBatch(call) && began && !flight.isSettled) {
      settle(flight, reason === undefined ? 'lost' : 'timed-out');
      flight.resolve({ lost: control.item(slot), error } satisfies LostBatch);
    } else fail(flight, error, began ? 'lost' : 'failed');
    free(flight);
  }

  function loseAll(error: Error): void {
    const stale = threads;
    threads = undefined;
    for (const flight of flights.values()) lose(flight, error);
    void stale?.close();
  }

  function fail(flight: Flight, reason: unknown, outcome: TaskOutcome): void {
    if (flight.isSettled) return;
    settle(flight, outcome);
    flight.reject(reason);
    if (flight.slot < 0) forget(flight);
    else if (!flight.hasLanded && !flight.answer) watch.stop(flight);
  }

  function settle(flight: Flight, outcome: TaskOutcome): void {
    flight.isSettled = true;
    const started = flight.slot < 0 ? now() : flight.startedAt;
    recorder.ended(outcome, started - flight.submittedAt, now() - started);
    watch.end(flight);
  }

  function forget(flight: Flight): void {
    flight.options.onLanded?.();
    if (queue.remove(flight)) return;
    const list = flight.placement === undefined ? outside : bound;
    const index = list.indexOf(flight);
    if (index >= 0) list.splice(index, 1);
  }

  function free(flight: Flight): void {
    flight.hasLanded = true;
    watch.land(flight);
    flight.options.onLanded?.();
    running--;
    const id = flight.placed?.threadId ?? 0;
    const reason = retirementOf(flight, id);
    // A call that waited for a thread may have been given this one already: then it ends after that call.
    if (reason !== undefined && !busyThreads().has(id)) {
      recorder.recycled(reason);
      tasksOfThread.delete(id);
      void (threads as Threads).terminate(id).then(() => giveBack(flight.slot));
    } else giveBack(flight.slot);
  }

  function retirementOf({ slot, answer }: Flight, id: number): RecycleReason | undefined {
    if (!answer || id === 0 || !threads || disposal) return undefined;
    const tasks = (tasksOfThread.get(id) ?? 0) + 1;
    tasksOfThread.set(id, tasks);
    if (tasks >= maxTasksPerThread) return 'tasks';
    if (memory.recycleAboveMiB !== undefined && control.heapBytes(slot) > memory.recycleAboveMiB * 2 ** 20) return 'heap';
    return threads.ids().length > most ? 'resize' : undefined;
  }

  function giveBack(slot: number): void {
    if (idleSlots.length + running >= most) spareSlots.push(slot);
    else idleSlots.push(slot);
    if (running === 0) onEmpty?.();
    pump();
  }

  function kill(flight: Flight, reason: unknown): void {
    const id = flight.placed?.threadId ?? 0;
    if (flight.hasLanded || !threads) return;
    // The thread is only being started: it will see the flag.
    if (id === 0) return watch.stop(flight);
    flight.reason = reason;
    recorder.recycled('abort');
    void threads.terminate(id);
  }

  function resize(threadCount: number): void {
    while (most < threadCount) {
      idleSlots.push(spareSlots.pop() ?? usedSlots++);
      most++;
    }
    const surplus = most - threadCount;
    most = threadCount;
    spareSlots.push(...idleSlots.splice(0, surplus));
    threads?.setMost(most);
    const ids = threads?.ids() ?? [];
    const busy = busyThreads();
    for (const id of ids.filter((id) => !busy.has(id)).slice(0, Math.max(0, ids.length - most))) {
      recorder.recycled('resize');
      tasksOfThread.delete(id);
      void threads?.terminate(id);
    }
    pump();
  }

  async function dispose(): Promise<void> {
    await opening;
    for (const flight of [...bound, ...outside, ...everyQueued(), ...flights.values()]) fail(flight, disposed(), 'aborted');
    if (running > 0) await watch.within(abortGraceMs, new Promise<void>((resolve) => void (onEmpty = resolve)));
    await threads?.close();
  }
}

function disposed(): Error {
  return cpuError('NSI_CPU_POOL_DISPOSED', 'expected a pool in use, got one that is disposed');
}
