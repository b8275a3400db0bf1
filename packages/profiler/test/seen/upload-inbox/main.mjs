// Right answer: buffer-concat-loop
// Takes uploads over HTTP, checks what they are and answers with a checksum.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { Readable } from 'node:stream';
import { withBody } from './with-body.mjs';

const magics = [
  ['pdf', Buffer.from('%PDF')],
  ['zip', Buffer.from('PK\u0003\u0004')],
];
const kindOf = (body) => magics.find(([, magic]) => body.subarray(0, magic.length).equals(magic))?.[0] ?? 'unknown';

const receive = withBody({ limit: 64 << 20 }, (request, response, body) => {
  const digest = createHash('sha1').update(body).digest('hex');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ kind: kindOf(body), bytes: body.length, digest }));
});

const server = http.createServer((request, response) => {
  if (request.method === 'PUT' && request.url?.startsWith('/inbox/')) receive(request, response);
  else response.writeHead(404).end();
});
await once(server.listen(0, '127.0.0.1'), 'listening');

function* document(pieces) {
  yield Buffer.from('%PDF-1.7\n');
  const piece = Buffer.alloc(32 << 10, 'stream of a page ');
  for (let n = 0; n < pieces; n++) yield piece;
}

async function upload(name, pieces) {
  const { port } = server.address();
  const request = http.request({ host: '127.0.0.1', port, method: 'PUT', path: `/inbox/${name}` });
  Readable.from(document(pieces)).pipe(request);
  const [response] = await once(request, 'response');
  return JSON.parse((await response.toArray()).join(''));
}

const receipts = [];
for (const name of ['contract', 'plan', 'minutes']) receipts.push(await upload(name, 260));
console.log(receipts.map(({ kind, bytes, digest }) => `${kind} ${bytes} ${digest.slice(0, 6)}`).join(', '));
server.close();
server.closeAllConnections();
