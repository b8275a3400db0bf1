/**
 * Loaded into a profiled program before its own code (`--require`), in every process and thread of it. Built into one file of CommonJS
 * below 10 KB. Uses nothing but Node.js, never prints, never changes the exit code, never throws into the program, and keeps no event loop
 * alive.
 */
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import { carryIntoWorkers } from './carry-into-workers.ts';
import type { CollectorSettings } from './settings.ts';
import { startCollecting, type Collecting } from './thread-collector.ts';

const key = '_NSI_PROFILE';

/** Starts in this thread. `file` is this file, whose frames are the cost of profiling. */
export function collect(settings: CollectorSettings, file: string): Collecting {
  return startCollecting(settings, file);
}

const text = process.env[key] ?? (getEnvironmentData(key) as string | undefined);
if (text !== undefined) {
  try {
    const { file, ...settings } = JSON.parse(text) as CollectorSettings & { readonly file: string };
    if (isMainThread && settings.workers) setEnvironmentData(key, text);
    if (isMainThread && !settings.children) leaveChildrenAlone(file);
    if (isMainThread && settings.inspectPort !== undefined && process.ppid === settings.launcherPid)
      process.debugPort = settings.inspectPort;
    if (settings.workers) carryIntoWorkers(file);
    if (isMainThread || settings.workers) {
      // Where an inspector finds it, when the event loop does not turn.
      Object.defineProperty(globalThis, Symbol.for('nsi.profiler'), { value: collect(settings, file), configurable: true });
    }
  } catch {
    // No inspector in this build, a folder that is gone: the program runs on unprofiled.
  }
}

function leaveChildrenAlone(file: string): void {
  delete process.env[key];
  const own = process.env['NODE_OPTIONS'];
  const at = own?.indexOf(`--require "${file}`) ?? -1;
  if (own !== undefined && at >= 0) process.env['NODE_OPTIONS'] = own.slice(0, at).trim();
}
