// Right answer: intl-per-call
// Writes the calls of a telephone exchange as a log, with times as people of the place read them.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const places = { London: ['en-GB', 'Europe/London'], Berlin: ['de-DE', 'Europe/Berlin'], Stockholm: ['sv-SE', 'Europe/Stockholm'] };

function formatMoment(at, place) {
  const [locale, timeZone] = places[place] ?? places.London;
  return new Date(at).toLocaleString(locale, { timeZone, dateStyle: 'short', timeStyle: 'medium' }); // <- slow
}

const formatDuration = (seconds) => `${Math.trunc(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

class CallRecord {
  constructor({ from, to, at, seconds, place = 'London' }) {
    Object.assign(this, { from, to, at, seconds, place });
  }

  toString() {
    const parts = [formatMoment(this.at, this.place), this.from, this.to, formatDuration(this.seconds)];
    return parts.join('\t');
  }
}

function* calls(count) {
  const names = Object.keys(places);
  for (let n = 0; n < count; n++) {
    yield new CallRecord({
      from: `+44 20 7${100_000 + (n % 900)}`,
      to: `+49 30 ${200_000 + ((n * 7) % 900)}`,
      at: 1_760_000_000_000 + n * 13_000,
      seconds: (n * 37) % 1_900,
      place: names[n % names.length],
    });
  }
}

async function* lines(records) {
  let block = [];
  for (const record of records) {
    block.push(`${record}\n`);
    if (block.length < 500) continue;
    yield block.join('');
    block = [];
  }
  yield block.join('');
}

const folder = await mkdtemp(join(tmpdir(), 'call-records-'));
const file = join(folder, 'calls.log');
await pipeline(Readable.from(lines(calls(45_000))), createWriteStream(file));
console.log((await stat(file)).size, 'bytes');
await rm(folder, { recursive: true });
