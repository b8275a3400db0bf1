import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Module } from 'node:module';
import type { CallCounters } from './call-counters.ts';
import type { PoolFollowing, PoolLibrary } from './pool-collector.ts';
import type { Waits } from './waits.ts';

/** Loads a part of the collector that stands beside it. */
export type LoadPart = (name: string) => unknown;

const channel = 'tracing:module.require:end';

/** Measures pools of database connections, from when the program loads their library. Returns what takes everything back. */
export function followConnectionPools(counters: CallCounters, waits: Waits, load: LoadPart): () => void {
  let following: PoolFollowing | undefined;
  const onRequire = (message: unknown): void => {
    const { id, result } = message as { readonly id: unknown; readonly result?: unknown };
    const [, library] = /(?:^|[\\/])(tarn|pg-pool)(?:$|[\\/])/.exec(String(id)) ?? [];
    if (!library) return;
    following ??= (load('pool-collector') as typeof import('./pool-collector.ts')).followPools(counters, waits);
    following.add(library as PoolLibrary, result);
  };
  let isOn = true;
  const begin = async (): Promise<void> => {
    // Who listens to the channel stands in the stack of every error that loading a module throws. The main script is loaded without: what it
    // has loaded is looked for when it has run. A microtask stands in no stack; `process.nextTick` would.
    await Promise.resolve();
    if (!isOn) return;
    for (const [id, loaded] of Object.entries((Module as unknown as { readonly _cache: Record<string, NodeJS.Module> })._cache))
      onRequire({ id, result: loaded?.exports });
    subscribe(channel, onRequire);
  };
  void begin();
  return () => {
    isOn = false;
    unsubscribe(channel, onRequire);
    following?.stop();
  };
}
