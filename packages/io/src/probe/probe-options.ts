import { byteSize, check } from '@nsi/core';
import * as v from 'valibot';

/** How far a probe has come. */
export interface ProbeProgress {
  readonly phase: string;
  /** Share of the whole, 0 to 1, by time. */
  readonly share: number;
}

/** Options of `probeDevice`. */
export interface ProbeOptions {
  /** Largest file that is made, a number or text, from 1 MiB. Four times as much is written at most. Default 128 MiB. */
  readonly maxBytes?: number | string;
  /** Milliseconds it may take, from 100. A device that does not answer can hold one call longer. Default 10,000. */
  readonly maxMs?: number;
  /** Aborting rejects with its reason, and nothing is left. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: ProbeProgress) => void;
}

export interface ProbeSettings {
  readonly maxBytes: number;
  readonly maxMs: number;
}

const schema = v.strictObject({
  maxBytes: v.pipe(byteSize, v.minValue(2 ** 20, 'at least 1 MiB'), v.maxValue(2 ** 40, 'at most 1 TiB')),
  maxMs: v.pipe(v.number(), v.safeInteger(), v.minValue(100)),
});

/** Throws `NSI_IO_PROBE_OPTION` for an option that is unknown or out of range. */
export function parseProbeOptions({ signal: _, onProgress: __, ...options }: ProbeOptions): ProbeSettings {
  return check(schema, { maxBytes: 2 ** 27, maxMs: 10_000, ...options }, { code: 'NSI_IO_PROBE_OPTION' });
}
