import { lineFinder } from './choose-finder.ts';
import { check } from '@nsi/core';
import { chunksOf, type ByteSource } from './chunk-source.ts';
import { lineDefaults, lineSchema, readerOptionNames, type LineOptions, type LineSettings } from './line-options.ts';
import { eachOf } from './each-of.ts';
import { stretchBytes } from './line-finder.ts';
import { contentEnd, LineSplitter, markLength, type LineRun } from './line-splitter.ts';
import type { ReaderOptions } from './reader-options.ts';
import { textBatches } from './text-batches.ts';

/** The lines of a source, in any one of several forms. Of a path, each call reads anew; a stream can be read once. */
export interface Lines extends AsyncIterable<string> {
  /** All lines of a chunk at a time: the fastest way to text. A line that is kept keeps its chunk's text alive. */
  batches(): AsyncIterable<readonly string[]>;
  /** Calls back for each line; `false` stops. What the callback returns is not waited for. Resolves to the number of lines given. */
  each(take: (line: string, index: number) => unknown): Promise<number>;
  /**
   * Calls back for each line as bytes from `start` to `end`, without its end and without a copy; `false` stops. The bytes are valid during the
   * call only. Resolves to the number of lines given.
   */
  eachBytes(take: (bytes: Buffer, start: number, end: number, index: number) => unknown): Promise<number>;
  /** Byte of the source at which each line begins, so that a line can be read again by itself. */
  offsets(): Promise<Float64Array>;
  /** Number of lines. */
  count(): Promise<number>;
}

/**
 * Lines of a file, stream or iterable of bytes. A line ends with a line feed, or a carriage return and a line feed; nothing behind the last
 * of them is no line. A byte order mark at the beginning is left out, and what is not valid text becomes U+FFFD. Throws
 * `NSI_IO_LINES_OPTION` for options it cannot use, and `NSI_IO_LINES_TOO_LONG` while reading.
 * @example
 * for await (const batch of lines('access.log').batches()) for (const line of batch) count(line);
 */
export function lines(source: ByteSource, options: LineOptions = {}): Lines {
  const { settings, reader } = splitLineOptions(options);
  const runs = (): AsyncGenerator<LineRun, void, void> => lineRuns(source, settings, reader);
  const { encoding } = settings;

  async function* batches(): AsyncGenerator<readonly string[], void, void> {
    for await (const run of runs()) yield* textBatches(run, encoding);
  }

  async function eachBytes(take: (bytes: Buffer, start: number, end: number, index: number) => unknown): Promise<number> {
    const finder = lineFinder();
    let count = 0;
    for await (const run of runs()) {
      const { bytes, end } = run;
      let { start } = run;
      if (run.isJoined && take(bytes, start, end, count++) === false) return count;
      // A return at the end of one stretch belongs to the line feed that begins the next.
      let hasReturns = false;
      for (let from = run.isJoined ? end : start; from < end; from += stretchBytes) {
        const found = finder.look(bytes, from, Math.min(end, from + stretchBytes));
        hasReturns ||= finder.hasReturns;
        // A copy, because the callback may make another reading take its next step.
        const places = finder.places.slice(0, found);
        for (let index = 0; index < found; index++) {
          const feed = from + (places[index] as number);
          if (take(bytes, start, hasReturns ? contentEnd(bytes, start, feed) : feed, count++) === false) return count;
          start = feed + 1;
        }
      }
    }
    return count;
  }

  async function count(): Promise<number> {
    const finder = lineFinder();
    let total = 0;
    for await (const { bytes, start, end, isJoined } of runs()) {
      if (isJoined) total += 1;
      else for (let from = start; from < end; from += stretchBytes) total += finder.look(bytes, from, Math.min(end, from + stretchBytes));
    }
    return total;
  }

  async function offsets(): Promise<Float64Array> {
    const finder = lineFinder();
    let list = new Float64Array(1024);
    let length = 0;
    for await (const { bytes, start, end, position, isJoined } of runs()) {
      // Behind each line feed begins a line, but for the last of the run.
      if (length === list.length) list = grown(list, 1);
      list[length++] = position;
      for (let from = isJoined ? end : start; from < end; from += stretchBytes) {
        const found = finder.look(bytes, from, Math.min(end, from + stretchBytes));
        if (length + found > list.length) list = grown(list, found);
        const shift = position - start + from + 1;
        for (let index = 0; index < found; index++) list[length++] = (finder.places[index] as number) + shift;
      }
      if (!isJoined) length -= 1;
    }
    return list.slice(0, length);
  }

  return {
    batches,
    eachBytes,
    async each(take) {
      let count = 0;
      for await (const batch of batches()) {
        for (let index = 0; index < batch.length; index++) {
          if (take(batch[index] as string, count++) === false) return count;
        }
      }
      return count;
    },
    offsets,
    count,
    [Symbol.asyncIterator]: () => eachOf(batches()),
  };
}

/** Lines are short: what a read costs beside its bytes is a good part of the work. */
const lineBlockBytes = 2 ** 20;

/** Options of lines and those of the reader below, each checked at its own door. */
export function splitLineOptions(options: LineOptions): { readonly settings: LineSettings; readonly reader: ReaderOptions } {
  const all = Object.entries(options);
  const own = Object.fromEntries(all.filter(([name]) => !readerOptionNames.includes(name)));
  const reader: ReaderOptions = {
    blockBytes: lineBlockBytes,
    ...Object.fromEntries(all.filter(([name]) => readerOptionNames.includes(name))),
  };
  return { settings: check(lineSchema, { ...lineDefaults, ...own }, { code: 'NSI_IO_LINES_OPTION' }), reader };
}

/** Runs of lines of a source, less its byte order mark. */
export async function* lineRuns(source: ByteSource, settings: LineSettings, reader: ReaderOptions): AsyncGenerator<LineRun, void, void> {
  const splitter = new LineSplitter(settings);
  for await (const chunk of chunksOf(source, reader)) for (const run of splitter.split(chunk)) yield withoutMark(run);
  for (const run of splitter.end()) yield withoutMark(run);
}

function withoutMark(run: LineRun): LineRun {
  if (run.position > 0) return run;
  const length = markLength(run.bytes.subarray(run.start, run.end));
  return length === 0 ? run : { ...run, start: run.start + length, position: run.position + length };
}

function grown(offsets: Float64Array<ArrayBuffer>, more: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(offsets.length * 2 + more);
  larger.set(offsets);
  return larger;
}
