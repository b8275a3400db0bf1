import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { CheckTurns } from './check-turns.ts';

/**
 * Turns that the system's notices about a file end, so that nobody looks at it in between. The folder is watched, not the file: a file that
 * is replaced takes its watcher with it. Where the system cannot watch, the turns of `fallback` count.
 */
export class WatchedTurns implements CheckTurns {
  readonly #path: string;
  readonly #fallback: CheckTurns;
  #watcher: FSWatcher | undefined;
  #turn = 1;

  constructor(path: string, fallback: CheckTurns) {
    this.#path = path;
    this.#fallback = fallback;
    this.#start();
  }

  get isWatching(): boolean {
    return this.#watcher !== undefined;
  }

  get current(): number {
    return this.#watcher === undefined ? this.#fallback.current : this.#turn;
  }

  begin(): void {
    if (this.#watcher === undefined) this.#fallback.begin();
  }

  [Symbol.dispose](): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    this.#fallback[Symbol.dispose]();
  }

  #start(): void {
    const name = basename(this.#path);
    try {
      this.#watcher = watch(dirname(this.#path), { persistent: false }, (_, changed) => {
        // Some systems do not say which file it was.
        if (changed === null || changed === name) this.#turn += 1;
      });
      // The folder is gone, or the system has no more to watch with.
      this.#watcher.on('error', () => this.#stop());
    } catch {
      this.#stop();
    }
  }

  #stop(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
