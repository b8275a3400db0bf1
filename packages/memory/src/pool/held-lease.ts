import { memoryError } from '../errors.ts';

/** The right to use one object of a pool until it is released, by `release()` or by leaving the scope of `using`. */
export class HeldLease<Value> implements Disposable {
  readonly #takeBack: (value: Value, lease: HeldLease<Value>) => void;
  readonly #value: Value;
  #isReleased = false;

  constructor(value: Value, takeBack: (value: Value, lease: HeldLease<Value>) => void) {
    this.#value = value;
    this.#takeBack = takeBack;
  }

  /** What is leased. Throws `NSI_MEMORY_POOL_RELEASED` after release. */
  get value(): Value {
    if (!this.#isReleased) return this.#value;
    throw memoryError('NSI_MEMORY_POOL_RELEASED', 'expected a lease that is held, got one that was released');
  }

  get isReleased(): boolean {
    return this.#isReleased;
  }

  /** Gives it back. Does nothing the second time. */
  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#takeBack(this.#value, this);
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
