const { setTimeout: wait } = require('node:timers/promises');

class SessionStore {
  constructor(ttlMs) {
    this.ttlMs = ttlMs;
    this.sessions = new Map();
    this.timer = setInterval(() => this.sweep(), 100);
  }

  touch(id, now) {
    const session = this.sessions.get(id);
    if (session) session.seen = now;
    else this.sessions.set(id, { seen: now });
  }

  sweep() {
    const oldest = performance.now() - this.ttlMs;
    for (const [id, { seen }] of this.sessions) if (seen < oldest) this.sessions.delete(id);
  }

  close() {
    clearInterval(this.timer);
  }
}

async function main() {
  const store = new SessionStore(60_000);
  for (let round = 0; round < 10; round++) {
    for (let id = 0; id < 5000; id++) store.touch(round * 2500 + id, performance.now());
    await wait(40);
  }
  store.close();
  process.stdout.write(`${store.sessions.size}\n`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
