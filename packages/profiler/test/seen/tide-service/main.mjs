// Right answer: clean
// Tells ships about the tides: pages that change now and then, with tags so that nobody loads them twice.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { TideTable } from './tide-table.mjs';
import { taggedPages } from './tagged-pages.mjs';

const table = new TideTable(['dover', 'brest', 'bergen', 'vigo', 'oostende']);
const pages = taggedPages((port, day) => table.day(port, day), { max: 400 });

const server = http.createServer((request, response) => {
  const [, port, day] = /^\/tides\/([a-z]+)\/(\d+)$/.exec(request.url) ?? [];
  const page = port !== undefined && table.has(port) ? pages.get(port, Number(day)) : undefined;
  if (page === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('etag', page.tag);
  if (request.headers['if-none-match'] === page.tag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(page.body);
});
await once(server.listen(0, '127.0.0.1'), 'listening');

const ships = fork(fileURLToPath(new URL('ships.mjs', import.meta.url)), [String(server.address().port), '19000']);
const [{ loaded, unchanged }] = await once(ships, 'message');
console.log(loaded, 'loaded,', unchanged, 'unchanged');
await once(ships, 'exit');
server.close();
server.closeAllConnections();
