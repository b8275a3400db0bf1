import { Session } from 'node:inspector';

/** Workers that were asked to write what they have and end their profile. */
export interface AskedWorkers {
  /** Whether none is waited for any more: each has written, ended, or not answered in time. */
  isOver(): boolean;
  /** Ends the asking; gives the thread numbers of those that have not written. */
  end(): readonly number[];
}

/** For the first sign of life. Code of JavaScript is interrupted; only a native call does not answer, and Node.js waits for its end too. */
const answerMs = 1000;
/** For the rest, once there was one. */
const writeMs = 4000;
const flush = "globalThis[Symbol.for('nsi.profiler')]?.flush(true)";

/**
 * Asks one worker, or all for 0, those of workers included. Through the inspector of the main thread, which interrupts them: a worker whose
 * event loop does not turn writes too. For the main thread alone.
 */
export function askWorkers(wanted: number): AskedWorkers {
  const waiting = new Map<string, { readonly id: number; untilMs: number }>();
  const lost: number[] = [];
  const session = new Session();
  session.connect();
  session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
    const id = Number(/^\[worker (\d+)\]/.exec(workerInfo.title)?.[1]);
    if (wanted === 0 || id === wanted) waiting.set(sessionId, { id, untilMs: performance.now() + answerMs });
  });
  session.on('NodeWorker.detachedFromWorker', ({ params: { sessionId } }) => waiting.delete(sessionId));
  session.on('NodeWorker.receivedMessageFromWorker', ({ params: { sessionId, message } }) => {
    const asked = waiting.get(sessionId);
    if (asked && (JSON.parse(message) as { readonly id?: number }).id === 1) asked.untilMs += writeMs;
    else waiting.delete(sessionId);
  });
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  for (const sessionId of waiting.keys()) {
    for (const [index, expression] of ['1', flush].entries()) {
      const message = JSON.stringify({ id: index + 1, method: 'Runtime.evaluate', params: { expression } });
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    }
  }
  return {
    isOver() {
      for (const [sessionId, { id, untilMs }] of waiting) {
        if (performance.now() < untilMs) continue;
        waiting.delete(sessionId);
        lost.push(id);
      }
      return waiting.size === 0;
    },
    end() {
      session.disconnect();
      return lost;
    },
  };
}
