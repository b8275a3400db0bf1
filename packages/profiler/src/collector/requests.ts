import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { countCalls, type CallCounters } from './call-counters.ts';
import { sourcePlace } from './source-place.ts';

/** Where requests are made: their bytes are written later, from a stack that no longer knows who asked for it. */
export interface Requests {
  /** Whether round trips follow each other: then more of them are looked at. */
  isChain: boolean;
  /** The place of a request that was made and not written yet, once; `''` for none. */
  takePlace(): string;
  /**
   * A stack costs as much as a request: links of chains are worth it, of what runs side by side the first and then a few are enough.
   */
  placingEvery(turn: number): number;
  stop(): void;
}

const placeEvery = 16;
const rarelyEvery = 256;

/** Follows `fetch` and the requests of `node:http`. */
export function followRequests(counters: CallCounters): Requests {
  let requestPlace = '';
  let made = 0;
  const onRequest = (): void => {
    if (made++ % requests.placingEvery(made) === 0) requestPlace = sourcePlace();
  };
  subscribe('http.client.request.created', onRequest);
  const restoreFetch = countCalls(globalThis, 'fetch', counters.of('global.fetch'), {
    // Asked seldom already.
    weigh() {
      requestPlace = sourcePlace();
      return 0;
    },
  });
  const requests: Requests = {
    isChain: false,
    takePlace() {
      const place = requestPlace;
      requestPlace = '';
      return place;
    },
    placingEvery: (turn) => (requests.isChain || turn < 4 * placeEvery ? placeEvery : rarelyEvery),
    stop() {
      unsubscribe('http.client.request.created', onRequest);
      restoreFetch();
    },
  };
  return requests;
}
