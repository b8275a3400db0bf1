import { once } from 'node:events';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { catalogue } from './catalogue.mjs';

const body = gzipSync(JSON.stringify(catalogue));

function answerHealth(response) {
  response.writeHead(204).end();
}

const server = createServer((request, response) => {
  if (request.url === '/health') return answerHealth(response);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('content-encoding', 'gzip');
  return void response.end(body);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const origin = `http://127.0.0.1:${server.address().port}`;

async function browse(pages) {
  let length = 0;
  for (let page = 0; page < pages; page++) length += (await (await fetch(`${origin}/chairs?page=${page}`)).text()).length;
  return length;
}

const lengths = await Promise.all([browse(60), browse(60), browse(60)]);
process.stdout.write(`${lengths.every((length) => length > 0)}\n`);
server.close();
server.closeAllConnections();
