import { setTimeout as wait } from 'node:timers/promises';
import { profilerError } from '../errors.ts';

const openWithinMs = 5000;
/** Something else may listen on the port, and never answer. */
const answerWithinMs = 2000;

/** The address of the inspector that a process is about to open. Rejects with `NSI_PROFILER_ATTACH` when it does not. */
export async function waitForInspector(port: number): Promise<string> {
  for (const untilMs = performance.now() + openWithinMs; performance.now() < untilMs;) {
    const url = await inspectorUrl(port);
    if (url !== undefined) return url;
    await wait(50);
  }
  throw profilerError('NSI_PROFILER_ATTACH', `expected the process to open its inspector on port ${port} within ${openWithinMs} ms`);
}

/** The address of the inspector that listens on a port of this machine; `undefined` when none does. */
export async function inspectorUrl(port: number): Promise<string | undefined> {
  try {
    const targets = (await (
      await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(answerWithinMs) })
    ).json()) as readonly {
      readonly webSocketDebuggerUrl?: string;
    }[];
    return targets[0]?.webSocketDebuggerUrl;
  } catch {
    // Not open, or not an inspector.
    return undefined;
  }
}
