// Right answer: buffer-concat-loop
// Mirrors map sheets over a socket: length first, then the sheet.
const net = require('node:net');
const { once } = require('node:events');
const { pipeline } = require('node:stream/promises');
const { Readable } = require('node:stream');
const { Frames } = require('./frames.cjs');

function* sheets(count, megabytes) {
  const tile = Buffer.from(Array.from({ length: 16_384 }, (_, n) => (n * 7) % 251));
  for (let sheet = 0; sheet < count; sheet++) {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(megabytes << 20);
    yield head;
    for (let n = 0; n < megabytes * 64; n++) yield tile;
  }
}

async function main() {
  const mirror = net.createServer((socket) => pipeline(Readable.from(sheets(5, 12)), socket));
  await once(mirror.listen(0, '127.0.0.1'), 'listening');

  const socket = net.connect(mirror.address().port, '127.0.0.1');
  const totals = { sheets: 0, bytes: 0, dark: 0 };
  for await (const sheet of socket.pipe(new Frames())) {
    totals.sheets++;
    totals.bytes += sheet.length;
    for (let at = 0; at < sheet.length; at += 64) if (sheet[at] < 40) totals.dark++;
  }
  console.log(Object.values(totals).join(' '));
  mirror.close();
}

main();
