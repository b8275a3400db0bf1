/** A limiter as programs write it: a list of what waits, and a counter. No order of importance. */
export function createCounter(max: number): <Result>(run: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await run();
    } finally {
      // The place goes to the next, or is free.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/** A memoized function as programs write it: a map under the JSON of the arguments, without a bound. */
export function memoizeByJson<Args extends readonly unknown[], Result>(run: (...args: Args) => Result): (...args: Args) => Result {
  const results = new Map<string, Result>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = run(...args);
    results.set(key, result);
    return result;
  };
}
