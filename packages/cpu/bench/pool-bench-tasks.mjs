/** Tasks of the pool's benches, for our pool and for bare piscina alike. */
export function noop(value) {
  return value;
}

/** Computes for so many milliseconds of this thread's own time. */
export function compute(milliseconds) {
  const end = threadMs() + milliseconds;
  let sum = 0;
  // Asking for the time is a system call: it is asked rarely.
  while (threadMs() < end) for (let step = 0; step < 20_000; step++) sum += Math.sqrt(step);
  return sum > 0;
}

/** Runs until its caller aborts it; a bare piscina has no way to say so and ends the thread. */
export function untilAborted(_, context) {
  // oxlint-disable-next-line no-unmodified-loop-condition -- another thread sets the flag
  while (!context?.aborted);
}

export function range(_, { range }) {
  return range.end;
}

function threadMs() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
