// Right answer: zlib-level
// A server of dated reports that compresses what browsers understand; it calls itself as a few of them would.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { negotiate, sendCompressed } from './compression.mjs';
import { reader } from './reader.mjs';

const words = 'harbour tide vessel cargo berth crane pilot anchor ledger freight customs quay'.split(' ');

function report(day) {
  const lines = [];
  let seed = day + 1;
  for (let line = 0; line < 2_600; line++) {
    seed = (seed * 48271) % 2147483647;
    lines.push(`<tr><td>${line}</td><td>${words[seed % 12]} ${words[(seed >> 5) % 12]}</td><td>${seed % 100_000}</td></tr>`);
  }
  return `<!doctype html><table>${lines.join('\n')}</table>`;
}

const pages = new Map(Array.from({ length: 14 }, (_, day) => [`/reports/${day}`, report(day)]));
const server = createServer((request, response) => {
  const page = pages.get(request.url);
  if (page === undefined) return void response.writeHead(404).end();
  response.setHeader('content-type', 'text/html; charset=utf-8');
  sendCompressed(response, page, negotiate(request.headers['accept-encoding']));
});
await once(server.listen(0, '127.0.0.1'), 'listening');

const read = reader(server.address().port);
let length = 0;
for (const path of pages.keys()) length += await read(path);
console.log(pages.size, 'reports,', length, 'characters');
server.close();
server.closeAllConnections();
