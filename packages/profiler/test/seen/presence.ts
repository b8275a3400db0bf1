// Right answer: timers-many
// Knows which users of a chat are there: who has not been heard of for a while is away.
import { EventEmitter } from 'node:events';

interface Entry {
  readonly user: string;
  beats: number;
  timer: NodeJS.Timeout;
}

interface PresenceOptions {
  readonly awayAfterMs?: number;
}

class Presence extends EventEmitter<{ away: [user: string]; here: [user: string] }> {
  readonly #entries = new Map<string, Entry>();
  readonly #awayAfterMs: number;

  constructor({ awayAfterMs = 30_000 }: PresenceOptions = {}) {
    super();
    this.#awayAfterMs = awayAfterMs;
  }

  heartbeat(user: string): void {
    const entry = this.#entries.get(user);
    if (entry) {
      clearTimeout(entry.timer);
      entry.beats++;
      entry.timer = this.#watch(user);
      return;
    }
    this.#entries.set(user, { user, beats: 1, timer: this.#watch(user) });
    this.emit('here', user);
  }

  close(): number {
    let beats = 0;
    for (const entry of this.#entries.values()) {
      clearTimeout(entry.timer);
      beats += entry.beats;
    }
    this.#entries.clear();
    return beats;
  }

  #watch(user: string): NodeJS.Timeout {
    return setTimeout(() => this.#leave(user), this.#awayAfterMs).unref(); // <- slow
  }

  #leave(user: string): void {
    this.#entries.delete(user);
    this.emit('away', user);
  }
}

/** Beats as they come in from sockets: some now, some in the next turn of the loop. */
async function replay(presence: Presence, users: readonly string[], turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    for (let n = 0; n < 20_000; n++) presence.heartbeat(users[(n * 7 + turn) % users.length] ?? '');
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

const users = Array.from({ length: 3_000 }, (_, n) => `user-${n}`);
const presence = new Presence({ awayAfterMs: 60_000 });
let here = 0;
presence.on('here', () => here++);
await replay(presence, users, 560);
console.log(here, 'users,', presence.close(), 'beats');
