import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createHash } from 'node:crypto';

const hash = createHash('sha256');
async function* lines() {
  for (let id = 0; id < 500_000; id++) yield `line ${id} of the file\n`;
}
const upper = new Transform({ transform: (chunk, _, done) => done(null, chunk.toString().toUpperCase()) });
await pipeline(Readable.from(lines()), upper, async (source) => {
  for await (const chunk of source) hash.update(chunk);
});
if (hash.digest('hex').length !== 64) process.exit(1);
