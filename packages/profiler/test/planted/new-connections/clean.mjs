import { once } from 'node:events';
import http from 'node:http';
import { startStockServer } from './stock-server.mjs';

const server = await startStockServer();
const { port } = server.address();
const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

async function stockOf(article) {
  const request = http.get({ port, host: '127.0.0.1', path: `/${article}`, agent });
  const [response] = await once(request, 'response');
  let body = '';
  for await (const part of response.setEncoding('utf8')) body += part;
  return JSON.parse(body).stock;
}

async function check(articles) {
  let missing = 0;
  for (const article of articles) if ((await stockOf(article)) === 0) missing++;
  return missing;
}

const articles = Array.from({ length: 320 }, (_, index) => index);
const shelves = [0, 1, 2, 3].map((shelf) => articles.filter((article) => article % 4 === shelf));
const missing = await Promise.all(shelves.map(check));
process.stdout.write(`${missing.join(' ')}\n`);
agent.destroy();
server.close();
