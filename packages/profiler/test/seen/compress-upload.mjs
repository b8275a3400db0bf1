// Right answer: clean
// Streams a document through gzip to a hash, as an uploader would.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

function* document(pages) {
  for (let page = 0; page < pages; page++) yield Buffer.from(`Page ${page}\n${`The quick brown fox, number ${page}. `.repeat(800)}`);
}

const hash = createHash('sha256');
let bytes = 0;
await pipeline(
  Readable.from(document(3000)),
  createGzip(),
  async function* count(source) {
    for await (const chunk of source) {
      bytes += chunk.length;
      hash.update(chunk);
      yield;
    }
  },
  async (source) => {
    for await (const _ of source);
  },
);
console.log(bytes, hash.digest('hex').slice(0, 8));
