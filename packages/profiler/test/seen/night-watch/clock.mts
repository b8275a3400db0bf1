type Job = (hour: number) => void;

/** A clock that ticks once in so many milliseconds and runs what is due. */
export class Clock {
  readonly #jobs = new Map<number, Job[]>();
  readonly #tick: number;

  constructor(tick: number) {
    this.#tick = tick;
  }

  each(hours: number, job: Job): void {
    this.#jobs.set(hours, [...(this.#jobs.get(hours) ?? []), job]);
  }

  until(last: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    let hour = 0;
    const timer = setInterval(() => {
      hour++;
      for (const [every, jobs] of this.#jobs) if (hour % every === 0) for (const job of jobs) job(hour);
      if (hour < last) return;
      clearInterval(timer);
      resolve();
    }, this.#tick);
    return promise;
  }
}
