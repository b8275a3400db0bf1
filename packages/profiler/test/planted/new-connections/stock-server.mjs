import { once } from 'node:events';
import { createServer } from 'node:http';

/** Answers with the stock of an article. */
export async function startStockServer() {
  const server = createServer((request, response) => {
    const article = Number(request.url.slice(1));
    setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify({ article, stock: article % 7 })), 2);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}
