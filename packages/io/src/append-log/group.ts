import { groupHeaderBytes, recordHeaderBytes, sealGroup } from './log-format.ts';

/** What a group was made durable as: the same object for all of its records. */
export interface LogCommit {
  /** Number of the group, from 1. */
  readonly sequence: number;
  /** Byte of the file at which the group ends. */
  readonly endOffset: number;
  /** Records in the group. */
  readonly recordCount: number;
}

const firstBytes = 4096;

/** Records on their way to become durable together. */
export class Group {
  readonly #commit: PromiseWithResolvers<LogCommit> = Promise.withResolvers<LogCommit>();
  #buffer: Buffer;
  #filled: number = groupHeaderBytes;
  #recordCount = 0;

  constructor(buffer?: Buffer) {
    this.#buffer = buffer ?? Buffer.allocUnsafeSlow(firstBytes);
    // The caller of `append` has the same promise and hears of it; one who does not look learns by the next call.
    this.#commit.promise.catch(() => undefined);
  }

  get committed(): Promise<LogCommit> {
    return this.#commit.promise;
  }

  get length(): number {
    return this.#filled;
  }

  get recordCount(): number {
    return this.#recordCount;
  }

  /** Copies a record of `size` bytes. */
  add(record: string | Uint8Array, size: number): void {
    this.#reserve(recordHeaderBytes + size);
    this.#buffer.writeUInt32LE(size, this.#filled);
    const start = this.#filled + recordHeaderBytes;
    if (typeof record === 'string') this.#buffer.write(record, start);
    else this.#buffer.set(record, start);
    this.#filled = start + size;
    this.#recordCount += 1;
  }

  /** The bytes of the whole group, as they go into the file. */
  seal(sequence: number, salt: number): Buffer {
    sealGroup(this.#buffer, this.#filled, sequence, salt);
    return this.#buffer.subarray(0, this.#filled);
  }

  resolve(commit: LogCommit): void {
    this.#commit.resolve(commit);
  }

  reject(error: unknown): void {
    this.#commit.reject(error);
  }

  /** Its memory, for the next group. */
  reuse(): Buffer {
    return this.#buffer;
  }

  #reserve(bytes: number): void {
    const wanted = this.#filled + bytes;
    if (wanted <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(wanted)));
    this.#buffer.copy(larger, 0, 0, this.#filled);
    this.#buffer = larger;
  }
}
