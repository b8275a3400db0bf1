// Right answer: crypto-sync
// A kiosk that keeps its visitors' baskets in sealed cookies, and visitors who fill them.
import http from 'node:http';
import { once } from 'node:events';
import { basketOf, sealed } from './basket.mjs';
import { visit } from './visit.mjs';

const goods = new Set(['tea', 'water', 'paper', 'stamps', 'map']);

const server = http.createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://kiosk');
  if (!pathname.startsWith('/basket')) return response.writeHead(404).end();
  const basket = basketOf(request.headers.cookie);
  const wanted = searchParams.get('add');
  if (goods.has(wanted)) basket[wanted] = (basket[wanted] ?? 0) + 1;
  response.setHeader('set-cookie', sealed(basket));
  return response.end(`${Object.keys(basket).length} kinds`);
});
await once(server.listen(0, '127.0.0.1'), 'listening');

const agent = new http.Agent({ keepAlive: true });
const visits = await Promise.all(Array.from({ length: 3 }, (_, n) => visit(agent, server.address().port, [...goods].slice(n % 2), 26)));
console.log(visits.join(', '));
agent.destroy();
server.close();
