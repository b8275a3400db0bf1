/** Tasks of the pool's benches, for our pool and for bare piscina alike. */
export function noop(value) {
  return value;
}

/** The same work every time, whatever else runs: about a millisecond for 400,000 steps. */
export function compute(steps) {
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += Math.sqrt(step);
  return sum;
}

/** Runs until its caller aborts it; a bare piscina has no way to say so and ends the thread. */
export function untilAborted(_, context) {
  // oxlint-disable-next-line no-unmodified-loop-condition -- another thread sets the flag
  while (!context?.aborted);
}

export function range(_, { range }) {
  return range.end;
}
