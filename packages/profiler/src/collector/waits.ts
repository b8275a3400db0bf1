import type { RawWait } from './raw-profile.ts';
import { sourcePlace } from './source-place.ts';
import { Tally } from './tally.ts';

interface Wait {
  count: number;
  ms: number;
  maxMs: number;
  readonly histogram: number[];
  chain: number;
  chained: number;
  chainedMs: number;
  readonly places: Tally;
}

/** Waits by `kind peer`, of bounded number. */
export interface Waits {
  add(name: string, ms: number): void;
  /** A link of a chain that is `length` links long by now; `shortChain` links are counted when the chain has become one. */
  link(name: string, ms: number, length: number): void;
  /** The program is where the wait begins. */
  place(name: string, place?: string): void;
  toRaw(): Record<string, RawWait>;
}

const maxWaits = 500;
const leastChain = 5;

export function createWaits(): Waits {
  const waits = new Map<string, Wait>();
  const of = (name: string): Wait => {
    let wait = waits.get(name);
    if (!wait) {
      if (waits.size >= maxWaits) return of(`${name.slice(0, name.indexOf(' '))} others`);
      wait = { count: 0, ms: 0, maxMs: 0, histogram: [], chain: 0, chained: 0, chainedMs: 0, places: new Tally() };
      waits.set(name, wait);
    }
    return wait;
  };
  return {
    add(name, ms) {
      const wait = of(name);
      wait.count++;
      wait.ms += ms;
      wait.maxMs = Math.max(wait.maxMs, ms);
      const bucket = Math.max(0, Math.floor(Math.log2(ms * 1000 + 1)));
      wait.histogram[bucket] = (wait.histogram[bucket] ?? 0) + 1;
    },
    link(name, ms, length) {
      const wait = of(name);
      wait.chain = Math.max(wait.chain, length);
      if (length < leastChain) return;
      wait.chained += length === leastChain ? leastChain : 1;
      wait.chainedMs += length === leastChain ? leastChain * ms : ms;
    },
    place(name, place) {
      const known = place ?? sourcePlace();
      if (known !== '') of(name).places.add(known);
    },
    toRaw: () =>
      Object.fromEntries(
        [...waits].map(([name, wait]) => [
          name,
          { ...wait, histogram: Array.from(wait.histogram, (hits) => hits ?? 0), places: wait.places.top() },
        ]),
      ),
  };
}
