import { byteSize, check } from '@nsi/core';
import * as v from 'valibot';

/** How far an extraction has come. */
export interface ExtractProgress {
  readonly files: number;
  readonly bytes: number;
  readonly contentBytes: number;
}

/** Options of `Pack.extract`. */
export interface ExtractOptions {
  /** Whether files that are there are replaced; else they are `NSI_IO_FILE_EXISTS`. Default false. */
  readonly force?: boolean;
  /** Files that are written at a time, from 1 to 256. Default 8. */
  readonly concurrency?: number;
  /** Most bytes that are written; a pack that claims more is `NSI_IO_PACK_TOO_LARGE` before anything is. Default 16 GiB. */
  readonly maxOutputBytes?: number | string;
  /** As in `copyTree`: `inside` refuses links that lead out with `NSI_IO_PATH_OUTSIDE`, `skip` leaves all out. Default `inside`. */
  readonly links?: 'inside' | 'skip';
  readonly signal?: AbortSignal | undefined;
  /** Called after each file. */
  readonly onProgress?: (progress: ExtractProgress) => void;
}

export interface ExtractSettings {
  readonly force: boolean;
  readonly concurrency: number;
  readonly maxOutputBytes: number;
  readonly links: 'inside' | 'skip';
}

const schema = v.strictObject({
  force: v.boolean(),
  concurrency: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(256)),
  maxOutputBytes: byteSize,
  links: v.picklist(['inside', 'skip']),
});

const defaults = Object.freeze({ force: false, concurrency: 8, maxOutputBytes: 2 ** 34, links: 'inside' } as const);

/** Throws `NSI_IO_PACK_OPTION` for an option that is unknown or out of range. */
export function parseExtractOptions({ signal: _, onProgress: __, ...options }: ExtractOptions): ExtractSettings {
  return check(schema, { ...defaults, ...options }, { code: 'NSI_IO_PACK_OPTION' });
}
