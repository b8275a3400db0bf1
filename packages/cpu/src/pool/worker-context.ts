import { parentPort, type Transferable } from 'node:worker_threads';
import type { ControlBlock } from './control-block.ts';
import type { TaskContext } from './task-context.ts';
import type { SideMessage } from './wire.ts';

/** What a call tells its caller beside the answer, and what all its contexts have in common. */
export class CallScope {
  readonly control: ControlBlock;
  readonly slot: number;
  readonly serial: number;
  sideCount = 0;
  readonly transferred: Transferable[] = [];

  constructor(control: ControlBlock, slot: number, serial: number) {
    this.control = control;
    this.slot = slot;
    this.serial = serial;
  }

  /** Throws a `DataCloneError` for what cannot be cloned. */
  post(part: SideMessage['part'], payload: unknown, transfer: readonly Transferable[] = []): void {
    const message: SideMessage = { serial: this.serial, part, payload };
    parentPort?.postMessage(message, transfer as Transferable[]);
    this.sideCount++;
  }
}

/** The context of one task. Hot: made for every call; see bench/pool.bench.ts. */
export class WorkerContext implements TaskContext {
  readonly range: { readonly start: number; readonly end: number };
  readonly #scope: CallScope;
  readonly #index: number;
  #controller: AbortController | undefined;
  #isOver = false;

  constructor(scope: CallScope, index: number, range: TaskContext['range'] = onlyItem) {
    this.#scope = scope;
    this.#index = index;
    this.range = range;
  }

  get aborted(): boolean {
    return this.#scope.control.isAborted(this.#scope.slot, this.#index);
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      this.#watch(this.#controller);
    }
    return this.#controller.signal;
  }

  progress(value: unknown): void {
    this.#scope.post('progress', value);
  }

  transfer(...objects: readonly Transferable[]): void {
    this.#scope.transferred.push(...objects);
  }

  /** Lets go of what waits for an abort. */
  end(): void {
    this.#isOver = true;
    if (this.#controller) this.#scope.control.release(this.#scope.slot);
  }

  #watch(controller: AbortController): void {
    if (this.#isOver) return;
    const waiting = this.aborted ? undefined : this.#scope.control.whenAborted(this.#scope.slot);
    if (waiting) void waiting.then(() => this.#watch(controller));
    else if (this.aborted) controller.abort();
  }
}

const onlyItem = Object.freeze({ start: 0, end: 1 });
