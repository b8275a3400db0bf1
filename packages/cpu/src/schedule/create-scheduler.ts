import { noRecorder } from '@nsi/core';
import { cpuError } from '../errors.ts';
import { cpuMetrics } from '../metrics.ts';
import { createSignalListeners, type SignalListeners } from '../pool/signal-listeners.ts';
import { LoadGate } from './load-gate.ts';
import { ScheduledTask, TaskTerms, type Run, type Settle } from './scheduled-task.ts';
import { checkTaskOptions, parseSchedulerOptions, type SchedulerSettings } from './scheduler-options.ts';
import type { Scheduler, SchedulerOptions, SchedulerStats, TaskContext, TaskOptions } from './scheduler.ts';
import { TaskQueue } from './task-queue.ts';

/** How long tasks that return without waiting may keep the event loop in one go. */
const sliceMs = 10;

/**
 * A scheduler of its own limit and queue. Throws `NSI_CPU_OPTION` for an option it cannot use, `NSI_CPU_LIMIT_NAME` for a limit that is not there.
 *
 * Tasks start in the order of `(deadline, else added + patienceMs) − priority × ageMs`. That number never changes while a task waits, and the
 * numbers of later tasks only grow, so that every task gets its turn.
 * @example
 * await using scheduler = createScheduler({ concurrency: 2 });
 * const [thumbnail, report] = await Promise.all([
 *   scheduler.add(() => render('thumbnail'), { priority: 5 }),
 *   scheduler.add(() => render('report')),
 * ]);
 */
export function createScheduler(options: SchedulerOptions = {}): Scheduler {
  return new TaskScheduler(parseSchedulerOptions(options));
}

/** What `idle` resolves with. */
type Wake = () => void;

/** Who awaits one running task after another. */
interface Runner {
  task: ScheduledTask | undefined;
}

// The executor of every task's promise: one for all, where a closure for each would cost as much as the promise.
let lastResolve: Settle;
let lastReject: Settle;
const capture = (resolve: Settle, reject: Settle): void => {
  lastResolve = resolve;
  lastReject = reject;
};

/** Hot: see bench/schedule.bench.ts. Promises are awaited by a few runners, the clock is read once for tasks added together, and nothing is kept a task but the task. */
class TaskScheduler implements Scheduler {
  readonly #settings: SchedulerSettings;
  readonly #queue: TaskQueue;
  readonly #gate: LoadGate;
  readonly #signals: SignalListeners<ScheduledTask> = createSignalListeners((task, signal) => this.#cancel(task, signal.reason));
  readonly #runners: Runner[] = [];
  readonly #idleRunners: Runner[] = [];
  /** What the task that was started last goes on with. */
  #pending: Promise<unknown> | undefined;
  readonly #wakes: Wake[] = [];
  readonly #isTimed: boolean;
  #runningCount = 0;
  #runningWeight = 0;
  #runningBytes = 0;
  readonly #startMs: number;
  /** −1 while it is to be read anew. */
  #burstMs = -1;
  #burstAtMs = 0;
  #isDispatchDue = false;
  #isPaused = false;
  #isDisposed = false;
  #heldBy: SchedulerStats['heldBy'];
  #completed = 0;
  #failed = 0;
  #cancelled = 0;
  #refused = 0;

  constructor(settings: SchedulerSettings) {
    this.#settings = settings;
    this.#startMs = settings.clock.now();
    this.#queue = new TaskQueue(settings.fairKeys);
    this.#isTimed = settings.limit.record !== undefined || settings.recorder !== noRecorder;
    this.#gate = new LoadGate({ ...settings, onLook: () => this.#dispatch() });
  }

