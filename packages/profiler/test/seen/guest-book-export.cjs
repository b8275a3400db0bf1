// Right answer: clean
// Exports a hotel's stays as packed CSV and reads the file back to check it.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Readable, Transform } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { createGzip, createGunzip } = require('node:zlib');

const rooms = Array.from({ length: 90 }, (_, n) => ({ id: n, name: n % 9 === 0 ? `Suite "${n}"` : `Room ${n}`, rate: 80 + (n % 7) * 15 }));
const roomById = new Map(rooms.map((room) => [room.id, room]));
const day = 86_400_000;

function stay(n) {
  const room = roomById.get((n * 7) % 90);
  const arrival = 1_700_000_000_000 + (n % 400) * day;
  return { n, room: room.name, arrival, nights: 1 + (n % 6), total: room.rate * (1 + (n % 6)), note: n % 50 === 0 ? 'late, quiet' : '' };
}

function* batches(total, size) {
  for (let from = 0; from < total; from += size) yield Array.from({ length: Math.min(size, total - from) }, (_, n) => stay(from + n));
}

const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const dates = new Map();
function dateOf(time) {
  let text = dates.get(time);
  if (text === undefined) dates.set(time, (text = new Date(time).toISOString().slice(0, 10)));
  return text;
}

class Rows extends Transform {
  constructor() {
    super({ writableObjectMode: true });
  }

  _transform(stays, _encoding, done) {
    const lines = stays.map(({ n, room, arrival, nights, total, note }) =>
      [n, quoted(room), dateOf(arrival), nights, total.toFixed(2), quoted(note)].join(','),
    );
    done(null, `${lines.join('\n')}\n`);
  }
}

class Check extends Transform {
  lines = 0;
  sum = 0;

  _transform(chunk, _encoding, done) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) this.lines++;
    for (let at = 0; at < chunk.length; at += 16) this.sum = (this.sum + chunk[at]) >>> 0;
    done();
  }
}

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'guests-'));
  const file = path.join(folder, 'stays.csv.gz');
  await pipeline(Readable.from(batches(1_700_000, 2_000)), new Rows(), createGzip({ level: 1 }), fs.createWriteStream(file));
  const check = new Check();
  await pipeline(fs.createReadStream(file, { highWaterMark: 1 << 18 }), createGunzip(), check.resume());
  console.log(check.lines, 'lines,', check.sum);
  fs.rmSync(folder, { recursive: true });
}

main();
