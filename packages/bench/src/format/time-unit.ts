const nanoseconds = Object.freeze({ ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, sec: 1e9, m: 60e9, min: 60e9, h: 3600e9 });

/** Nanoseconds in one `unit` (`ns`, `us`, `µs`, `ms`, `s`, …); `undefined` when it is no unit of time. */
export function nanosecondsIn(unit: string): number | undefined {
  return Object.hasOwn(nanoseconds, unit) ? nanoseconds[unit as keyof typeof nanoseconds] : undefined;
}
