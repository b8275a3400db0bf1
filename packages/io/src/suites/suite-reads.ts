import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes of one read, and reads of one call. */
export const readBytes = 4096;
export const readCount = 500;

/** A folder of a suite's own, and what is read in it. */
export interface Reads {
  readonly folder: string;
  readonly path: string;
  /** Where to read 4 KiB. */
  readonly offsets: Float64Array;
  /** What variants open; closed with the suite. */
  readonly owned: AsyncDisposableStack;
}

/** First bytes of each range that was read, for comparison. */
export type Answers = Uint8Array;

/** A file of text of `fileBytes`, and where to read it. */
export function makeReads(random: () => number, fileBytes: number): Reads {
  const folder = mkdtempSync(join(tmpdir(), 'nsi-io-suite-'));
  const path = join(folder, 'data');
  writeFileSync(
    path,
    Buffer.from(Array.from({ length: fileBytes / 16 }, () => `${Math.floor(random() * 1e9)} words and`.padEnd(16).slice(0, 16)).join('')),
  );
  // Nine of ten reads go to a tenth of the file.
  const blocks = fileBytes / readBytes;
  const offsets = Float64Array.from(
    { length: readCount },
    () => Math.floor(random() * (random() < 0.9 ? blocks / 10 : blocks)) * readBytes,
  );
  return { folder, path, offsets, owned: new AsyncDisposableStack() };
}

export async function removeReads({ folder, owned }: Reads): Promise<void> {
  await owned.disposeAsync();
  rmSync(folder, { recursive: true });
}
