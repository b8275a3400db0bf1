import { byteSize } from '@nsi/core';
import * as v from 'valibot';
import { readerSchema, type ReaderOptions } from './reader-options.ts';

/** Options of `lines`, each with a default; what it cannot use is `NSI_IO_LINES_OPTION`. Those of a reader hold for a source that is a path; `blockBytes` is 1 MiB here. */
export interface LineOptions extends ReaderOptions {
  /** What the text is encoded in. Default `utf8`. */
  readonly encoding?: 'utf8' | 'latin1';
  /** Most bytes of one line, without its end, as a number or as text such as `"16MiB"`. Default 16 MiB. */
  readonly maxLineBytes?: number | string;
  /** What a longer line is: an error, `NSI_IO_LINES_TOO_LONG`; left out; or cut at that length. Default `throw`. */
  readonly longLines?: 'throw' | 'skip' | 'cut';
}

export interface LineSettings {
  readonly encoding: 'utf8' | 'latin1';
  readonly maxLineBytes: number;
  readonly longLines: 'throw' | 'skip' | 'cut';
}

export const lineSchema: v.GenericSchema<unknown, LineSettings> = v.strictObject({
  encoding: v.picklist(['utf8', 'latin1']),
  maxLineBytes: v.pipe(byteSize, v.minValue(1), v.maxValue(2 ** 29, 'at most 512 MiB')),
  longLines: v.picklist(['throw', 'skip', 'cut']),
});

export const lineDefaults: LineSettings = Object.freeze({ encoding: 'utf8', maxLineBytes: 16 * 2 ** 20, longLines: 'throw' });

/** Names of a reader's options, which are handed through. */
export const readerOptionNames: readonly string[] = Object.keys(
  (readerSchema as unknown as { pipe: [{ entries: object }] }).pipe[0].entries,
);
