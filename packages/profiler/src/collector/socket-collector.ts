/** The part of the collector that follows sockets: loaded by programs that connect or listen. */
import type { CallCounters } from './call-counters.ts';
import { countResponses } from './counted-responses.ts';
import type { Requests } from './requests.ts';
import { followSockets } from './socket-chains.ts';
import { setOwnFolder } from './source-place.ts';
import type { Waits } from './waits.ts';

/** Follows the sockets of this thread from now on. Returns what takes everything back. */
export function collectSockets(folder: string, counters: CallCounters, waits: Waits, requests: Requests): () => void {
  setOwnFolder(folder);
  const undo = [followSockets(counters, waits, requests), countResponses(counters)];
  return () => {
    for (const restore of undo) restore();
  };
}
