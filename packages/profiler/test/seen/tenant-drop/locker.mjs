import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sizeOf } from './size-of.mjs';

/** A tenant's folder, which holds so many bytes and no more. */
export class Locker {
  #folder;
  #limit;

  constructor(folder, { limit }) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#limit = limit;
  }

  hasRoomFor(bytes) {
    return sizeOf(this.#folder) + bytes <= this.#limit;
  }

  put(name, body) {
    return writeFile(join(this.#folder, `${name}.bin`), body);
  }
}
