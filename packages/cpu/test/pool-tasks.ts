import { threadId } from 'node:worker_threads';
import { defineTasks, type TaskContext } from '../src/pool/task-context.ts';

let setUps = 0;
let calls = 0;

/** Tasks for the tests of the pool. */
const definitions = {
  double: (value: number): number => value * 2,
  async doubleLater(value: number): Promise<number> {
    await Promise.resolve();
    return value * 2;
  },
  echo: (value: unknown): unknown => value,
  thread: (): number => threadId,
  /** Fails for odd numbers. */
  onlyEven(value: number): number {
    if (value % 2 === 1) throw Object.assign(new RangeError(`odd: ${value}`), { code: 'ODD', cause: new TypeError('inner') });
    return value;
  },
  throwText(): string {
    // oxlint-disable-next-line no-throw-literal, typescript/only-throw-error -- what other people's code does
    if (setUps >= 0) throw 'text';
    return '';
  },
  exit(code: number): void {
    process.exit(code);
  },
  exitAt({ at, value }: { at: number; value: number }): number {
    if (at === value) process.exit(1);
    return value;
  },
  /** Fails so often, and counts in shared memory. */
  failOften({ seen, index, failures }: { seen: Int32Array; index: number; failures: number }): number {
    const attempt = Atomics.add(seen, index, 1) + 1;
    if (attempt <= failures) throw new Error(`attempt ${attempt}`);
    return index;
  },
  unclonable: (value: number): unknown => (value === 3 ? () => value : value),
  exhaustMemory(): number {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 1e5 }, Math.random));
  },
  forever(_: undefined, context: TaskContext): void {
    context.progress('started');
    for (;;);
  },
  /** Says that it has begun, and spins until it is asked to stop. */
  spin(_: undefined, context: TaskContext): string {
    context.progress('started');
    while (!context.aborted);
    return 'stopped';
  },
  spinAt({ at, value }: { at: number; value: number }, context: TaskContext): number {
    const isTarget = at === value;
    // oxlint-disable-next-line no-unmodified-loop-condition -- another thread sets the flag
    while (isTarget && !context.aborted);
    return value;
  },
  spinDeafAt({ at, value }: { at: number; value: number }): number {
    // oxlint-disable-next-line no-unmodified-loop-condition -- it never ends
    while (at === value);
    return value;
  },
  /** Waits for its signal. */
  waitForSignal(_: undefined, context: TaskContext): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const keepAlive = setInterval(() => {}, 1e6);
    context.signal.addEventListener('abort', () => {
      clearInterval(keepAlive);
      context.progress('saw the signal');
      resolve('stopped');
    });
    context.progress('started');
    return promise;
  },
  /** Holds its thread until `gate` is opened; says that it has begun. */
  hold(gate: Int32Array, context: TaskContext): number {
    context.progress('started');
    Atomics.wait(gate, 0, 0);
    return threadId;
  },
  report(count: number, context: TaskContext): number {
    for (let step = 1; step <= count; step++) context.progress(step);
    return count;
  },
  moved(length: number, context: TaskContext): Uint8Array {
    const bytes = new Uint8Array(length).fill(7);
    context.transfer(bytes.buffer);
    return bytes;
  },
  byteLength: (bytes: Uint8Array): number => bytes.byteLength,
  countSetUps: (): number => setUps,
  /** Fails until it was called so often on this thread. */
  succeedAtCall(count: number): number {
    if (++calls < count) throw new Error(`call ${calls}`);
    return calls;
  },
  keep(mebibytes: number): number {
    held.push(new Float64Array(mebibytes * 131_072).fill(1));
    return threadId;
  },
  *count(to: number): Generator<number> {
    for (let value = 0; value < to; value++) yield value;
  },
  async *countLater(to: number, context: TaskContext): AsyncGenerator<number> {
    try {
      for (let value = 0; value < to; value++) {
        await Promise.resolve();
        yield value;
      }
    } finally {
      context.progress('closed');
    }
  },
  async *failAfter(count: number): AsyncGenerator<number> {
    for (let value = 0; value < count; value++) yield value;
    throw new Error('no more');
  },
  /** Counts how far it came in shared memory. */
  async *produce({ made, to }: { made: Int32Array; to: number }): AsyncGenerator<number> {
    for (let value = 0; value < to; value++) {
      Atomics.add(made, 0, 1);
      yield value;
    }
  },
  square({ values }: { values: Float64Array }, { range }: TaskContext): void {
    for (let index = range.start; index < range.end; index++) values[index] = index * index;
  },
  async squareLater({ values }: { values: Float64Array }, { range }: TaskContext): Promise<void> {
    await Promise.resolve();
    for (let index = range.start; index < range.end; index++) values[index] = index * index;
  },
  failAt({ at }: { at: number }, { range }: TaskContext): void {
    if (range.start <= at && at < range.end) throw new Error(`at ${at}`);
  },
  order({ order, next, name }: { order: Int32Array; next: Int32Array; name: number }): void {
    order[Atomics.add(next, 0, 1)] = name;
  },
};

export const tasks: typeof definitions = defineTasks(definitions);

const held: Float64Array[] = [];

/** A task without `tasks`. */
export function triple(value: number): number {
  return value * 3;
}

export function setUp(): void {
  setUps++;
}
