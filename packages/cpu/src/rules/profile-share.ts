import type { ProfileFrame, ProfileReport, SourcePlace } from '@nsi/core/report';

/** What the rules of this room read: the report of a profile, and lines of the source where they are at hand. */
export interface CpuEvidence {
  readonly profile: ProfileReport;
  sourceText?(file: string, line: number): string | undefined;
}

/** Share of the busy samples, 0–1, with Wilson's 95 % interval. */
export interface BusyShare {
  readonly share: number;
  readonly interval: readonly [low: number, high: number];
  readonly busySamples: number;
}

/** Samples in which the program was not idle. */
export function busySamplesOf({ callTree, frames }: ProfileReport): number {
  return callTree.frame.reduce((sum, frame, row) => (frames[frame]?.category === 'idle' ? sum : sum + (callTree.self[row] as number)), 0);
}

/** A count of samples as a share. */
export function shareOf(samples: number, busySamples: number): BusyShare {
  return { share: busySamples === 0 ? 0 : samples / busySamples, interval: wilson(samples, busySamples), busySamples };
}

/** Share below the outermost frames that `isWanted` names, and the functions of the program that call them, most samples first. */
export function shareBelow(
  profile: ProfileReport,
  isWanted: (frame: ProfileFrame) => boolean,
): BusyShare & { readonly callers: readonly ProfileFrame[] } {
  const { callTree, frames } = profile;
  const { parent, frame, total } = callTree;
  const isInside: boolean[] = [];
  const byCaller = new Map<ProfileFrame, number>();
  let wanted = 0;
  // A row's parent always stands before it.
  for (const [row, own] of frame.entries()) {
    const above = parent[row] as number;
    const begins = isWanted(frames[own] as ProfileFrame) && isInside[above] !== true;
    isInside[row] = begins || isInside[above] === true;
    if (!begins) continue;
    wanted += total[row] as number;
    const caller = programFrameAbove(above, callTree, frames);
    if (caller) byCaller.set(caller, (byCaller.get(caller) ?? 0) + (total[row] as number));
  }
  const callers = [...byCaller].toSorted(([, left], [, right]) => right - left).map(([caller]) => caller);
  return { ...shareOf(wanted, busySamplesOf(profile)), callers };
}

function programFrameAbove(
  row: number,
  { parent, frame }: ProfileReport['callTree'],
  frames: readonly ProfileFrame[],
): ProfileFrame | undefined {
  for (let at = row; at >= 0; at = parent[at] as number) {
    const own = frames[frame[at] as number];
    if (own?.category === 'app' && own.file !== '') return own;
  }
  return undefined;
}

/** A frame as a place in the source. */
export function placeOf({ file, line, column, name }: ProfileFrame): SourcePlace {
  return { file, line, column, function: name };
}

/** Wilson's interval of a share (1927), for 95 %. */
export function wilson(hits: number, count: number): readonly [low: number, high: number] {
  if (count === 0) return [0, 1];
  const z = 1.96;
  const share = hits / count;
  const middle = share + z ** 2 / (2 * count);
  const reach = z * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  const scale = 1 + z ** 2 / count;
  return [Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)];
}
