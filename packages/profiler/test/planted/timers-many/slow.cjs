const { setTimeout: wait } = require('node:timers/promises');

class SessionStore {
  constructor(ttlMs) {
    this.ttlMs = ttlMs;
    this.sessions = new Map();
  }

  touch(id, now) {
    const session = this.sessions.get(id);
    if (session) clearTimeout(session.timer);
    const timer = setTimeout(() => this.sessions.delete(id), this.ttlMs + (id % 997)); // <- slow
    this.sessions.set(id, { seen: now, timer });
  }
}

async function main() {
  const store = new SessionStore(60_000);
  for (let round = 0; round < 10; round++) {
    for (let id = 0; id < 5000; id++) store.touch(round * 2500 + id, round);
    await wait(40);
  }
  process.stdout.write(`${store.sessions.size}\n`);
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
