// Right answer: uncompressed-body
// An API that lists what a library has.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Book {
  readonly isbn: string;
  readonly title: string;
  readonly authors: readonly string[];
}

const books: readonly Book[] = Array.from({ length: 600 }, (_, n) => ({
  isbn: `978-3-16-${100_000 + n}-0`,
  title: `The history of village number ${n}`,
  authors: [`Author ${n % 40}`, `Author ${n % 7}`],
}));

function send(response: ServerResponse, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body); // <- slow
}

const server = createServer((request, response) => {
  const page = Number(new URL(request.url ?? '/', 'http://localhost').searchParams.get('page'));
  send(response, { page, books: books.slice(page, page + 400) });
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo;

let length = 0;
for (let page = 0; page < 120; page += 4) {
  const bodies = await Promise.all(
    [0, 1, 2, 3].map(async (step) => (await fetch(`http://127.0.0.1:${port}/books?page=${page + step}`)).text()),
  );
  length += bodies.join('').length;
}
process.stdout.write(`${length}\n`);
server.close();
server.closeAllConnections();
