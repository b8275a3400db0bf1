/**
 * The part of the collector that counts calls: a file of its own, loaded only where it is wanted, so that `low` profiles carry none of it.
 */
import { createCallCounters } from './call-counters.ts';
import { followConnectionPools, type LoadPart } from './connection-pools.ts';
import { countKnownCalls } from './counted-calls.ts';
import type { RawActivity } from './raw-profile.ts';
import { followRequests } from './requests.ts';
import { onSocketUse } from './socket-use.ts';
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
  const requests = followRequests(counters);
  const undo = [
    countKnownCalls(counters, waits),
    () => requests.stop(),
    onSocketUse(() => {
      const { collectSockets } = load('socket-collector') as typeof import('./socket-collector.ts');
      return collectSockets(folder, counters, waits, requests);
    }),
    followConnectionPools(counters, waits, load),
  ];
  return {
    endStartup: () => counters.endStartup(),
    toRaw: () => ({ counters: counters.toRaw(), waits: waits.toRaw() }),
    stop() {
      for (const restore of undo) restore();
    },
  };
}