  add<Result>(run: (context: TaskContext) => Result | PromiseLike<Result>, options?: TaskOptions): Promise<Result> {
    const promise = new Promise(capture as never) as Promise<Result>;
    const task = new ScheduledTask(run, lastResolve, lastReject);
    const refusal = this.#refusal(options);
    if (refusal !== undefined) {
      task.settle(false, refusal);
      return promise;
    }
    if (this.#burstMs < 0) this.#readBurst();
    if (options === undefined) {
      task.order = this.#burstMs;
      this.#queue.add(task, 0);
    } else this.#addWith(task, options);
    if (this.#isTimed) termsOf(task).addedMs = this.#burstAtMs;
    this.#dispatchSoon();
    return promise;
  }

  idle(): Promise<void> {
    if (this.#isIdle) return Promise.resolve();
    return new Promise((resolve) => this.#wakes.push(resolve));
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#dispatchSoon();
  }

  get stats(): SchedulerStats {
    return {
      waiting: this.#queue.size,
      running: this.#runningCount,
      runningWeight: this.#runningWeight,
      runningBytes: this.#runningBytes,
      limit: this.#settings.limit.current,
      completed: this.#completed,
      failed: this.#failed,
      cancelled: this.#cancelled,
      refused: this.#refused,
      isPaused: this.#isPaused,
      heldBy: this.#queue.size > 0 ? this.#heldBy : undefined,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    const reason = cpuError('NSI_CPU_SCHEDULER_DISPOSED', 'expected the scheduler to outlive its tasks, it was disposed');
    for (let task = this.#queue.first; task !== undefined; task = this.#queue.first) {
      this.#queue.take();
      if (task.cancel(reason)) this.#cancelled++;
    }
    for (const { task } of this.#runners) if (task?.cancel(reason) === true) this.#cancelled++;
    this.#wakeIdle();
    await this.idle();
  }

  get #isIdle(): boolean {
    return this.#queue.size === 0 && this.#runningCount === 0;
  }

  #refusal(options: TaskOptions | undefined): unknown {
    if (this.#isDisposed) return cpuError('NSI_CPU_SCHEDULER_DISPOSED', 'expected a scheduler that is in use, got one that was disposed');
    if (options !== undefined) {
      try {
        checkTaskOptions(options);
      } catch (error) {
        return error;
      }
      if (options.signal?.aborted === true) {
        this.#cancelled++;
        return options.signal.reason as unknown;
      }
    }
    if (this.#queue.size < this.#settings.maxWaiting) return undefined;
    this.#refused++;
    return cpuError('NSI_CPU_SCHEDULER_FULL', `expected fewer than ${this.#settings.maxWaiting} waiting tasks, got ${this.#queue.size}`);
  }

  /**
   * The time of tasks that are added together, in whole milliseconds since the scheduler was made: V8 keeps small whole numbers in the task itself.
   * What comes in one millisecond stands in the order of its coming anyhow.
   */
  #readBurst(): void {
    this.#burstAtMs = this.#settings.clock.now();
    this.#burstMs = Math.floor(this.#burstAtMs - this.#startMs);
  }

  #addWith(task: ScheduledTask, { priority = 0, deadline, signal, weight = 1, bytes = 0, key }: TaskOptions): void {
    const { ageMs, patienceMs } = this.#settings;
    const dueMs = deadline === undefined ? this.#burstMs : deadline - this.#startMs - patienceMs;
    task.order = dueMs - priority * ageMs;
    if (weight !== 1 || bytes !== 0 || key !== undefined) Object.assign(termsOf(task), { weight, bytes, key });
    this.#queue.add(task, deadline === undefined ? priority : undefined);
    if (deadline !== undefined || signal !== undefined) this.#watch(task, deadline, signal);
  }

  #watch(task: ScheduledTask, deadline: number | undefined, signal: AbortSignal | undefined): void {
    const { clock } = this.#settings;
    if (signal) this.#signals.add(signal, task);
    const timer = deadline === undefined ? undefined : clock.after(Math.max(0, deadline - clock.now()), () => this.#miss(task));
    const terms = termsOf(task);
    terms.deadlineMs = deadline ?? Infinity;
    terms.release = () => {
      if (signal) this.#signals.remove(signal, task);
      timer?.[Symbol.dispose]();
    };
  }

  #miss(task: ScheduledTask): void {
    const state = task.run === undefined ? 'running' : 'waiting';
    termsOf(task).hasMissed = state === 'running';
    this.#cancel(task, cpuError('NSI_CPU_SCHEDULER_DEADLINE', `expected the task to be done by its deadline, it was ${state}`));
  }

  #cancel(task: ScheduledTask, reason: unknown): void {
    if (!task.cancel(reason)) return;
    this.#cancelled++;
    this.#count('cancelled');
    if (task.run === undefined) return;
    task.run = undefined;
    this.#queue.cancelOne();
    this.#wakeIdle();
  }

  #dispatchSoon(): void {
    if (this.#isDispatchDue) return;
    this.#isDispatchDue = true;
    queueMicrotask(this.#dispatchDue);
  }

  readonly #dispatchDue = (): void => {
    this.#isDispatchDue = false;
    this.#dispatch();
  };

  /** Starts what may start. */
  #dispatch(): void {
    this.#burstMs = -1;
    for (let task = this.#startNext(); task !== undefined; task = this.#startNext()) {
      const runner = this.#idleRunners.pop() ?? this.#createRunner();
      void this.#follow(runner, task, this.#pending as Promise<unknown>);
    }
    this.#rest();
  }

  /** Awaits the task, then starts others and awaits the first of them: an `await` costs less than a `then` with functions of its own. */
  async #follow(runner: Runner, first: ScheduledTask, firstPending: Promise<unknown>): Promise<void> {
    let task: ScheduledTask | undefined = first;
    let pending = firstPending;
    while (task !== undefined) {
      runner.task = task;
      let isSuccess = true;
      let value: unknown;
      try {
        value = await pending;
      } catch (error) {
        isSuccess = false;
        value = error;
      }
      this.#end(task, isSuccess, value);
      this.#burstMs = -1;
      task = this.#startNext();
      pending = this.#pending as Promise<unknown>;
      // Places that a heavy task or a growing limit set free.
      if (task !== undefined && this.#runningWeight < this.#settings.limit.current) this.#dispatch();
    }
    runner.task = undefined;
    this.#idleRunners.push(runner);
    this.#rest();
  }

  #createRunner(): Runner {
    const runner: Runner = { task: undefined };
    this.#runners.push(runner);
    return runner;
  }

