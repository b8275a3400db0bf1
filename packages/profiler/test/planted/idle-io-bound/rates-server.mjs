import { once } from 'node:events';
import { createServer } from 'node:http';

/** Takes 10 ms for each answer, as many at a time as are asked for. */
export async function startRatesServer() {
  const server = createServer((request, response) => setTimeout(() => response.end(`${request.url.length * 1.01}`), 10));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}
