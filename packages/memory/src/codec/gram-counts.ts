/** Sequences are eight bytes long: what a dictionary must share to be worth a match. */
export const gramBytes = 8;

const slotBits = 18;
const slotCount = 1 << slotBits;

/** Tables by the hash of a sequence. */
export interface GramCounts {
  /** In how many samples it occurs; what is in one sample only counts 0. */
  readonly samples: Uint32Array;
  /** How often it is in the window that `bestPiece` moves; all zeros between calls. */
  readonly window: Uint16Array;
}

export function countGrams(samples: readonly Uint8Array[]): GramCounts {
  const counts = new Uint32Array(slotCount);
  const lastSample = new Int32Array(slotCount).fill(-1);
  samples.forEach((sample, index) => {
    for (let at = 0; at + gramBytes <= sample.length; at++) {
      const slot = gramSlot(sample, at);
      if (lastSample[slot] === index) continue;
      lastSample[slot] = index;
      counts[slot] = (counts[slot] as number) + 1;
    }
  });
  return { samples: counts.map((count) => (count > 1 ? count : 0)), window: new Uint16Array(slotCount) };
}

/** Hot: one call for every byte of every sample. */
export function gramSlot(bytes: Uint8Array, at: number): number {
  return (Math.imul(wordAt(bytes, at), 0x9e3779b1) ^ Math.imul(wordAt(bytes, at + 4), 0x85ebca77)) >>> (32 - slotBits);
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
}

/** A piece of a sample, and how many samples its sequences are in, all together. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly score: number;
}

/** The piece of at most `length` bytes that covers most; `undefined` when nothing in the samples is shared. */
export function bestPiece(samples: readonly Uint8Array[], counts: GramCounts, length: number): Piece | undefined {
  const { window } = counts;
  let best: Piece | undefined;
  for (const sample of samples) {
    const gramsInPiece = Math.min(length, sample.length) - gramBytes + 1;
    let score = 0;
    let first = 0;
    for (let at = 0; at + gramBytes <= sample.length; at++) {
      const entering = gramSlot(sample, at);
      window[entering] = (window[entering] as number) + 1;
      if (window[entering] === 1) score += counts.samples[entering] as number;
      if (at - first >= gramsInPiece) score -= leave(counts, gramSlot(sample, first++));
      if (score > (best?.score ?? 0)) best = { bytes: sample.subarray(first, at + gramBytes), score };
    }
    for (let at = first; at + gramBytes <= sample.length; at++) leave(counts, gramSlot(sample, at));
  }
  return best;
}

/** Takes a sequence out of the window and returns what the window's score loses. */
function leave({ samples, window }: GramCounts, slot: number): number {
  window[slot] = (window[slot] as number) - 1;
  return window[slot] === 0 ? (samples[slot] as number) : 0;
}

/** Counts the sequences of a piece no more: the dictionary has them. */
export function spend({ bytes }: Piece, { samples }: GramCounts): void {
  for (let at = 0; at + gramBytes <= bytes.length; at++) samples[gramSlot(bytes, at)] = 0;
}
