import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a handler can answer with. */
export const reply = (request: IncomingMessage, response: ServerResponse) => {
  const send = (type: string, body: string): void => {
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.setHeader('vary', 'accept-encoding');
    response.setHeader('cache-control', request.headers.authorization ? 'private' : 'max-age=60');
    response.end(body); // <- slow
  };
  return {
    page: (body: string): void => send('text/html', body),
    text: (body: string): void => send('text/plain', body),
  };
};
