import type { Clock } from '@nsi/core/ports';

/** How often the event loop and free memory are looked at, while there is something to start. */
const periodMs = 20;

export interface LoadGateOptions {
  readonly maxLagMs: number;
  readonly minFreeBytes: number;
  readonly readFree: () => number;
  readonly clock: Clock;
  /** Called when it is time to ask again. */
  readonly onLook: () => void;
}

/**
 * Says whether the process can stand another task: how late a timer of this event loop is, and how much memory would stay free. Looks only while
 * it is told that something waits.
 */
export class LoadGate {
  readonly #options: LoadGateOptions;
  readonly #watchesLag: boolean;
  readonly #watchesMemory: boolean;
  #lagMs = 0;
  #expectedMs = 0;
  #freeBytes = Infinity;
  #isFreeRead = false;
  #timer: Disposable | undefined;

  constructor(options: LoadGateOptions) {
    this.#options = options;
    this.#watchesLag = options.maxLagMs < Infinity;
    this.#watchesMemory = options.minFreeBytes > 0;
  }

  get isNeeded(): boolean {
    return this.#watchesLag || this.#watchesMemory;
  }

  /** What forbids one more task that takes `bytes`. */
  heldBy(bytes: number): 'lag' | 'memory' | undefined {
    const { maxLagMs, minFreeBytes, clock } = this.#options;
    if (this.#watchesLag && Math.max(this.#lagMs, this.#timer ? clock.now() - this.#expectedMs : 0) > maxLagMs) return 'lag';
    if (this.#watchesMemory && this.#free() - bytes < minFreeBytes) return 'memory';
    return undefined;
  }

  /** Hears of a task that was started: what it takes is not in the last reading yet. */
  reserve(bytes: number): void {
    this.#freeBytes -= bytes;
  }

  /** Looks again and again until `rest`. */
  watch(): void {
    if (this.#timer || !this.isNeeded) return;
    const { clock } = this.#options;
    this.#expectedMs = clock.now() + periodMs;
    this.#timer = clock.after(periodMs, () => {
      this.#timer = undefined;
      this.#lagMs = Math.max(0, clock.now() - this.#expectedMs);
      this.#isFreeRead = false;
      this.watch();
      this.#options.onLook();
    });
  }

  rest(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    this.#lagMs = 0;
    this.#isFreeRead = false;
  }

  #free(): number {
    if (!this.#isFreeRead) {
      this.#isFreeRead = true;
      this.#freeBytes = this.#options.readFree();
    }
    return this.#freeBytes;
  }
}
