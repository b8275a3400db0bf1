import { memoryError } from '../errors.ts';

/** Receives the parts of a heap snapshot as they are scanned, in the order V8 writes them. */
export interface SnapshotSink {
  /** The value of `snapshot`: field names and counts. */
  meta(value: unknown): void;
  nodeNumber(value: number): void;
  edgeNumber(value: number): void;
  /** A string of the table. Text beyond 200 characters is cut off. */
  text(value: string): void;
}

const maxTextLength = 200;
const maxMetaBytes = 2 ** 20;
const maxDigits = 15;
const quote = 0x22;
const backslash = 0x5c;
const letterU = 0x75;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

type State = 'start' | 'key' | 'colon' | 'value' | 'numbers' | 'texts' | 'skipped' | 'after' | 'end';

/**
 * Scans a `.heapsnapshot` byte by byte, so that a file of many gigabytes needs no more memory than what the sink keeps:
 * `JSON.parse` ends at 512 MiB of text. Throws `NSI_MEMORY_SNAPSHOT_FORMAT` at the first byte that does not fit.
 */
export class SnapshotScanner {
  readonly #sink: SnapshotSink;
  #state: State = 'start';
  #key = '';
  #offset = 0;
  /** Inside a string of the table or a key; escapes are kept as they are and decoded at its end. */
  #isInText = false;
  /** Bytes that still belong to an escape: 1 behind a backslash, 4 behind `\\u`. */
  #escapeLeft = 0;
  #bytes: number[] = [];
  #isCut = false;
  /** A number that is being read. */
  #value = 0;
  #digits = 0;
  /** Nesting inside a value that is kept whole or skipped. */
  #depth = 0;
  #isQuoted = false;
  #isKept = false;

  constructor(sink: SnapshotSink) {
    this.#sink = sink;
  }

  write(chunk: Uint8Array): void {
    let index = 0;
    while (index < chunk.length)
      index = this.#state === 'numbers' ? this.#scanNumbers(chunk, index) : this.#scan(chunk[index] as number, index) + 1;
    this.#offset += chunk.length;
  }

