import { describe } from '@nsi/core';
import { cpuError } from '../errors.ts';
import type { Dispatch } from './dispatch.ts';
import type { Call, Ticket } from './flight.ts';
import type { ForOptions } from './pool.ts';

/** The cursor is a 32-bit word and may run past the end by a range a lane. */
const maxLength = 2 ** 30;

/**
 * Runs `call` as lanes over a cursor below `call.more`, and resolves when every range is done: to what the lanes returned, without those that
 * came too late to do anything. `argumentOf` gives each lane an argument of its own. Throws `NSI_CPU_POOL_OPTION`.
 */
export async function runLoop(
  dispatch: Dispatch,
  call: Call,
  { grain = 'auto', signal }: ForOptions = {},
  argumentOf: (lane: number) => unknown = () => call.argument,
): Promise<unknown[]> {
  const length = call.more ?? 0;
  checkWhole('length', length, 0);
  if (grain !== 'auto') checkWhole('grain', grain, 1);
  signal?.throwIfAborted();
  if (length === 0) return [];
  const { control, threads } = dispatch;
  const step = grain === 'auto' ? 0 : Math.min(grain, length);
  const lanes = Math.min(threads, Math.ceil(length / Math.max(1, step)));
  const loop = control.acquireLoop(step, lanes);
  if (loop === undefined) throw cpuError('NSI_CPU_POOL_FULL', 'expected at most 256 parallel loops at a time, got one more');
  let left = lanes;
  // A lane that is asked to stop may be about to take a range: the loop's number is free only behind the last one.
  const onLanded = (): void => {
    if (--left === 0) control.releaseLoop(loop);
  };
  const tickets: Ticket[] = [];
  for (let lane = 0; lane < lanes; lane++) {
    const { kind, module, task } = call;
    const part = { kind, module, task, argument: argumentOf(lane), more: length, last: loop };
    tickets.push(dispatch.submit(part, { signal, isInner: true, onLanded }));
  }
  return join(tickets);
}

/** Waits for the lanes that have begun. The first to end finds nothing left: those that still wait for a thread are not needed. */
function join(tickets: readonly Ticket[]): Promise<unknown[]> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown[]>();
  const values: unknown[] = [];
  const failures: unknown[] = [];
  let ended = 0;
  const end = (list: unknown[], outcome: unknown): void => {
    if (outcome !== tooLate) list.push(outcome);
    if (++ended === tickets.length) return failures.length > 0 ? reject(failures[0]) : resolve(values);
    for (const ticket of tickets) if (!ticket.hasStarted) ticket.cancel(tooLate);
  };
  for (const { answer } of tickets) {
    answer.then(
      (value) => end(values, value),
      (error: unknown) => end(failures, error),
    );
  }
  return promise;
}

const tooLate = Symbol('the loop is done');

function checkWhole(name: string, value: unknown, low: number): void {
  if (Number.isInteger(value) && (value as number) >= low && (value as number) <= maxLength) return;
  throw cpuError(
    'NSI_CPU_POOL_OPTION',
    `expected \`for.${name}\` to be a whole number from ${low} to ${maxLength}, got ${describe(value)}`,
  );
}
