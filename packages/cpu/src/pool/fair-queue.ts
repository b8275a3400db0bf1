/** What waits for a thread. */
export interface Waiting {
  /** Entries of one key wait for each other; keys take turns. */
  readonly key: string;
  /** Higher first. */
  readonly priority: number;
  /** Milliseconds since the epoch; within its key the earliest comes first, before those without. `Infinity` for none. */
  readonly deadline: number;
}

/** A queue that is fair to its keys. `Entry` objects are identities: each waits at most once. */
export interface FairQueue<Entry extends Waiting> {
  readonly size: number;
  push(entry: Entry): void;
  /** Takes the next entry; `undefined` when none waits. */
  take(): Entry | undefined;
  /** Removes an entry that waits. `false` when it does not. */
  remove(entry: Entry): boolean;
}

/** Entries of one key at one priority. */
interface Line<Entry> {
  readonly key: string;
  /** Sorted by deadline; only entries that have one. */
  readonly urgent: Entry[];
  readonly others: Entry[];
  /** Index of the first in `others`: shifting an array costs its length. */
  head: number;
}

/** All keys of one priority, in the order of their turns. */
interface Rank<Entry> {
  readonly priority: number;
  readonly lines: Map<string, Line<Entry>>;
  size: number;
  /** When this rank had its last turn, or began to wait. */
  since: number;
}

/**
 * Round robin over keys, so that a key with a thousand entries and a key with one wait alike; higher priorities first, but a rank gains one
 * priority for every `agingMs` without a turn, so none starves. Each operation costs the number of distinct priorities, not of entries.
 */
export function createFairQueue<Entry extends Waiting>({
  agingMs,
  now = () => performance.now(),
}: {
  readonly agingMs: number;
  readonly now?: () => number;
}): FairQueue<Entry> {
  const ranks = new Map<number, Rank<Entry>>();
  const waiting = new Set<Entry>();

  return {
    get size() {
      return waiting.size;
    },
    push(entry) {
      waiting.add(entry);
      const rank = rankOf(entry.priority);
      rank.size++;
      const line = lineOf(rank, entry.key);
      if (entry.deadline === Infinity) line.others.push(entry);
      else line.urgent.splice(placeOf(line.urgent, entry.deadline), 0, entry);
    },
    take() {
      const rank = nextRank();
      if (!rank) return undefined;
      rank.since = now();
      for (const line of rank.lines.values()) {
        // Out and in again: the map's order is the order of turns.
        rank.lines.delete(line.key);
        const entry = takeFrom(line);
        if (entry === undefined) continue;
        if (line.urgent.length > 0 || line.head < line.others.length) rank.lines.set(line.key, line);
        forget(entry, rank);
        return entry;
      }
      throw new Error('expected a rank of some size to have an entry');
    },
    remove(entry) {
      const rank = ranks.get(entry.priority);
      if (!rank || !waiting.has(entry)) return false;
      const line = rank.lines.get(entry.key) as Line<Entry>;
      const among = entry.deadline === Infinity ? line.others : line.urgent;
      // The oldest and the newest are removed most often: by callers that give up in order, or on what they asked last.
      if (among === line.others && among[line.head] === entry) line.head++;
      else among.splice(among.lastIndexOf(entry), 1);
      if (line.urgent.length === 0 && line.head >= line.others.length) rank.lines.delete(line.key);
      forget(entry, rank);
      return true;
    },
  };

  function rankOf(priority: number): Rank<Entry> {
    let rank = ranks.get(priority);
    if (!rank) ranks.set(priority, (rank = { priority, lines: new Map(), size: 0, since: now() }));
    return rank;
  }

  function forget(entry: Entry, rank: Rank<Entry>): void {
    waiting.delete(entry);
    if (--rank.size === 0) ranks.delete(rank.priority);
  }

  function nextRank(): Rank<Entry> | undefined {
    let best: Rank<Entry> | undefined;
    let bestScore = -Infinity;
    const time = ranks.size > 1 ? now() : 0;
    for (const rank of ranks.values()) {
      const score = ranks.size > 1 ? rank.priority + Math.floor((time - rank.since) / agingMs) : 0;
      if (score > bestScore || (score === bestScore && rank.priority > (best?.priority ?? -Infinity))) [best, bestScore] = [rank, score];
    }
    return best;
  }
}

function lineOf<Entry>(rank: Rank<Entry>, key: string): Line<Entry> {
  let line = rank.lines.get(key);
  if (!line) rank.lines.set(key, (line = { key, urgent: [], others: [], head: 0 }));
  return line;
}

function takeFrom<Entry>(line: Line<Entry>): Entry | undefined {
  if (line.urgent.length > 0) return line.urgent.shift();
  if (line.head >= line.others.length) return undefined;
  const entry = line.others[line.head++];
  // Half of the array is behind the head: cut it, so that each entry is moved at most once more.
  if (line.head > 32 && line.head * 2 > line.others.length) {
    line.others.splice(0, line.head);
    line.head = 0;
  }
  return entry;
}

/** First index whose deadline is later: equal ones keep their order. */
function placeOf(urgent: readonly Waiting[], deadline: number): number {
  let [low, high] = [0, urgent.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((urgent[middle] as Waiting).deadline <= deadline) low = middle + 1;
    else high = middle;
  }
  return low;
}
