import { createHash } from 'node:crypto';

const keys = Array.from({ length: 2000 }, (_, index) => `tenant-${index % 9}:object-${index}`);

function shardOf(key) {
  return createHash('sha256').update(key).digest('hex').charCodeAt(0) % 8; // <- slow
}

let sum = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) for (const key of keys) sum += shardOf(key);
process.stdout.write(`${sum > 0}\n`);
