import { channel } from 'node:diagnostics_channel';
import { coreMetrics } from '../metrics.ts';
import { currentRecorder, noRecorder, type Recorder } from '../recorder/recorder.ts';

/** Published on `nsi:core:timed` when somebody subscribes. Times are `performance.now()` milliseconds. */
export interface TimedEvent {
  readonly name: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
}

/** Whether what was timed returned (or resolved) or threw (or rejected); a label of `nsi_core_timed_seconds`. */
export type Outcome = 'ok' | 'error';

const timedChannel = channel('nsi:core:timed');
const labelsByName = new Map<string, Record<Outcome, { readonly name: string; readonly outcome: Outcome }>>();
// Names are meant to be few and fixed; past this many, all further ones share a label so that memory and label sets stay bounded.
const maxNames = 1000;

/** Whether anybody would see a measurement; when not, none is taken. Hot: see bench/timing.bench.ts. */
export function isObserved(recorder: Recorder | undefined): boolean {
  return (recorder ?? currentRecorder()) !== noRecorder || timedChannel.hasSubscribers;
}

/** Hands one measurement to the recorder and to the diagnostics channel. */
export function report(recorder: Recorder | undefined, name: string, startMs: number, outcome: Outcome): void {
  const durationMs = performance.now() - startMs;
  (recorder ?? currentRecorder()).observe(coreMetrics.timed, durationMs / 1000, labelsOf(name)[outcome]);
  if (timedChannel.hasSubscribers) timedChannel.publish({ name, startMs, durationMs, outcome } satisfies TimedEvent);
}

function labelsOf(name: string): Record<Outcome, { readonly name: string; readonly outcome: Outcome }> {
  const known = labelsByName.get(name);
  if (known) return known;
  if (labelsByName.size >= maxNames && name !== 'other') return labelsOf('other');
  const labels = { ok: { name, outcome: 'ok' }, error: { name, outcome: 'error' } } as const;
  labelsByName.set(name, labels);
  return labels;
}
