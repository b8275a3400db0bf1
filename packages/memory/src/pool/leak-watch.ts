import { channel } from 'node:diagnostics_channel';

/** A lease that was collected without being released. Published on `nsi:memory:pool-leak`. */
export interface LeakReport {
  /** Name of the pool. */
  readonly pool: string;
  /** Bytes the lease held; 0 for a pool of objects. */
  readonly bytes: number;
  /** Whether it was one of the pool's own, not one allocated beyond its bound. */
  readonly isPooled: boolean;
  /** Where the lease was acquired. */
  readonly stack: string;
}

export interface LeakWatchOptions {
  readonly pool: string;
  /** One lease in how many is watched, on average; 0 watches none. */
  readonly leakSampleEvery: number;
  readonly onLeak?: ((report: LeakReport) => void) | undefined;
  /** Gets every leak found, before `onLeak`. */
  readonly onFound: (report: LeakReport) => void;
}

/** Watches a sample of leases, since a stack trace and a finalizer for each would cost more than the pool saves. */
export interface LeakWatch {
  /** Whether the lease made next is in the sample. */
  isDue(): boolean;
  /** Watches `lease`; `acquire` is the function whose callers are of interest. */
  watch(lease: object, held: Pick<LeakReport, 'bytes' | 'isPooled'>, acquire: (...input: never[]) => unknown): void;
  /** Must be called when a lease is released, watched or not. */
  forget(lease: object): void;
}

const leakChannel = channel('nsi:memory:pool-leak');

export function createLeakWatch({ pool, leakSampleEvery, onLeak, onFound }: LeakWatchOptions): LeakWatch {
  const registry = new FinalizationRegistry<LeakReport>((report) => {
    onFound(report);
    onLeak?.(report);
    if (leakChannel.hasSubscribers) leakChannel.publish(report);
  });
  // A lease outside the sample never gets an identity hash, so asking for it here costs next to nothing.
  const watched = new WeakSet();
  let untilNext = nextGap(leakSampleEvery);
  return {
    isDue() {
      untilNext -= 1;
      if (untilNext > 0) return false;
      untilNext = nextGap(leakSampleEvery);
      return true;
    },
    watch(lease, held, acquire) {
      watched.add(lease);
      registry.register(lease, { pool, ...held, stack: stackAbove(acquire) }, lease);
    },
    forget(lease) {
      if (watched.delete(lease)) registry.unregister(lease);
    },
  };
}

/** Random, so that a program that acquires in turn at several places is not always sampled at the same one. */
function nextGap(sampleEvery: number): number {
  if (sampleEvery === 0) return Infinity;
  return 1 + Math.floor(Math.random() * (2 * sampleEvery - 1));
}

function stackAbove(acquire: (...input: never[]) => unknown): string {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, acquire);
  return (holder.stack ?? '')
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .join('\n');
}
