// Right answer: json-dominant
// A shop over HTTP that keeps what visitors put into their baskets in sessions.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MemorySessions, type Session } from './sessions.ts';
import { Shopper } from './shopper.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, session: Session) => void;

const sessions = new MemorySessions({ maxAgeMs: 60_000 });
const routes = new Map<string, Handler>([
  ['GET /basket/count', (_request, response, session) => reply(response, { count: session.basket.length })],
  [
    'POST /basket',
    (request, response, session) => {
      const article = Number(request.headers['x-article'] ?? 0);
      session.basket.push({
        article,
        title: `Article no. ${article}`,
        tags: ['new', 'garden', 'sale'],
        price: { cents: article * 7, currency: 'EUR' },
      });
      sessions.save(session);
      reply(response, { ok: true });
    },
  ],
]);

function reply(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

const server = createServer((request, response) => {
  const id = /sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'nobody';
  const handler = routes.get(`${request.method} ${request.url}`);
  if (!handler) response.writeHead(404).end();
  else handler(request, response, sessions.load(id));
});
await once(server.listen(0, '127.0.0.1'), 'listening');

const { port } = server.address() as AddressInfo;
const counts = await Promise.all(['ada', 'bo', 'cy'].map((id) => new Shopper(port, id).stroll(520, 4)));
console.log('articles in baskets:', counts.join(' '));
server.close();
server.closeAllConnections();
