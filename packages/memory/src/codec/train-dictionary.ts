import { memoryError } from '../errors.ts';
import { bestPiece, countGrams, gramBytes, spend, type Piece } from './gram-counts.ts';
import { lz4 } from './drivers/lz4.ts';

/** How large a dictionary is, and how much is read for it. */
export interface TrainOptions {
  /** Size of the dictionary: 256 bytes to 64 KiB. Default 16 KiB; more than a hundredth of all samples rarely pays. */
  readonly maxBytes?: number;
  /** Most bytes of the samples that are read, evenly from all of them. Default 16 MiB. */
  readonly maxSampleBytes?: number;
}

const defaultMaxBytes = 16_384;
const leastBytes = 256;
const mostBytes = 65_536;
/** Lengths of the pieces a dictionary is made of that are tried; the best on samples kept apart wins. */
const pieceLengths = Object.freeze([32, 64, 128, 256, 512]);
/** Samples kept apart: one of so many. */
const heldOutShare = 8;
const mostHeldOut = 200;

/**
 * A dictionary of what the samples have in common, for small payloads of one kind: `{ dictionary }` of the lz4 and zstd codecs. Picks the
 * pieces whose eight-byte sequences are in the most samples (FastCover: Collet and others), the best ones last, where they are cheapest to
 * reach. Give it hundreds of samples or more; throws `NSI_MEMORY_CODEC_DICTIONARY` when they have nothing in common.
 *
 * @example
 * ```ts run
 * import { trainDictionary, zstd } from '@nsi/memory';
 *
 * const messages = Array.from({ length: 300 }, (_, id) => Buffer.from(`{"type":"user.updated","id":${id},"roles":["editor"]}`));
 * const dictionary = trainDictionary(messages, { maxBytes: 1024 });
 * console.log(zstd.encode(messages[0]!, { dictionary }).length, 'bytes instead of', messages[0]!.length);
 * ```
 */
export function trainDictionary(samples: readonly Uint8Array[], options: TrainOptions = {}): Uint8Array {
  const { maxBytes = defaultMaxBytes, maxSampleBytes = 1 << 24 } = options;
  if (!Number.isInteger(maxBytes) || maxBytes < leastBytes || maxBytes > mostBytes) {
    throw memoryError('NSI_MEMORY_CODEC_OPTION', `expected \`maxBytes\` from ${leastBytes} to ${mostBytes}, got ${maxBytes}`);
  }
  const used = within(samples, maxSampleBytes);
  const training = used.filter((_, index) => used.length < heldOutShare || index % heldOutShare !== 0);
  const trials = (used.length < heldOutShare ? used : used.filter((_, index) => index % heldOutShare === 0)).slice(0, mostHeldOut);

  let best: Uint8Array | undefined;
  let bestSize = trials.reduce((sum, sample) => sum + lz4.encode(sample).length, 0);
  for (const pieceLength of pieceLengths) {
    const dictionary = buildDictionary(training, maxBytes, pieceLength);
    if (!dictionary) continue;
    const size = trials.reduce((sum, sample) => sum + lz4.encode(sample, { dictionary }).length, 0);
    if (size >= bestSize) continue;
    best = dictionary;
    bestSize = size;
  }
  if (best) return best;
  throw memoryError(
    'NSI_MEMORY_CODEC_DICTIONARY',
    `expected samples that have something in common, got ${samples.length} that a dictionary does not make smaller`,
    {
      hint: 'Give more samples of one kind, each up to a few kilobytes; do without a dictionary for large or unlike ones.',
    },
  );
}

/** Pieces of up to `pieceLength` bytes that cover the most frequent sequences, up to `maxBytes` in all; `undefined` when there are none. */
function buildDictionary(samples: readonly Uint8Array[], maxBytes: number, pieceLength: number): Uint8Array | undefined {
  const counts = countGrams(samples);
  const pieces: Piece[] = [];
  // Every part of the samples gives its best piece, and all parts again as long as there is room and something left to cover.
  const partCount = Math.min(samples.length, Math.floor(maxBytes / pieceLength));
  let room = maxBytes;
  let isFinding = true;
  while (isFinding && room >= gramBytes) {
    isFinding = false;
    for (let part = 0; part < partCount && room >= gramBytes; part++) {
      const share = samples.slice(Math.floor((samples.length * part) / partCount), Math.floor((samples.length * (part + 1)) / partCount));
      const piece = bestPiece(share, counts, Math.min(pieceLength, room));
      if (!piece) continue;
      spend(piece, counts);
      pieces.push(piece);
      room -= piece.bytes.length;
      isFinding = true;
    }
  }
  if (pieces.length === 0) return undefined;
  return Buffer.concat(pieces.toSorted((left, right) => left.score - right.score).map(({ bytes }) => bytes));
}

/** As many samples as `maxBytes` hold, evenly from all of them. */
function within(samples: readonly Uint8Array[], maxBytes: number): readonly Uint8Array[] {
  const total = samples.reduce((sum, { length }) => sum + length, 0);
  if (total <= maxBytes) return samples;
  const step = total / maxBytes;
  return samples.filter((_, index) => Math.floor((index + 1) / step) > Math.floor(index / step));
}
