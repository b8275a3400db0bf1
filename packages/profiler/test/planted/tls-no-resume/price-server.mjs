import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

export const ca = readFileSync(new URL('certificate.pem', import.meta.url));

/** Answers with the price of an article; closes a connection after `requestsEach`. */
export async function startPriceServer(requestsEach) {
  const key = readFileSync(new URL('key.pem', import.meta.url));
  const server = createServer({ key, cert: ca }, (request, response) => {
    const article = Number(request.url.slice(1));
    setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify({ article, price: article % 7 })), 2);
  });
  server.maxRequestsPerSocket = requestsEach;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}
