import type { Stretch } from '@nsi/core/report';
import type { RawSegment } from '../collector/raw-profile.ts';
import type { SourceFiles } from '../source/source-files.ts';
import { lineHeatOf } from '../tree/line-heat.ts';
import type { MergedProfile, ThreadProfile } from '../tree/merge-threads.ts';

const leastMs = 20;
const maxStretches = 20;

/**
 * The longest times without an idle sample. Where the series has a row, the event loop turned: a stretch ends there, and it is no longer
 * than the loop delay that was measured around it.
 */
export function reportStretches(threads: readonly ThreadProfile[], merged: MergedProfile, sources: SourceFiles): readonly Stretch[] {
  const lines = new Map<number, number>();
  const lineOf = (frame: number): number => {
    const known = lines.get(frame) ?? hottestLine(frame, merged, sources);
    lines.set(frame, known);
    return known;
  };
  return threads
    .flatMap((thread) => thread.segments.flatMap((segment) => stretchesOf(thread, segment, merged, lineOf)))
    .toSorted((left, right) => right.durationNs - left.durationNs)
    .slice(0, maxStretches);
}

function stretchesOf(
  { thread, segments }: ThreadProfile,
  segment: RawSegment,
  { callTree, frames, rowsById }: MergedProfile,
  lineOf: (frame: number) => number,
): readonly Stretch[] {
  const rows = rowsById.get(segment);
  const { cpu } = segment;
  if (!cpu || !rows) return [];
  const { samples = [], timeDeltas = [] } = cpu;
  const beforeMs = segments
    .slice(0, segments.indexOf(segment))
    .reduce((sum, { cpu: before }) => sum + (before ? (before.endTime - before.startTime) / 1000 : 0), 0);
  const series = segments.at(-1)?.activity.series ?? [];
  const turns = series.map((row) => row[0] ?? 0);
  const found: Stretch[] = [];
  let [atMs, startMs] = [beforeMs, -1];
  let seen = new Map<number, number>();
  let nextTurn = turns.findIndex((ms) => ms > beforeMs);
  for (const [index, id] of samples.entries()) {
    atMs += (timeDeltas[index] ?? 0) / 1000;
    const row = rows.get(id) ?? 0;
    const isIdle = frames[callTree.frame[row] as number]?.category === 'idle';
    const hasTurned = nextTurn >= 0 && (turns[nextTurn] ?? Infinity) <= atMs;
    if (hasTurned) nextTurn = turns.findIndex((ms) => ms > atMs);
    if ((isIdle || hasTurned) && startMs >= 0) end();
    if (isIdle) continue;
    if (startMs < 0) startMs = atMs;
    seen.set(row, (seen.get(row) ?? 0) + 1);
  }
  if (startMs >= 0) end();
  return found;

  function end(): void {
    const next = series.findIndex((one) => (one[0] ?? 0) >= atMs);
    // Many short turns without idling between them look like one stretch; the delay of the loop tells them apart. On a busy machine the row
    // at whose time the stretch ends may be written before the delay is known: then the row behind it tells.
    const boundMs = next < 0 ? Infinity : Math.max(series[next]?.[2] ?? 0, series[next + 1]?.[2] ?? 0) + 20;
    const durationMs = Math.min(atMs - startMs, boundMs);
    if (durationMs >= leastMs) {
      const [frame, share] = mostOf(seen);
      found.push({
        pid: thread.pid,
        threadId: thread.threadId,
        startNs: startMs * 1e6,
        durationNs: durationMs * 1e6,
        frame,
        line: lineOf(frame),
        share,
      });
    }
    startMs = -1;
    seen = new Map();
  }

  /** The function of the program nearest to most samples. */
  function mostOf(counts: ReadonlyMap<number, number>): readonly [frame: number, share: number] {
    const byFrame = new Map<number, number>();
    let all = 0;
    for (const [row, count] of counts) {
      all += count;
      let at = row;
      while (at >= 0 && frames[callTree.frame[at] as number]?.category !== 'app') at = callTree.parent[at] as number;
      const frame = callTree.frame[at < 0 ? row : at] as number;
      byFrame.set(frame, (byFrame.get(frame) ?? 0) + count);
    }
    const [frame, count] = [...byFrame].reduce((best, one) => (one[1] > best[1] ? one : best));
    return [frame, count / all];
  }
}

function hottestLine(frame: number, merged: MergedProfile, sources: SourceFiles): number {
  return [...lineHeatOf(frame, merged, sources)].reduce(
    (best, one) => (one[1] > best[1] ? one : best),
    [merged.frames[frame]?.line ?? 0, 0],
  )[0];
}
