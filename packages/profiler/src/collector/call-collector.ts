/**
 * The part of the collector that counts calls and follows sockets: a file of its own, loaded only where it is wanted, so that `low`
 * profiles carry none of it.
 */
import { createCallCounters } from './call-counters.ts';
import { followConnectionPools, type LoadPart } from './connection-pools.ts';
import { countKnownCalls } from './counted-calls.ts';
import type { RawActivity } from './raw-profile.ts';
import { followSockets } from './socket-chains.ts';
import { setOwnFolder } from './source-place.ts';
import { createWaits } from './waits.ts';

/** Counting in one thread. */
export interface CallCollecting {
  /** From now on calls are no longer those of the start-up. */
  endStartup(): void;
  toRaw(): Pick<RawActivity, 'counters' | 'waits'>;
  /** Puts back what was wrapped. */
  stop(): void;
}

/**
 * Starts counting. Frames of files in `folder`, the collector's own, are no places of the program; `load` gives parts of it that few
 * programs need.
 */
export function collectCalls(folder: string, load: LoadPart): CallCollecting {
  setOwnFolder(folder);
  const counters = createCallCounters();
  const waits = createWaits();
  const undo = [countKnownCalls(counters, waits), followSockets(counters, waits), followConnectionPools(counters, waits, load)];
  return {
    endStartup: () => counters.endStartup(),
    toRaw: () => ({ counters: counters.toRaw(), waits: waits.toRaw() }),
    stop() {
      for (const restore of undo) restore();
    },
  };
}