  /** Starts tasks until one goes on after its call, and returns it. Those that return at once are run one after another, for a slice at most. */
  #startNext(): ScheduledTask | undefined {
    let untilMs = 0;
    for (let task = this.#queue.first; task !== undefined && this.#admits(task); task = this.#queue.first) {
      if (this.#isLate(task)) {
        this.#miss(task);
        continue;
      }
      this.#queue.take();
      if (this.#start(task)) return task;
      const nowMs = performance.now();
      if (untilMs === 0) untilMs = nowMs + sliceMs;
      if (nowMs < untilMs) continue;
      this.#isDispatchDue = true;
      setImmediate(this.#dispatchDue);
      break;
    }
    return undefined;
  }

  #rest(): void {
    if (this.#queue.size > 0 && !this.#isPaused) this.#gate.watch();
    else this.#gate.rest();
    this.#wakeIdle();
  }

  #admits(task: ScheduledTask): boolean {
    this.#heldBy = undefined;
    if (this.#isPaused) return false;
    if (this.#runningCount === 0) return true;
    if (this.#runningWeight + task.weight > this.#settings.limit.current) return false;
    if (this.#runningBytes + task.bytes > this.#settings.maxBytes) this.#heldBy = 'bytes';
    else if (this.#gate.isNeeded) this.#heldBy = this.#gate.heldBy(task.bytes);
    return this.#heldBy === undefined;
  }

  /** Whether the deadline passed though its timer could not fire yet. */
  #isLate({ terms }: ScheduledTask): boolean {
    return terms !== undefined && terms.deadlineMs < Infinity && terms.deadlineMs <= this.#settings.clock.now();
  }

  /** Whether the task goes on after this call. */
  #start(task: ScheduledTask): boolean {
    const run = task.run as Run;
    task.run = undefined;
    this.#runningCount++;
    this.#runningWeight += task.weight;
    this.#runningBytes += task.bytes;
    if (task.bytes > 0) this.#gate.reserve(task.bytes);
    if (this.#isTimed) this.#note(termsOf(task));
    let result: unknown;
    try {
      result = task.runInAsyncScope(run, undefined, task);
    } catch (error) {
      this.#end(task, false, error);
      return false;
    }
    if (result instanceof Promise || isThenable(result)) {
      this.#pending = result as Promise<unknown>;
      return true;
    }
    this.#end(task, true, result);
    return false;
  }

  #note(terms: TaskTerms): void {
    const { clock, recorder, name } = this.#settings;
    terms.startedMs = clock.now();
    terms.inFlight = this.#runningWeight;
    if (recorder !== noRecorder) recorder.observe(cpuMetrics.schedulerWait, (terms.startedMs - terms.addedMs) / 1000, { scheduler: name });
  }

  /** Gives the places back and the caller its answer. */
  #end(task: ScheduledTask, isSuccess: boolean, value: unknown): void {
    this.#runningCount--;
    // Rounding of fractions must not add up over time.
    this.#runningWeight = this.#runningCount === 0 ? 0 : this.#runningWeight - task.weight;
    this.#runningBytes -= task.bytes;
    const wasCancelled = task.isSettled;
    if (!wasCancelled) {
      if (isSuccess) this.#completed++;
      else this.#failed++;
    }
    task.settle(isSuccess, value);
    if (this.#isTimed) this.#report(termsOf(task), isSuccess, value, wasCancelled);
  }

  #report(terms: TaskTerms, isSuccess: boolean, value: unknown, wasCancelled: boolean): void {
    const { limit, clock, isOverload, recorder, name } = this.#settings;
    const durationMs = clock.now() - terms.startedMs;
    const isDropped = terms.hasMissed || (!isSuccess && !wasCancelled && isOverload(value));
    // A task that was given up says nothing about how long its work takes.
    if (isDropped || !wasCancelled) limit.record?.({ durationMs, inFlight: terms.inFlight, isDropped });
    if (recorder === noRecorder) return;
    if (!wasCancelled) this.#count(isSuccess ? 'completed' : 'failed');
    recorder.gauge(cpuMetrics.schedulerTasks, this.#queue.size, { scheduler: name, state: 'waiting' });
    recorder.gauge(cpuMetrics.schedulerTasks, this.#runningCount, { scheduler: name, state: 'running' });
    recorder.gauge(cpuMetrics.schedulerLimit, limit.current, { scheduler: name });
  }

  #count(outcome: 'completed' | 'failed' | 'cancelled'): void {
    const { recorder, name } = this.#settings;
    if (recorder !== noRecorder) recorder.count(cpuMetrics.schedulerDone, 1, { scheduler: name, outcome });
  }

  #wakeIdle(): void {
    if (this.#wakes.length > 0 && this.#isIdle) for (const wake of this.#wakes.splice(0)) wake();
  }
}

function termsOf(task: ScheduledTask): TaskTerms {
  return (task.terms ??= new TaskTerms());
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { readonly then?: unknown }).then === 'function';
}
