import { Readable, pipeline } from 'node:stream';
import * as zlib from 'node:zlib';

const encoders = {
  br: () => zlib.createBrotliCompress(), // <- slow
  gzip: () => zlib.createGzip({ level: 6 }),
};

/** The best encoding that both sides know. */
export function negotiate(accepted = '') {
  const names = accepted.split(',').map((part) => part.trim().replace(/;.*$/, ''));
  return Object.keys(encoders).find((name) => names.includes(name));
}

export function sendCompressed(response, text, encoding) {
  if (encoding === undefined) return void response.end(text);
  response.setHeader('content-encoding', encoding);
  response.setHeader('vary', 'accept-encoding');
  pipeline(Readable.from([Buffer.from(text)]), encoders[encoding](), response, (error) => {
    if (error) response.destroy(error);
  });
}
