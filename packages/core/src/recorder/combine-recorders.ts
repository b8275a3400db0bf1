import type { Recorder } from './recorder.ts';

/** A recorder that passes everything on to each of `recorders`, in order. */
export function combineRecorders(...recorders: readonly Recorder[]): Recorder {
  return Object.freeze({
    count: (...call: Parameters<Recorder['count']>) => recorders.forEach((recorder) => recorder.count(...call)),
    gauge: (...call: Parameters<Recorder['gauge']>) => recorders.forEach((recorder) => recorder.gauge(...call)),
    observe: (...call: Parameters<Recorder['observe']>) => recorders.forEach((recorder) => recorder.observe(...call)),
  });
}
