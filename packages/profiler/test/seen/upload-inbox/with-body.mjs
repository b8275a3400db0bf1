/** A handler that gets the whole body of the request; answers 413 when there is too much of it. */
export function withBody({ limit = 1 << 20 } = {}, handler) {
  return (request, response) => {
    let body = Buffer.alloc(0);
    let isTooLarge = false;
    request.on('data', (chunk) => {
      if (isTooLarge) return;
      body = Buffer.concat([body, chunk]); // <- slow
      isTooLarge = body.length > limit;
    });
    request.on('end', () => {
      if (isTooLarge) response.writeHead(413).end();
      else handler(request, response, body);
    });
    request.on('error', () => response.destroy());
  };
}
