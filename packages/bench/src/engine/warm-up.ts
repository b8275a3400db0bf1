import type { Subject } from './subject.ts';

/** Length of one turn: short, so that every variant sees the machine in the same moods. */
const turnNs = 5e6;

/**
 * Runs all subjects in turns until each has had its CPU time. CPU time, because a preempted process is not warmed by waiting;
 * variants that wait themselves get as much wall time at most. Returns the nanoseconds of one call of each, warm.
 * V8 deoptimizes late: a loop steady after 5 ms may run several times slower until a second has passed.
 */
export async function warmUp(
  subjects: readonly Subject[],
  cpuMs: number,
  onTurn: (subject: Subject) => void,
): Promise<ReadonlyMap<Subject, number>> {
  const states = subjects.map((subject) => ({ subject, calls: 1, cpuNs: 0, wallNs: 0, callNs: Number.NaN }));
  const budgetNs = cpuMs * 1e6;
  // Sixteen times as much wall time is a machine at load 16.
  const isCold = ({ subject, cpuNs, wallNs, callNs }: (typeof states)[number]): boolean =>
    Number.isNaN(callNs) || (cpuNs < budgetNs && wallNs < budgetNs * (subject.loop.isAsync ? 1 : 16));

  for (let cold = states; cold.length > 0; cold = states.filter(isCold)) {
    for (const state of cold) {
      onTurn(state.subject);
      const cpuBefore = process.cpuUsage();
      const before = performance.now();
      await runBlock(state.subject, state.calls);
      const elapsedNs = (performance.now() - before) * 1e6;
      const cpu = process.cpuUsage(cpuBefore);
      state.wallNs += elapsedNs;
      state.cpuNs += (cpu.user + cpu.system) * 1e3;
      state.callNs = elapsedNs / state.calls;
      state.calls = Math.max(1, Math.min(Math.round(turnNs / state.callNs), state.calls * 16, 2 ** 30));
    }
  }
  return new Map(states.map(({ subject, callNs }) => [subject, callNs]));
}

/** One block of either kind. */
export function runBlock({ loop }: Subject, calls: number): Promise<void> | undefined {
  if (loop.isAsync) return loop.block(calls);
  loop.block(calls);
  return undefined;
}
