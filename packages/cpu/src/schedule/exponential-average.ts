/** An exponential moving average over `window` samples; the mean of all while fewer than `warmUp` have come. */
export class ExponentialAverage {
  value = 0;
  #count = 0;
  #sum = 0;
  readonly #factor: number;
  readonly #warmUp: number;

  constructor(window: number, warmUp: number) {
    this.#factor = 2 / (window + 1);
    this.#warmUp = warmUp;
  }

  add(sample: number): number {
    if (this.#count < this.#warmUp) {
      this.#count++;
      this.#sum += sample;
      this.value = this.#sum / this.#count;
    } else {
      this.value += (sample - this.value) * this.#factor;
    }
    return this.value;
  }
}
