import { stat, statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ioError } from '../errors.ts';
import type { IoOptionsInput } from '../options.ts';
import { chooseSettings } from './choose-settings.ts';
import { measureRates, measureSync, type DeviceRate, type TimeShare } from './device-measures.ts';
import type { Figure } from './figure.ts';
import { openProbeFile } from './probe-file.ts';
import { parseProbeOptions, type ProbeOptions } from './probe-options.ts';

/** What a device does, as seen from a folder on it. */
export interface DeviceProbe {
  readonly folder: string;
  /** Whether reads and writes went past the system's cache. Where they could not, rates of reading are those of memory. */
  readonly isDirect: boolean;
  /** Size of the file that was measured with, and bytes written in all. */
  readonly fileBytes: number;
  readonly elapsedMs: number;
  /** Milliseconds of one small write that is made durable. */
  readonly sync: { readonly latencyMs: Figure; readonly p99Ms: number };
  /** One block after the other, made durable at the end of each round. */
  readonly write: readonly DeviceRate[];
  /** One block after the other, four in flight as a reader has them. */
  readonly read: readonly DeviceRate[];
  /** 4 KiB anywhere, at several numbers of calls in flight. */
  readonly random: readonly DeviceRate[];
  /** Blocks anywhere, at several sizes, one call in flight. */
  readonly blocks: readonly DeviceRate[];
  /** What these figures suggest, as the section `io` of the configuration. */
  readonly section: IoOptionsInput;
}

const sequentialBytes = [65_536, 262_144, 2 ** 20, 2 ** 22];
/** Blocks that a reader has in flight at the levels balanced and aggressive. */
const readerAhead = 4;
const concurrencies = [1, 2, 4, 8, 16, 32];
const randomBytes = [4096, 16_384, 65_536, 262_144];
/** Shares of the time; the rest is for making and removing the file. */
const shares = Object.freeze({ sync: 0.2, write: 0.25, read: 0.2, random: 0.2, blocks: 0.1 });

/**
 * Measures the device behind `folder` with a file of its own there, and says which block sizes and how many calls in flight suit it. Takes
 * `maxMs` at most, and `maxBytes` of space; less of both where the file system has less. Removes its file, also when the process exits.
 * Rejects with the system's error and with `NSI_IO_PROBE_OPTION`.
 * @example
 * const { section, sync } = await probeDevice('/var/lib/app', { maxMs: 5000 });
 */
export async function probeDevice(folder: string, options: ProbeOptions = {}): Promise<DeviceProbe> {
  const { maxBytes, maxMs } = parseProbeOptions(options);
  const { signal, onProgress = () => {} } = options;
  signal?.throwIfAborted();
  const absolute = resolve(folder);
  if (!(await stat(absolute)).isDirectory()) throw ioError('NSI_IO_PROBE_OPTION', `expected a folder at ${absolute}, got something else`);
  const start = performance.now();
  const fileBytes = await roomFor(absolute, maxBytes);
  await using file = await openProbeFile(absolute);
  const { handle, isDirect } = file;

  let begun = 0;
  /** A part of the time, counted from when the parts before should have had theirs. */
  const part = (phase: keyof typeof shares): TimeShare => {
    begun += shares[phase];
    const end = begun;
    const share = (): number => {
      signal?.throwIfAborted();
      return (performance.now() - start) / maxMs;
    };
    return {
      isOver() {
        const now = share();
        onProgress({ phase, share: Math.min(1, now) });
        return now >= end;
      },
      isLate: () => share() >= end + shares[phase],
    };
  };
  const readCall = (bytes: Buffer, position: number): Promise<unknown> => handle.read(bytes, 0, bytes.length, position);
  const write = await measureRates(
    {
      ways: waysOf(sequentialBytes, fileBytes),
      mostRoundBytes: 2 ** 24,
      fileBytes,
      maxBytes: 4 * fileBytes,
      isRandom: false,
      call: (bytes, position) => handle.write(bytes, 0, bytes.length, position),
      settle: () => handle.datasync(),
    },
    part('write'),
  );
  const sync = await measureSync(file, fileBytes, part('sync'));
  // As far as it was written: what was not is read from nowhere.
  const readBytes = Math.floor((await handle.stat()).size / 65_536) * 65_536;
  const reading = { fileBytes: readBytes, maxBytes: Infinity, call: readCall };
  const ways = waysOf(sequentialBytes, readBytes, readerAhead);
  const read = await measureRates({ ...reading, ways, mostRoundBytes: 2 ** 24, isRandom: false }, part('read'));
  const inFlight = concurrencies.map((concurrency) => ({ blockBytes: 4096, concurrency }));
  const random = await measureRates({ ...reading, ways: inFlight, mostRoundBytes: 2 ** 20, isRandom: true }, part('random'));
  const sizes = waysOf(randomBytes, readBytes);
  const blocks = await measureRates({ ...reading, ways: sizes, mostRoundBytes: 2 ** 22, isRandom: true }, part('blocks'));
  return {
    folder: absolute,
    isDirect,
    fileBytes,
    elapsedMs: performance.now() - start,
    sync,
    write,
    read,
    random,
    blocks,
    section: chooseSettings({ read, write, random, blocks }),
  };
}

function waysOf(
  sizes: readonly number[],
  fileBytes: number,
  concurrency = 1,
): readonly { readonly blockBytes: number; readonly concurrency: number }[] {
  return sizes.filter((blockBytes) => blockBytes <= fileBytes).map((blockBytes) => ({ blockBytes, concurrency }));
}

/** At most a quarter of what is free, in whole blocks; at least 1 MiB. */
async function roomFor(folder: string, maxBytes: number): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  const bytes = Math.max(2 ** 20, Math.min(maxBytes, (bavail * bsize) / 4));
  return Math.floor(bytes / 65_536) * 65_536;
}
