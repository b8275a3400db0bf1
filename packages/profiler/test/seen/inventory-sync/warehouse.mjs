import { once } from 'node:events';
import { createServer } from 'node:http';

/** The API of a warehouse that looks things up for a few milliseconds. */
export async function startWarehouse(count) {
  const ids = Array.from({ length: count }, (_, index) => 1000 + index);
  const server = createServer((request, response) => {
    const [, id] = /^\/articles\/(\d+)$/.exec(request.url) ?? [];
    const answer = id === undefined ? { ids } : { id: Number(id), count: Number(id) % 13 };
    setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)), 6);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
