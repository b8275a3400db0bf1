// Right answer: small-writes, sync-fs-hot
// Replays events and keeps an audit trail of them on disk.
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Event {
  readonly at: number;
  readonly who: string;
  readonly what: 'created' | 'changed' | 'deleted';
}

class AuditTrail {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = join(folder, 'audit.log');
  }

  record({ at, who, what }: Event): void {
    appendFileSync(this.#file, `${at} ${who} ${what}\n`); // <- slow
  }
}

const folder = mkdtempSync(join(tmpdir(), 'audit-'));
const trail = new AuditTrail(folder);
const kinds = ['created', 'changed', 'deleted'] as const;
const balance = new Map<string, number>();
for (let at = 0; at < 30_000; at++) {
  const who = `user-${at % 250}`;
  const what = kinds[at % 3] ?? 'changed';
  balance.set(who, (balance.get(who) ?? 0) + (what === 'deleted' ? -1 : 1));
  trail.record({ at, who, what });
}
rmSync(folder, { recursive: true });
process.stdout.write(`${balance.size}\n`);
