import { cpuError } from '../errors.ts';
import type { Dispatch } from './dispatch.ts';
import type { Call } from './flight.ts';
import { mapBatches, type MappedBatch } from './map-batches.ts';
import type { MapOptions, MapResult } from './pool.ts';
import { parseMapOptions, type MapSettings } from './run-options.ts';

/** The results of a map, which begins when they are asked for. */
export function createMapResult(
  dispatch: Dispatch,
  call: Call,
  items: AsyncIterable<unknown> | Iterable<unknown>,
  options: MapOptions,
): MapResult<unknown> {
  const settings = parseMapOptions(options);
  let isStreamed = false;
  let all: Promise<unknown[]> | undefined;
  const begin = (): AsyncGenerator<MappedBatch, void> => {
    if (isStreamed || all)
      throw cpuError('NSI_CPU_POOL_OPTION', 'expected the result of `map` to be awaited or iterated once, got a second use');
    return mapBatches(dispatch, call, items, settings);
  };
  return {
    // oxlint-disable-next-line unicorn/no-thenable -- awaiting it is its purpose
    then(onFulfilled, onRejected) {
      if (!all) all = collect(begin, settings);
      return all.then(onFulfilled, onRejected);
    },
    [Symbol.asyncIterator]() {
      const batches = begin();
      isStreamed = true;
      return flatten(batches, settings);
    },
  };
}

async function collect(begin: () => AsyncIterable<MappedBatch>, settings: MapSettings): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const batch of begin()) {
    for (const result of resultsOf(batch, settings)) all.push(result);
  }
  return all;
}

async function* flatten(batches: AsyncIterable<MappedBatch>, settings: MapSettings): AsyncGenerator<unknown, void> {
  for await (const batch of batches) yield* resultsOf(batch, settings);
}

function resultsOf({ results, errors }: MappedBatch, { onError }: MapSettings): readonly unknown[] {
  if (onError === 'abort') return results;
  return results.map((value, index): PromiseSettledResult<unknown> => {
    return errors.has(index) ? { status: 'rejected', reason: errors.get(index) } : { status: 'fulfilled', value };
  });
}