  /** Must be called after the last chunk. */
  end(): void {
    if (this.#state !== 'end')
      throw memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', `expected more after ${this.#offset} bytes, got the end of the file`);
  }

  #scan(byte: number, index: number): number {
    if (this.#isInText) this.#scanText(byte);
    else if (this.#state === 'skipped') this.#scanNested(byte);
    else if (byte > 0x20) this.#scanToken(byte, index);
    return index;
  }

  #scanToken(byte: number, index: number): void {
    const state = this.#state;
    if (state === 'start' && byte === openBrace) this.#state = 'key';
    else if (state === 'key' && byte === quote) this.#beginText();
    else if (state === 'colon' && byte === colon) this.#state = 'value';
    else if (state === 'value') this.#beginValue(byte, index);
    else if (state === 'texts' && byte === quote) this.#beginText();
    else if (state === 'texts' && byte === closeBracket) this.#state = 'after';
    else if (state === 'after' && byte === closeBrace) this.#state = 'end';
    else if (state === 'after' && byte === comma) this.#state = 'key';
    else if (!(state === 'texts' && byte === comma)) throw this.#misfit(byte, index);
  }

  #beginValue(byte: number, index: number): void {
    const isList = byte === openBracket;
    if (isList && (this.#key === 'nodes' || this.#key === 'edges')) this.#state = 'numbers';
    else if (isList && this.#key === 'strings') this.#state = 'texts';
    else if (isList || byte === openBrace) {
      this.#state = 'skipped';
      this.#isKept = this.#key === 'snapshot';
      this.#bytes = [];
      this.#depth = 0;
      this.#scanNested(byte);
    } else throw this.#misfit(byte, index);
  }

  /** Hot: nearly all bytes of a snapshot pass here; see bench/heap-snapshot.bench.ts. */
  #scanNumbers(chunk: Uint8Array, start: number): number {
    const sink = this.#sink;
    const isNodes = this.#key === 'nodes';
    let value = this.#value;
    let digits = this.#digits;
    for (let index = start; index < chunk.length; index++) {
      const byte = chunk[index] as number;
      if (byte >= 0x30 && byte <= 0x39) {
        value = value * 10 + (byte - 0x30);
        digits += 1;
        continue;
      }
      if (digits > maxDigits || (byte > 0x20 && byte !== comma && byte !== closeBracket)) throw this.#misfit(byte, index);
      if (byte <= 0x20) continue;
      if (digits > 0 && isNodes) sink.nodeNumber(value);
      else if (digits > 0) sink.edgeNumber(value);
      value = 0;
      digits = 0;
      if (byte !== closeBracket) continue;
      this.#state = 'after';
      this.#value = 0;
      this.#digits = 0;
      return index + 1;
    }
    this.#value = value;
    this.#digits = digits;
    return chunk.length;
  }

  #beginText(): void {
    this.#isInText = true;
    this.#isCut = false;
    this.#bytes = [];
  }

  #scanText(byte: number): void {
    const isFree = this.#escapeLeft === 0;
    if (isFree && byte === quote) {
      this.#isInText = false;
      this.#endText(decodeText(this.#bytes));
      return;
    }
    // Cut between characters only, each of which takes at most 6 bytes (`\u00e9`).
    if (isFree && this.#bytes.length >= maxTextLength * 6) this.#isCut = true;
    if (!this.#isCut) this.#bytes.push(byte);
    this.#followEscape(byte);
  }

  #endText(text: string | undefined): void {
    if (text === undefined)
      throw memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', `expected text before byte ${this.#offset}, got bytes that are none`);
    if (this.#state === 'texts') this.#sink.text(text);
    else {
      this.#key = text;
      this.#state = 'colon';
    }
  }

  #followEscape(byte: number): void {
    if (this.#escapeLeft === 0) this.#escapeLeft = byte === backslash ? 1 : 0;
    else this.#escapeLeft = this.#escapeLeft === 1 && byte === letterU ? 4 : this.#escapeLeft - 1;
  }

  /** Follows brackets, and quotes in which brackets mean nothing. */
  #scanNested(byte: number): void {
    if (this.#isKept) {
      if (this.#bytes.length >= maxMetaBytes)
        throw memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', 'expected a short description of the snapshot, got a long one');
      this.#bytes.push(byte);
    }
    if (this.#isQuoted) {
      if (this.#escapeLeft === 0 && byte === quote) this.#isQuoted = false;
      else this.#escapeLeft = this.#escapeLeft === 0 && byte === backslash ? 1 : 0;
      return;
    }
    if (byte === quote) this.#isQuoted = true;
    else if (byte === openBrace || byte === openBracket) this.#depth += 1;
    else if (byte === closeBrace || byte === closeBracket) this.#depth -= 1;
    if (this.#depth > 0) return;
    this.#state = 'after';
    if (this.#isKept) this.#sink.meta(parseMeta(this.#bytes));
  }

  #misfit(byte: number, index: number): Error {
    const shown = byte > 0x20 && byte < 0x7f ? `\`${String.fromCodePoint(byte)}\`` : `byte 0x${byte.toString(16)}`;
    return memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', `expected a V8 heap snapshot, got ${shown} at byte ${this.#offset + index}`);
  }
}

/** The text of a JSON string without its quotes; `undefined` when it is none. */
function decodeText(bytes: readonly number[]): string | undefined {
  const raw = Buffer.from(bytes).toString('utf8');
  if (!raw.includes('\\')) return raw.slice(0, maxTextLength);
  try {
    return (JSON.parse(`"${raw}"`) as string).slice(0, maxTextLength);
  } catch {
    return undefined;
  }
}

function parseMeta(bytes: readonly number[]): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch (error) {
    throw memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', 'expected the snapshot to begin with its description as JSON, got something else', {
      cause: error,
    });
  }
}
