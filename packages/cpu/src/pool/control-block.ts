/** A row of a cache line's size for each slot, so that two threads never write the same line. */
const wordsPerRow = 16;

/** Slots of one pool, and with them its threads. */
export const maxThreads = 256;
/** One for each thread, and one for what is not counted. */
const slots = maxThreads + 1;
/** Parallel loops of one pool that run at the same time. */
const maxLoops = 256;

/** Offsets in a slot's row. The start time is the 64-bit float in words 4 and 5, the heap size the one in 6 and 7. */
const abortWord = 0;
const creditWord = 1;
const itemWord = 2;
const startFloat = 2;
const heapFloat = 3;

/** Offsets in a loop's row. */
const cursorWord = 0;
const grainWord = 1;
const lanesWord = 2;
/** Guided self-scheduling (Polychronopoulos and Kuck, 1987): each range is this part of a lane's share of what is left. */
const rangesPerLane = 4;

/** What the abort word says beside `index + 2`: item `index` of a batch is out of time. */
const notAborted = 0;
const allAborted = 1;

/**
 * Shared memory through which the main thread and its worker threads watch each other while a task runs: whether it shall stop, when it
 * began, which item of a batch it is at, how much of a stream was consumed, and the cursors of parallel loops.
 */
export interface ControlBlock {
  readonly buffer: SharedArrayBuffer;
  /** Prepares the row for another task. Only while nothing runs in the slot. */
  reset(slot: number): void;
  /** Asks all that runs in the slot to stop. */
  abort(slot: number): void;
  /** Asks one item of the batch in the slot to stop. */
  abortItem(slot: number, index: number): void;
  /** Whether item `index` of the slot is asked to stop. A task that is no batch is item 0. */
  isAborted(slot: number, index: number): boolean;
  /** Whether item `index` was out of time; forgets it. */
  takeItemAbort(slot: number, index: number): boolean;
  /** Resolves when the slot is asked to stop, and otherwise after `release`. */
  whenAborted(slot: number): Promise<unknown> | undefined;
  /** Wakes what waits for the slot. */
  release(slot: number): void;
  /** Says that item `index` begins now. */
  begin(slot: number, index: number): void;
  /** The item that runs, or ran last. */
  item(slot: number): number;
  /** When it began, in milliseconds of `now()`; 0 when nothing has. */
  startedAt(slot: number): number;
  /** Chunks of a stream that were consumed. */
  credit(slot: number): number;
  addCredit(slot: number): void;
  /** Resolves when the credit is no longer `seen`, or after `release`. */
  whenCredited(slot: number, seen: number): Promise<unknown> | undefined;
  /** Bytes of heap that the thread used after its last task. */
  heapBytes(slot: number): number;
  setHeapBytes(slot: number, bytes: number): void;
  /** Numbers a loop that lanes are to share; `undefined` when too many run. `grain` 0: ranges shrink as the loop comes to its end. */
  acquireLoop(grain: number, lanes: number): number | undefined;
  /** Takes the next range of a loop of `length` indices; `undefined` when none is left. */
  nextRange(loop: number, length: number): { readonly start: number; readonly end: number } | undefined;
  /** Takes all that is left. */
  endLoop(loop: number, length: number): void;
  releaseLoop(loop: number): void;
}

/** The type that TypeScript's library gives it hides the asynchronous half. */
const waitAsync = Atomics.waitAsync as (
  words: Int32Array,
  index: number,
  value: number,
) => { readonly async: false } | { readonly async: true; readonly value: Promise<unknown> };

/** Milliseconds on a clock that all threads of the process share. */
export function now(): number {
  return clockOffset + performance.now();
}

/** `performance.now()` begins anew on each thread, `hrtime` does not. */
const clockOffset = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** The block over `buffer`, or over a new one. */
export function createControlBlock(buffer: SharedArrayBuffer = new SharedArrayBuffer((slots + maxLoops) * wordsPerRow * 4)): ControlBlock {
  const words = new Int32Array(buffer);
  const floats = new Float64Array(buffer);
  const freeLoops: number[] = [];
  let usedLoops = 0;
  const floatAt = (slot: number, offset: number): number => slot * (wordsPerRow / 2) + offset;
  const wait = (index: number, value: number): Promise<unknown> | undefined => {
    const result = waitAsync(words, index, value);
    return result.async ? result.value : undefined;
  };
  const setAbort = (slot: number, value: number): void => {
    Atomics.store(words, slot * wordsPerRow + abortWord, value);
    wake(slot);
  };
  const wake = (slot: number): void => {
    Atomics.notify(words, slot * wordsPerRow + abortWord);
    Atomics.notify(words, slot * wordsPerRow + creditWord);
  };
  return {
    buffer,
    reset(slot) {
      words.fill(0, slot * wordsPerRow, (slot + 1) * wordsPerRow);
    },
    abort: (slot) => setAbort(slot, allAborted),
    abortItem: (slot, index) => setAbort(slot, index + 2),
    isAborted(slot, index) {
      const value = Atomics.load(words, slot * wordsPerRow + abortWord);
      return value === allAborted || value === index + 2;
    },
    takeItemAbort: (slot, index) => Atomics.compareExchange(words, slot * wordsPerRow + abortWord, index + 2, notAborted) === index + 2,
    whenAborted: (slot) => wait(slot * wordsPerRow + abortWord, notAborted),
    release: wake,
    begin(slot, index) {
      floats[floatAt(slot, startFloat)] = now();
      Atomics.store(words, slot * wordsPerRow + itemWord, index);
    },
    item: (slot) => Atomics.load(words, slot * wordsPerRow + itemWord),
    startedAt: (slot) => floats[floatAt(slot, startFloat)] as number,
    credit: (slot) => Atomics.load(words, slot * wordsPerRow + creditWord),
    addCredit(slot) {
      Atomics.add(words, slot * wordsPerRow + creditWord, 1);
      Atomics.notify(words, slot * wordsPerRow + creditWord);
    },
    whenCredited: (slot, seen) => wait(slot * wordsPerRow + creditWord, seen),
    heapBytes: (slot) => floats[floatAt(slot, heapFloat)] as number,
    setHeapBytes(slot, bytes) {
      floats[floatAt(slot, heapFloat)] = bytes;
    },
    acquireLoop(grain, lanes) {
      const loop = freeLoops.pop() ?? (usedLoops < maxLoops ? usedLoops++ : undefined);
      if (loop === undefined) return undefined;
      const at = (slots + loop) * wordsPerRow;
      words[at + grainWord] = grain;
      words[at + lanesWord] = lanes;
      Atomics.store(words, at + cursorWord, 0);
      return loop;
    },
    nextRange(loop, length) {
      const at = (slots + loop) * wordsPerRow;
      const left = length - Atomics.load(words, at + cursorWord);
      if (left <= 0) return undefined;
      const grain = words[at + grainWord] || Math.ceil(left / ((words[at + lanesWord] as number) * rangesPerLane));
      const start = Atomics.add(words, at + cursorWord, grain);
      return start >= length ? undefined : { start, end: Math.min(start + grain, length) };
    },
    endLoop: (loop, length) => void Atomics.store(words, (slots + loop) * wordsPerRow + cursorWord, length),
    releaseLoop: (loop) => void freeLoops.push(loop),
  };
}
