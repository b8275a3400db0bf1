import { createArena } from '../arena/arena.ts';
import { homeOf, type MemoryHome } from '../arena/memory-home.ts';

let copies: MemoryHome | undefined;

/** Memory of the process for arrays that are of no arena. */
export function copiesHome(): MemoryHome {
  copies ??= homeOf(createArena({ maxBytes: 2 ** 30 }).u8(1));
  return copies as MemoryHome;
}

interface Scratch {
  address: number;
  bytes: number;
}
const scratches = new WeakMap<MemoryHome, Scratch>();

/** Memory beside the arrays of one home that every call uses again; calls never overlap. */
export function scratchOf(home: MemoryHome, bytes: number): number {
  let scratch = scratches.get(home);
  if (!scratch || scratch.bytes < bytes) {
    if (scratch) home.release(scratch.address);
    scratches.delete(home);
    scratch = { address: home.acquire(bytes), bytes };
    scratches.set(home, scratch);
  }
  return scratch.address;
}
