import { lineFinder } from './choose-finder.ts';
import { ioError } from '../errors.ts';
import { stretchBytes } from './line-finder.ts';
import type { LineSettings } from './line-options.ts';

/** Whole lines in `bytes` from `start` to `end`, where a line feed ends each of them but perhaps the last. Valid until the next run. */
export interface LineRun {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Where `start` lies in the source. */
  readonly position: number;
  /** Whether this is one line by itself, joined from several chunks or cut, and without its end. */
  readonly isJoined: boolean;
}

export const lineFeed = 10;
export const carriageReturn = 13;
const mark = [0xef, 0xbb, 0xbf];

/**
 * Cuts chunks at the ends of lines. Lines within a chunk are left where they are; only the one that lies across chunks is copied. Bytes of a
 * character never look like a line feed in UTF-8, so no character is cut. Hot: see bench/lines.bench.ts.
 */
export class LineSplitter {
  readonly #settings: Pick<LineSettings, 'maxLineBytes' | 'longLines'>;
  /** Pieces of the line that is not complete yet, and their bytes. */
  #pieces: Buffer[] = [];
  #held = 0;
  /** Bytes of the source before the chunk. */
  #position = 0;
  /** Where the incomplete line begins in the source. */
  #lineStart = 0;
  /** The incomplete line is too long already: the rest of it is dropped. */
  #isDropping = false;

  constructor(settings: Pick<LineSettings, 'maxLineBytes' | 'longLines'>) {
    this.#settings = settings;
  }

  /** Runs of whole lines that `chunk` completes. */
  *split(chunk: Buffer): Generator<LineRun, void, void> {
    const first = chunk.indexOf(lineFeed);
    if (first < 0) {
      this.#hold(chunk, 0, chunk.length);
      this.#position += chunk.length;
      return;
    }
    let start = 0;
    if (this.#held > 0 || this.#isDropping) {
      this.#hold(chunk, 0, first);
      const line = this.#join();
      if (line) yield line;
      start = first + 1;
    }
    const end = chunk.lastIndexOf(lineFeed) + 1;
    if (end > start) yield* this.#within(chunk, start, end);
    this.#lineStart = this.#position + end;
    this.#hold(chunk, end, chunk.length);
    this.#position += chunk.length;
  }

  /** What stands behind the last line feed, if anything. */
  *end(): Generator<LineRun, void, void> {
    if (this.#held === 0 && !this.#isDropping) return;
    const isMarkAlone = this.#lineStart === 0 && this.#held === 3 && markLength(Buffer.concat(this.#pieces)) === 3;
    if (isMarkAlone) return;
    const line = this.#join();
    if (line) yield line;
  }

  *#within(bytes: Buffer, start: number, end: number): Generator<LineRun, void, void> {
    const { maxLineBytes } = this.#settings;
    const whole = { bytes, start, end, position: this.#position + start, isJoined: false };
    if (end - start <= maxLineBytes) {
      yield whole;
      return;
    }
    // Some line may be too long: find it, and give what stands before, between and behind as runs.
    let from = start;
    for (const [at, feed] of longLines(bytes, start, end, maxLineBytes)) {
      if (at > from) yield { bytes, start: from, end: at, position: this.#position + from, isJoined: false };
      const cut = this.#tooLong(bytes.subarray(at, at + maxLineBytes), this.#position + at);
      if (cut) yield cut;
      from = feed + 1;
    }
    if (end > from) yield { bytes, start: from, end, position: this.#position + from, isJoined: false };
  }

  /** Keeps a part of the incomplete line; of a line too long no more than is needed. */
  #hold(chunk: Buffer, start: number, end: number): void {
    if (end <= start || this.#isDropping) return;
    // A carriage return may follow, which does not count.
    const room = this.#settings.maxLineBytes + 1 - this.#held;
    if (end - start > room) {
      if (this.#settings.longLines === 'throw') this.#tooLong(chunk, this.#lineStart);
      this.#isDropping = true;
    }
    const piece = Buffer.from(chunk.subarray(start, Math.min(end, start + room)));
    this.#pieces.push(piece);
    this.#held += piece.length;
  }

  #join(): LineRun | undefined {
    const { maxLineBytes } = this.#settings;
    const bytes = this.#pieces.length === 1 ? (this.#pieces[0] as Buffer) : Buffer.concat(this.#pieces, this.#held);
    const isTooLong = this.#isDropping || contentEnd(bytes, 0, bytes.length) > maxLineBytes;
    this.#pieces = [];
    this.#held = 0;
    this.#isDropping = false;
    if (isTooLong) return this.#tooLong(bytes.subarray(0, maxLineBytes), this.#lineStart);
    return { bytes, start: 0, end: contentEnd(bytes, 0, bytes.length), position: this.#lineStart, isJoined: true };
  }

  #tooLong(beginning: Buffer, position: number): LineRun | undefined {
    const { maxLineBytes, longLines } = this.#settings;
    if (longLines === 'throw') {
      throw ioError('NSI_IO_LINES_TOO_LONG', `expected lines of at most ${maxLineBytes} bytes, got a longer one at byte ${position}`, {
        details: { position },
      });
    }
    return longLines === 'skip' ? undefined : { bytes: beginning, start: 0, end: beginning.length, position, isJoined: true };
  }
}

/** Where lines of more than `maxLineBytes` begin, and their line feeds. */
function longLines(bytes: Buffer, start: number, end: number, maxLineBytes: number): readonly (readonly [number, number])[] {
  const finder = lineFinder();
  const found: (readonly [number, number])[] = [];
  let line = start;
  for (let from = start; from < end; from += stretchBytes) {
    const count = finder.look(bytes, from, Math.min(end, from + stretchBytes));
    for (let index = 0; index < count; index++) {
      const feed = from + (finder.places[index] as number);
      if (feed - line > maxLineBytes && contentEnd(bytes, line, feed) - line > maxLineBytes) found.push([line, feed]);
      line = feed + 1;
    }
  }
  return found;
}

/** Where a line's content ends: before the carriage return that belongs to its end. */
export function contentEnd(bytes: Uint8Array, start: number, end: number): number {
  return end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
}

/** Bytes of a byte order mark at the beginning. */
export function markLength(bytes: Uint8Array): number {
  return mark.every((byte, index) => bytes[index] === byte) ? 3 : 0;
}
