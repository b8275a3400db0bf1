import * as zlib from 'node:zlib';

const pack = (text, { level = 6 } = {}) => {
  const bytes = Buffer.from(text);
  return bytes.length < 1_024 ? undefined : zlib.gzipSync(bytes, { level }); // <- slow
};

/** Answers with the text, packed when the client understands that and it is worth it. */
export function sendPacked(response, text, accepted = '') {
  const packed = accepted.includes('gzip') ? pack(text) : undefined;
  response.setHeader('content-type', 'application/json');
  response.setHeader('vary', 'accept-encoding');
  if (packed) response.setHeader('content-encoding', 'gzip');
  response.end(packed ?? text);
}
