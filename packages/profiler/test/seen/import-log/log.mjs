import { Console } from 'node:console';
import { once } from 'node:events';
import fs from 'node:fs';

class Log {
  #stream;
  #console;
  #scope;

  constructor(stream, scope) {
    this.#stream = stream;
    this.#console = new Console({ stdout: stream, stderr: stream });
    this.#scope = scope;
  }

  debug(message, details) {
    this.#console.log('[%s] %s %o', this.#scope, message, details); // <- slow
  }

  /** Waits until what was logged so far is on its way. */
  async settle() {
    if (this.#stream.writableNeedDrain) await once(this.#stream, 'drain');
  }

  async close() {
    this.#stream.end();
    await once(this.#stream, 'close');
  }
}

export function openLog(file, { scope = 'main' } = {}) {
  return new Log(fs.createWriteStream(file), scope);
}
