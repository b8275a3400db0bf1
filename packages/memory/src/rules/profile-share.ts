import type { ProfileFrame, ProfileReport } from '@nsi/core/report';

/** What the rules of this room read: the report of a profile. */
export interface ProfileEvidence {
  readonly profile: ProfileReport;
}

/** How much of a program's busy samples is spent below some functions. */
export interface ProfileShare {
  /** 0–1. */
  readonly share: number;
  /** Wilson's 95 % interval of the share. */
  readonly interval: readonly [low: number, high: number];
  readonly busySamples: number;
  /** Callers of those functions that belong to the program itself, most samples first. */
  readonly callers: readonly ProfileFrame[];
}

/** Share of the busy samples below the outermost frames that `isWanted` names. */
export function shareOf({ callTree, frames }: ProfileReport, isWanted: (frame: ProfileFrame) => boolean): ProfileShare {
  const { parent, frame, self, total } = callTree;
  const isInside: boolean[] = [];
  const byCaller = new Map<ProfileFrame, number>();
  let wanted = 0;
  let busy = 0;
  // A row's parent always stands before it.
  for (let row = 0; row < frame.length; row++) {
    const own = frames[frame[row] as number] as ProfileFrame;
    const above = parent[row] as number;
    if (own.category !== 'idle') busy += self[row] as number;
    const begins = isWanted(own) && !isInside[above];
    isInside[row] = begins || isInside[above] === true;
    if (!begins) continue;
    wanted += total[row] as number;
    const caller = programFrameAbove(above, callTree, frames);
    if (caller) byCaller.set(caller, (byCaller.get(caller) ?? 0) + (total[row] as number));
  }
  return {
    share: busy === 0 ? 0 : wanted / busy,
    interval: wilson(wanted, busy),
    busySamples: busy,
    callers: [...byCaller].toSorted(([, left], [, right]) => right - left).map(([caller]) => caller),
  };
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
