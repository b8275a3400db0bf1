import type { Cache } from '@nsi/memory';
import { isUnchanged, stampOf, statsAt, type FileStamp } from '../cached-file/file-stamp.ts';
import type { CheckTurns } from '../cached-file/check-turns.ts';
import type { HandlePool } from '../handle-pool/create-handle-pool.ts';
import { fillBlocks, type WantedBlock } from './fill-blocks.ts';

/** What the files of one cache share. */
export interface BlockStore {
  readonly blockBytes: number;
  readonly cache: Cache<number, Buffer>;
  readonly turns: CheckTurns;
  readonly handles: HandlePool;
  /** First of `count` keys that were never used before. */
  takeKeys(count: number): number;
  /** Counts a file that was found changed. */
  countChange(): void;
}

/** One file as the cache knows it. Its blocks have keys that follow each other; a changed file gets new ones, so that no old block is found. */
export class BlockSource {
  readonly path: string;
  /** Key of block 0. */
  base = 0;
  /** Bytes of the file when it was last looked at. */
  size = 0;
  /** Turn of the last look. */
  turn: number = Number.NaN;
  readonly #store: BlockStore;
  #stamp: FileStamp | undefined;

  constructor(path: string, store: BlockStore) {
    this.path = path;
    this.#store = store;
  }

  /** What the file is taken to be; `undefined` when there was none at its path. */
  get stamp(): FileStamp | undefined {
    return this.#stamp;
  }

  /** Looks whether the file has changed, and forgets its blocks when it has. */
  look(): void {
    const { turns } = this.#store;
    turns.begin();
    this.turn = turns.current;
    const stats = statsAt(this.path);
    const stamp = stats?.isFile() ? stampOf(stats) : undefined;
    if (this.#stamp !== undefined && stamp !== undefined && isUnchanged(this.#stamp, stamp)) return;
    this.#renew(stamp);
  }

  /** Forgets every block, as when the file had changed. */
  forget(): void {
    this.#renew(this.#stamp);
    this.turn = Number.NaN;
  }

  /** The blocks `first` to `last`, at once where they are cached. Those that nobody loads yet are loaded together. */
  blocks(first: number, last: number, signal: AbortSignal | undefined): (Buffer | Promise<Buffer>)[] {
    const { cache } = this.#store;
    const wanted: WantedBlock[] = [];
    const options = signal === undefined ? undefined : { signal };
    const blocks: (Buffer | Promise<Buffer>)[] = [];
    for (let index = first; index <= last; index++) {
      const load = (): Promise<Buffer> => {
        const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
        wanted.push({ index, resolve, reject });
        return promise;
      };
      blocks.push(cache.getOrLoad(this.base + index, { ...options, load }));
    }
    if (wanted.length > 0) void fillBlocks(this, this.#store, wanted);
    return blocks;
  }

  #renew(stamp: FileStamp | undefined): void {
    const { cache, blockBytes } = this.#store;
    if (this.#stamp !== undefined) {
      const count = Math.ceil(this.#stamp.size / blockBytes);
      const end = this.base + count;
      if (count <= cache.size) {
        for (let key = this.base; key < end; key++) cache.delete(key);
      } else {
        const old = Iterator.from(cache.keys()).filter((key) => key >= this.base && key < end);
        for (const key of old.toArray()) cache.delete(key);
      }
      this.#store.countChange();
    }
    this.#stamp = stamp;
    this.size = stamp?.size ?? 0;
    this.base = this.#store.takeKeys(Math.ceil(this.size / blockBytes) + 1);
  }
}
