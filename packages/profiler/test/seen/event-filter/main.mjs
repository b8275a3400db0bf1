// Right answer: json-dominant
// Looks through the events of a day for those of a few customers that failed, and sums them up.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eventLines } from './event-lines.mjs';
import { eventsOf } from './events-of.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'event-filter-'));
const file = path.join(folder, 'events.ndjson');
fs.writeFileSync(path.join(folder, 'rules.json'), '{"customers": ["c-17", "c-3", "c-21", "c-30"], "status": "failed"}');

async function sumUp(events) {
  const sums = new Map();
  for await (const { action, durationMs } of events) {
    const sum = sums.get(action) ?? { count: 0, durationMs: 0 };
    sum.count++;
    sum.durationMs += durationMs;
    sums.set(action, sum);
  }
  return sums;
}

try {
  await pipeline(Readable.from(eventLines(60_000)), fs.createWriteStream(file));
  const { customers, status } = JSON.parse(fs.readFileSync(path.join(folder, 'rules.json'), 'utf8'));
  const words = [];
  for (const customer of customers) {
    const sums = await sumUp(eventsOf(file, { customer, status }));
    for (const [action, { count, durationMs }] of sums) words.push(`${customer} ${action} ${count}x ${Math.round(durationMs / count)} ms`);
  }
  console.log(words.join(', '));
} finally {
  fs.rmSync(folder, { recursive: true });
}
