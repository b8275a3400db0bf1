import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** Squares the number of a line; waits at a line that names a file until the file is there. */
export async function square({ id, gate }, context) {
  // oxlint-disable-next-line no-unmodified-loop-condition -- the file appears
  while (gate !== undefined && !existsSync(gate) && !context.aborted) await setTimeout(5);
  return { id, square: id * id };
}

export function onlyEven({ id }) {
  if (id % 2 === 1) throw new RangeError(`odd: ${id}`);
  return id;
}

export function nothing() {}

export default async function negate({ id }) {
  return -id;
}

const seen = new Set();

/** Fails the first time that it sees a line. */
export function failOnce({ id }) {
  if (seen.has(id)) return id;
  seen.add(id);
  throw new Error(`first sight of ${id}`);
}
