import { once } from 'node:events';
import https from 'node:https';
import { ca, startPriceServer } from './price-server.mjs';

const server = await startPriceServer(5);
const { port } = server.address();
// One for all: it keeps the sessions of the server, which closes a connection after every fifth request.
const agent = new https.Agent({ keepAlive: true, maxSockets: 4, ca });

async function priceOf(article) {
  const request = https.get({ port, host: '127.0.0.1', path: `/${article}`, agent });
  const [response] = await once(request, 'response');
  let body = '';
  for await (const part of response.setEncoding('utf8')) body += part;
  return JSON.parse(body).price;
}

async function sumOf(batch) {
  let sum = 0;
  for (const article of batch) sum += await priceOf(article);
  return sum;
}

async function sumOfAll(batches) {
  let sum = 0;
  for (const batch of batches) sum += await sumOf(batch);
  return sum;
}

const batches = Array.from({ length: 44 }, (_, batch) => [0, 1, 2, 3, 4].map((article) => batch * 5 + article));
const sums = await Promise.all([0, 1, 2, 3].map((part) => sumOfAll(batches.filter((_, index) => index % 4 === part))));
process.stdout.write(`${sums.join(' ')}\n`);
agent.destroy();
server.close();
