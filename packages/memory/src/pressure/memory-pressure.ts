import { channel } from 'node:diagnostics_channel';
import { setHeapSnapshotNearHeapLimit } from 'node:v8';
import { byteSize, check, currentRecorder, type Recorder } from '@nsi/core';
import * as v from 'valibot';
import { memoryMetrics } from '../metrics.ts';
import { readMemoryUse, type MemoryUse } from './memory-use.ts';
import { createPressureSteps, type PressureLevel, type PressureStep } from './pressure-steps.ts';
import type { Shrinkable } from './shrinkable.ts';

/** When caches and pools give memory back, and what counts as the bound. */
export interface MemoryPressureOptions {
  /** Share of the limit, or of V8's heap limit, from which watched caches and pools give memory back. Default 0.75. */
  readonly warn?: number;
  /** Share from which they give everything back. Default 0.9. */
  readonly critical?: number;
  /** Share of time in which programs waited for memory that counts as a warning (Linux); `false` ignores it. Default 0.2. */
  readonly psi?: number | false;
  /** Milliseconds between readings. Default 1000. */
  readonly intervalMs?: number;
  /** The bound, as a number or as text such as `"512MiB"`. Default: what `memoryLimit()` finds, looked up again as it changes. */
  readonly limitBytes?: number | string;
  /** Heap snapshots that V8 writes to the working directory (or `--diagnostic-dir`) before the heap limit is reached. Once for a process. Default 0. */
  readonly heapSnapshots?: number;
  /** Called when level or share change. Also published on the diagnostics channel `nsi:memory:pressure`. */
  readonly onChange?: (change: PressureChange) => void;
  /** Default: the process's recorder when it is made. */
  readonly recorder?: Recorder;
  /** Takes readings in place of the system's own. */
  readonly read?: () => MemoryUse;
}

/** A reading that changed the level or the share, with the use that was seen. */
export interface PressureChange extends PressureStep {
  readonly use: MemoryUse;
}

/** Watches memory and makes caches and pools smaller before the system stops the program, then larger again. Does not keep the process alive. */
export interface MemoryPressure extends Disposable {
  readonly level: PressureLevel;
  /** What watched targets may keep of their bounds now, 0 to 1. */
  readonly share: number;
  /**
   * Shrinks and restores `target` with the others until the returned handle is disposed or `target` is collected. It is held weakly.
   * What it throws comes out of `read`, and is an uncaught error when the interval reads.
   */
  watch(target: Shrinkable): Disposable;
  /** Reads now and acts on it, without waiting for the next interval. */
  read(): PressureChange;
}

export const memoryPressureDefaults: Required<Pick<MemoryPressureOptions, 'warn' | 'critical' | 'psi' | 'intervalMs' | 'heapSnapshots'>> =
  Object.freeze({
    warn: 0.75,
    critical: 0.9,
    psi: 0.2,
    intervalMs: 1000,
    heapSnapshots: 0,
  });

interface Settings {
  readonly warn: number;
  readonly critical: number;
  readonly psi: number | false;
  readonly intervalMs: number;
  readonly limitBytes?: number;
  readonly heapSnapshots: number;
}

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const settingsSchema: v.GenericSchema<unknown, Settings> = v.pipe(
  v.strictObject({
    warn: share,
    critical: share,
    psi: v.union([share, v.literal(false)], 'a share from 0 to 1, or false'),
    intervalMs: v.pipe(v.number(), v.minValue(1), v.maxValue(2 ** 31 - 1)),
    limitBytes: v.exactOptional(byteSize),
    heapSnapshots: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  v.check(({ warn, critical }) => warn <= critical, '`warn` to be at most `critical`'),
);

const pressureChannel = channel('nsi:memory:pressure');

/**
 * Throws `NSI_MEMORY_PRESSURE_OPTION` for options it cannot use.
 * @example
 * using pressure = createMemoryPressure({ warn: 0.7, critical: 0.85 });
 * pressure.watch(cache);
 * pressure.watch(pool);
 */
export function createMemoryPressure(options: MemoryPressureOptions = {}): MemoryPressure {
  const { onChange, recorder = currentRecorder(), read: readUse, ...rest } = options;
  const settings = check(settingsSchema, { ...memoryPressureDefaults, ...rest }, { code: 'NSI_MEMORY_PRESSURE_OPTION' });
  const takeReading = readUse ?? (() => readMemoryUse(settings.limitBytes));
  const nextStep = createPressureSteps(settings);
  const targets = new Set<WeakRef<Shrinkable>>();
  let current: PressureStep = { level: 'normal', share: 1 };
  if (settings.heapSnapshots > 0) setHeapSnapshotNearHeapLimit(settings.heapSnapshots);
  const timer = setInterval(read, settings.intervalMs).unref();

  return {
    get level() {
      return current.level;
    },
    get share() {
      return current.share;
    },
    watch(target) {
      const reference = new WeakRef(target);
      targets.add(reference);
      if (current.share < 1) target.shrink(current.share);
      return {
        [Symbol.dispose]() {
          if (targets.delete(reference) && current.share < 1) reference.deref()?.restore();
        },
      };
    },
    read,
    [Symbol.dispose]() {
      clearInterval(timer);
      if (current.share < 1) apply(1);
      targets.clear();
    },
  };

  function read(): PressureChange {
    const use = takeReading();
    const before = current;
    current = nextStep(use);
    const change = { ...current, use };
    record(change);
    if (current.share !== before.share) apply(current.share);
    if (current.share !== before.share || current.level !== before.level) {
      if (pressureChannel.hasSubscribers) pressureChannel.publish(change);
      onChange?.(change);
    }
    return change;
  }

  /** Every target gets its turn, whatever another one throws. */
  function apply(share: number): void {
    const errors: unknown[] = [];
    for (const reference of targets) {
      const target = reference.deref();
      try {
        if (!target) targets.delete(reference);
        else if (share < 1) target.shrink(share);
        else target.restore();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0)
      throw errors.length === 1 ? errors[0] : new AggregateError(errors, 'expected every watched target to shrink and restore');
  }

  function record({ use, share }: PressureChange): void {
    recorder.gauge(memoryMetrics.limitBytes, use.limitBytes);
    recorder.gauge(memoryMetrics.pressure, use.limitRatio, { resource: 'limit' });
    recorder.gauge(memoryMetrics.pressure, use.heapRatio, { resource: 'heap' });
    if (use.stallRatio !== undefined) recorder.gauge(memoryMetrics.pressure, use.stallRatio, { resource: 'stall' });
    recorder.gauge(memoryMetrics.pressureShare, share);
  }
}
