import { threadId } from 'node:worker_threads';
import { seeSite, type SeenSite } from './call-site.ts';
import type { CallSite, CallTotal, FileStep, Observation } from './observation.ts';

const maxSites = 2000;
const maxSteps = 20_000;
/** Looking at the stack takes a few µs: after this many calls on one file only every sixteenth does. */
const exactCalls = 64;
const sampleEvery = 16;
const unknown: SeenSite = Object.freeze({ site: undefined, isLoading: false });

/** What the collector knows so far. Nothing here calls into `node:fs`. */
export interface Record {
  /** Remembers which file an open descriptor belongs to. */
  opened(file: number, path: string, seen: SeenSite): void;
  closed(file: number): void;
  pathOf(file: number): string | undefined;
  /** Where a stream was made: it opens its file when nobody is on the stack any more. */
  streamMade(path: string): void;
  /** The place that is calling, or where the file was opened. */
  see(call: string, path: string | undefined, file?: number): SeenSite;
  call(call: string, seen: SeenSite, path: string, bytes: number, sync?: { readonly isLate: boolean; readonly ns: number }): void;
  step(
    call: FileStep['call'],
    path: string,
    seen: SeenSite,
    more?: { readonly bytes?: number; readonly to?: string; readonly flags?: FileStep['flags'] },
  ): void;
  toJSON(): Observation;
}

export function createRecord(name: string): Record {
  const sites: CallSite[] = [];
  const siteIndexes = new Map<string, number>();
  const calls = new Map<string, CallTotal>();
  const steps: FileStep[] = [];
  const lastStep = new Map<string, FileStep>();
  const lastOpen = new Map<string, FileStep>();
  const openFiles = new Map<number, { readonly path: string; readonly seen: SeenSite }>();
  const streams = new Map<string, SeenSite>();
  const lastSeen = new Map<string, { seen: SeenSite; count: number }>();
  let order = 0;
  let isTruncated = false;

  function indexOf({ site }: SeenSite): number {
    if (site === undefined) return -1;
    const key = `${site.file}:${site.line}:${site.column}:${site.caller?.file}:${site.caller?.line}`;
    const known = siteIndexes.get(key);
    if (known !== undefined) return known;
    if (sites.length === maxSites) return -1;
    siteIndexes.set(key, sites.length);
    return sites.push(site) - 1;
  }

  return {
    opened(file, path, seen) {
      openFiles.set(file, { path, seen });
      lastSeen.delete(`write ${path}`);
    },
    closed(file) {
      openFiles.delete(file);
    },
    pathOf: (file) => openFiles.get(file)?.path,
    streamMade(path) {
      streams.set(path, seeSite());
    },
    see(call, path = '', file) {
      const key = `${call} ${path}`;
      const last = lastSeen.get(key);
      if (last && last.count++ > exactCalls && last.count % sampleEvery !== 0) return last.seen;
      const now = seeSite();
      const fallback = (file === undefined ? undefined : openFiles.get(file)?.seen) ?? streams.get(path) ?? unknown;
      const seen = now.site === undefined ? { site: fallback.site, isLoading: now.isLoading } : now;
      if (last) last.seen = seen;
      else if (lastSeen.size < maxSteps) lastSeen.set(key, { seen, count: 1 });
      return seen;
    },
    call(call, seen, path, bytes, sync) {
      // Node.js itself, looking for modules.
      if (seen.isLoading && seen.site === undefined) return;
      const site = indexOf(seen);
      const key = `${call} ${site}`;
      let total = calls.get(key);
      if (!total) {
        total = { call, site, count: 0, bytes: 0, maxBytes: 0, lateCount: 0, lateNs: 0, path };
        calls.set(key, total);
      }
      total.count += 1;
      total.bytes += bytes;
      total.maxBytes = Math.max(total.maxBytes, bytes);
      if (sync?.isLate !== true) return;
      total.lateCount += 1;
      total.lateNs += sync.ns;
    },
    step(call, path, seen, { bytes = 0, to, flags } = {}) {
      const last = lastStep.get(path);
      if (last?.call === 'write') {
        const open = lastOpen.get(path);
        if (call === 'write') {
          last.count += 1;
          last.bytes += bytes;
          return;
        }
        // Opened again in the same way to write on: the writes stay one step.
        if (call === 'open' && open !== undefined && isSameOpen(open.flags, flags)) {
          open.count += 1;
          return;
        }
      }
      if (steps.length === maxSteps) {
        isTruncated = true;
        return;
      }
      order += 1;
      const step: FileStep = {
        call,
        path,
        order,
        site: indexOf(seen),
        count: 1,
        bytes,
        ...(to === undefined ? {} : { to }),
        ...(flags === undefined ? {} : { flags }),
      };
      steps.push(step);
      lastStep.set(path, step);
      if (call === 'open') lastOpen.set(path, step);
    },
    toJSON: () => ({
      process: { pid: process.pid, threadId, name, nodeVersion: process.version },
      sites,
      calls: [...calls.values()],
      steps,
      isTruncated,
    }),
  };
}

function isSameOpen(one: FileStep['flags'], other: FileStep['flags']): boolean {
  return one?.truncates === other?.truncates && one?.appends === other?.appends && one?.isSynced === other?.isSynced;
}
