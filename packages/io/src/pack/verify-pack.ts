import { crc32 } from 'node:zlib';
import { ahead, decodedAhead, numbersFrom } from './ahead.ts';
import type { PackEntry } from './pack-entry.ts';
import type { PackFrames } from './pack-frames.ts';

/** Options of `Pack.verify`. */
export interface VerifyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each frame. */
  readonly onProgress?: (progress: { readonly frames: number; readonly frameCount: number }) => void;
}

/** Something in a pack that is not as it was written. */
export interface PackProblem {
  /** Name of a damaged file, or number of a damaged frame of content. */
  readonly where: string;
  /** Expected and got. */
  readonly message: string;
}

/** What `Pack.verify` found. */
export interface VerifySummary {
  readonly isIntact: boolean;
  /** Frames and files that were looked at. */
  readonly frames: number;
  readonly files: number;
  readonly contentBytes: number;
  /** Files that can be read in spite of everything. */
  readonly intactFiles: number;
  /** At most 1000. */
  readonly problems: readonly PackProblem[];
}

const mostProblems = 1000;

/** Decodes every frame and compares the checksum of every file. */
export async function verifyPack(pack: PackFrames, { signal, onProgress = () => {} }: VerifyOptions = {}): Promise<VerifySummary> {
  const { frames, entries, contentBytes } = pack.layout;
  const files = entries.filter(({ kind }) => kind === 'file');
  const problems: PackProblem[] = [];
  let damaged = 0;
  const report = (where: string, message: string): void => {
    if (problems.length < mostProblems) problems.push({ where, message });
  };
  const sums = new FileSums(files, (entry, message) => {
    damaged += 1;
    report(entry.name, message);
  });
  let done = 0;
  for await (const { index, plain, error } of ahead(numbersFrom(0, frames.length - 1), decodedAhead, tryDecode)) {
    signal?.throwIfAborted();
    if (error !== undefined) report(`frame ${index}`, error.message);
    sums.add(plain, frames[index]?.plainBytes ?? 0);
    done += 1;
    onProgress({ frames: done, frameCount: frames.length });
  }
  sums.end();
  return {
    isIntact: problems.length === 0,
    frames: done,
    files: files.length,
    contentBytes,
    intactFiles: files.length - damaged,
    problems,
  };

  async function tryDecode(index: number): Promise<{ readonly index: number; readonly plain?: Buffer; readonly error?: Error }> {
    try {
      return { index, plain: await pack.decode(index) };
    } catch (error) {
      return { index, error: error as Error };
    }
  }
}

/** Compares files with their checksums while their content comes by, in order. */
class FileSums {
  readonly #files: readonly PackEntry[];
  readonly #onDamage: (entry: PackEntry, message: string) => void;
  #next = 0;
  #sum = 0;
  #left = 0;
  #isLost = false;

  constructor(files: readonly PackEntry[], onDamage: (entry: PackEntry, message: string) => void) {
    this.#files = files;
    this.#onDamage = onDamage;
    this.#left = files[0]?.size ?? 0;
  }

  /** The next `length` bytes; without `plain` they are lost. */
  add(plain: Buffer | undefined, length: number): void {
    for (let position = 0; position < length && this.#next < this.#files.length;) {
      const taken = Math.min(this.#left, length - position);
      if (taken > 0) {
        if (plain === undefined) this.#isLost = true;
        else this.#sum = crc32(plain.subarray(position, position + taken), this.#sum);
      }
      position += taken;
      this.#left -= taken;
      if (this.#left === 0) this.#close();
    }
  }

  /** Empty files behind the last content. */
  end(): void {
    while (this.#next < this.#files.length) this.#close();
  }

  #close(): void {
    const file = this.#files[this.#next] as PackEntry;
    if (this.#isLost) this.#onDamage(file, 'expected its content, got a damaged frame');
    else if (this.#sum !== file.crc32) this.#onDamage(file, 'expected its content to match its checksum, got another');
    this.#next += 1;
    this.#left = this.#files[this.#next]?.size ?? 0;
    this.#sum = 0;
    this.#isLost = false;
  }
}
