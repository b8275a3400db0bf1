import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { profilerError } from '../errors.ts';
import type { RawSegment } from '../collector/raw-profile.ts';
import type { ThreadProfile } from '../tree/merge-threads.ts';

const maxFiles = 10_000;

/** The threads whose segments stand in a folder; main threads first, then by number. Segments that were cut short are left out. */
export async function readSegments(folder: string): Promise<readonly ThreadProfile[]> {
  const names = (await readdir(folder)).filter((name) => /^\d+-\d+-\d+\.json$/.test(name)).slice(0, maxFiles);
  const segments = await Promise.all(names.map(async (name) => parseSegment(await readFile(join(folder, name), 'utf8'))));
  const threads = new Map<string, RawSegment[]>();
  for (const segment of segments) {
    if (!segment) continue;
    const key = `${segment.thread.pid}-${segment.thread.threadId}`;
    threads.set(key, [...(threads.get(key) ?? []), segment]);
  }
  return [...threads.values()]
    .map((own) => own.toSorted((left, right) => left.sequence - right.sequence))
    .map((own) => ({ thread: (own[0] as RawSegment).thread, segments: own }))
    .toSorted((left, right) => left.thread.startMs - right.thread.startMs || left.thread.threadId - right.thread.threadId);
}

function parseSegment(text: string): RawSegment | undefined {
  try {
    const value = JSON.parse(text) as Partial<RawSegment> | null;
    return value?.kind === 'nsi.raw-profile' && value.version === 1 ? (value as RawSegment) : undefined;
  } catch (cause) {
    throw profilerError('NSI_PROFILER_RAW', 'expected a whole segment of a profile, got one that is cut short', { cause });
  }
}
